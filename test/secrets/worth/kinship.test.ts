import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash } from '../../../src/core/index.ts';
import { kinshipOf, type SecretKind, SecretValue } from '../../../src/secrets/index.ts';

const hash = keyedHash(new Uint8Array(32).fill(5));
const kin = (value: string, principal: string | null = null, kind: SecretKind = 'password', key = hash) =>
  kinshipOf({ secret: new SecretValue(value), kind, principal, names: [] }, key);

describe('an obvious successor', () => {
  it.each([
    ['Lanternfish7', 'Lanternfish8'],
    ['Lanternfish7', 'lanternfish2024!!'],
    ['Gravel-Moth_2022', 'Gravel-Moth_2023'],
    ['Gravel-Moth_2022', 'gravel.moth.11'],
    ['L4nternfish', 'Lanternfish?'],
    ['2023-Teaspoons', '2024-Teaspoons'],
    ['Möwenpfad#03', 'Mowenpfad#04'],
  ])('%s and %s are akin, for anybody', (a, b) => {
    expect(kin(a)).not.toBeNull();
    expect(kin(a, 'one')).toBe(kin(b, 'another'));
  });

  it.each([
    ['Lanternfish7', 'Lanternfush7'],
    ['Gravel-Moth_2022', 'Gravel-Mouth_2022'],
    ['Lanternfish7', 'Teaspoons7'],
  ])('%s and %s are not', (a, b) => expect(kin(a)).not.toBe(kin(b)));

  it.each([
    ['Winter2023!', 'Spring2024!'],
    ['Passw0rd1', 'Passw0rd2'],
    ['März-2023', 'April-2023'],
    ['welcome01', 'Welcome02!'],
  ])('of a form that anybody may have, %s and %s are akin for one account alone', (a, b) => {
    expect(kin(a, 'svc_in')).not.toBeNull();
    expect(kin(a, 'svc_in@agency.example')).toBe(kin(b, 'AGENCY\\svc_in'));
    expect(kin(a, 'svc_in')).not.toBe(kin(b, 'svc_out'));
    expect(kin(a)).toBeNull();
  });
});

describe('the keyed name of a normal form', () => {
  it('is none for tokens, for digits, and for what is too short', () => {
    expect(kin('Lanternfish7', 'a', 'token')).toBeNull();
    expect(kin('473829', 'a')).toBeNull();
    expect(kin('ab1', 'a')).toBeNull();
  });

  it('differs under another key, and holds nothing of the value', () => {
    expect(kin('Lanternfish7', null, 'password', keyedHash(new Uint8Array(32).fill(6)))).not.toBe(kin('Lanternfish7'));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (value) => {
        expect(kin(value, 'svc') ?? 'stem:00').toMatch(/^stem:[0-9a-f]+$/);
      }),
      { numRuns: 60 },
    );
  });
});
