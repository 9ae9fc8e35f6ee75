import { createPrivateKey } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import credentials from '../../examples/data/credentials.json' with { type: 'json' };
import { seededRandom } from '../../examples/random.ts';
import { mintCredential } from '../../examples/values/index.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const mint = (name: string, seed = 1) => mintCredential(name, seededRandom(`test ${seed}`));

describe('mintCredential', () => {
  it.each([...new Set(credentials.map((row) => row.mint))])(
    '%s: the same seed gives the same, another seed another',
    (name) => {
      expect(mint(name)).toEqual(mint(name));
      expect(mint(name, 2).value).not.toBe(mint(name).value);
      expect(mint(name).text).toContain(mint(name).value);
    },
  );

  it('knows no other names', () => {
    expect(() => mint('nothing')).toThrow(RangeError);
  });

  it.each(['githubPat', 'npmToken'])('%s ends in the base-62 CRC-32 of its body', (name) => {
    const body = mint(name).value.slice(4);
    const value = [...body.slice(30)].reduce((sum, digit) => sum * 62 + BASE62.indexOf(digit), 0);
    expect(body.length).toBe(36);
    expect(value).toBe(crc32(Buffer.from(body.slice(0, 30))));
  });

  it('entraSecret is 40 characters with its mark after three', () => {
    expect(mint('entraSecret').value).toMatch(/^[A-Za-z0-9]{3}8Q~[A-Za-z0-9_.~-]{34}$/);
  });

  it('azureStorage has a key of 64 bytes', () => {
    expect(mint('azureStorage').value).toMatch(/^[A-Za-z0-9+/]{86}==$/);
  });

  it('awsPair carries a twelve-digit account in its key id', () => {
    const { pieces, value } = mint('awsPair');
    expect(pieces.id).toMatch(/^AKIA[Q-Z2-7][A-Z2-7]{15}$/);
    expect(value.length).toBe(40);
  });

  it('jwt has three parts and says when it expires', () => {
    const [header, claims, signature] = mint('jwt')
      .value.split('.')
      .map((part) => Buffer.from(part, 'base64url'));
    expect(JSON.parse(String(header)).alg).toBe('RS256');
    expect(JSON.parse(String(claims)).exp).toBeGreaterThan(JSON.parse(String(claims)).iat);
    expect(signature?.length).toBe(256);
  });

  it('ecPrivateKey is a key that node reads', () => {
    expect(createPrivateKey(mint('ecPrivateKey').value).asymmetricKeyType).toBe('ec');
  });

  it('rsaPrivateKey is one DER sequence of nine integers', () => {
    const body = Buffer.from(mint('rsaPrivateKey').value.replace(/-----[^-]*-----|\s/g, ''), 'base64');
    expect(body[0]).toBe(0x30);
    expect(body.readUInt16BE(2)).toBe(body.length - 4);
  });

  it('bitlocker is eight groups that eleven divides', () => {
    const groups = mint('bitlocker').value.split('-').map(Number);
    expect(groups.length).toBe(8);
    expect(groups.filter((group) => group % 11 !== 0 || group >= 720_896)).toEqual([]);
  });

  it('devopsPat is 52 characters of base 32', () => {
    expect(mint('devopsPat').value).toMatch(/^[a-z2-7]{52}$/);
  });
});
