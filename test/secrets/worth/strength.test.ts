import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  previewOf,
  type SecretKind,
  SecretValue,
  type Strength,
  strengthOf,
  strengthText,
} from '../../../src/secrets/index.ts';

const weigh = (value: string, kind: SecretKind = 'password', names: readonly string[] = []): Strength =>
  strengthOf(new SecretValue(value), kind, names);

describe('the strength of what people choose', () => {
  it.each([
    ['password', 'trivial'],
    ['changeme', 'trivial'],
    ['4711', 'trivial'],
    ['0000', 'trivial'],
    ['public', 'trivial'],
    ['Winter2023!', 'weak'],
    ['Herbst2022', 'trivial'],
    ['P@ssw0rd!7', 'weak'],
    ['qwertz12345', 'trivial'],
    ['aaaabbbb', 'weak'],
    ['gR7#w', 'weak'],
    ['gR7#wq2K', 'fair'],
    ['gR7#wq2K!xPz', 'strong'],
    ['pelican gravel teaspoon orbit', 'strong'],
  ])('%s is %s', (value, level) => expect(weigh(value).level).toBe(level));

  it('falls where the account’s or organisation’s own name is in it', () => {
    const [alone, own] = [weigh('Kestrelwatch8'), weigh('Kestrelwatch8', 'password', ['svc_in@kestrelwatch.example'])];
    expect(alone).toMatchObject({ level: 'fair' });
    expect(own).toEqual({ level: 'trivial', because: 'own-name' });
    expect(weigh('Kestrelwatch8', 'password', ['svc_in@other.example'])).toEqual(alone);
  });

  it('never rises by a name that is known, whatever the value', () => {
    const order = ['trivial', 'weak', 'fair', 'strong', 'machine-made'];
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.string({ maxLength: 20 }), (value, name) => {
        expect(order.indexOf(weigh(value, 'password', [name]).level)).toBeLessThanOrEqual(
          order.indexOf(weigh(value).level),
        );
      }),
    );
  });
});

describe('what machines draw', () => {
  it.each<[string, SecretKind]>([
    ['tok_9f8Qw2Zx7Lm4Rt6Yv1Nb', 'token'],
    ['q7Vx2Kp9Rt4Wz8Nc3Bd5Hf1J', 'connection-string'],
  ])('%s is machine-made', (value, kind) => expect(weigh(value, kind)).toEqual({ level: 'machine-made' }));

  it('is not what a person typed into a field for it', () => {
    expect(weigh('secret', 'token').level).toBe('trivial');
    expect(weigh('Harbour-Pilot-2024', 'connection-string').level).not.toBe('machine-made');
  });
});

describe('what is said of a strength', () => {
  const texts = new Set(
    (['trivial', 'weak', 'fair', 'strong'] as const).flatMap((level) =>
      ([null, 'own-name', 'usual', 'run', 'repeat', 'calendar', 'word', 'short'] as const).map((because) =>
        strengthText({ level, because }),
      ),
    ),
  ).add(strengthText({ level: 'machine-made' }));

  it('is one of a few sentences, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 120, unit: 'binary' }), (value) => {
        expect(texts.has(strengthText(weigh(value)))).toBe(true);
      }),
    );
  });

  it('names no cause where the preview shows nothing, and only the level where it is strong', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (value) => {
        const strength = weigh(value);
        if (previewOf(new SecretValue(value), 'password') === '…' || strength.level === 'strong')
          expect('because' in strength ? strength.because : null).toBeNull();
      }),
    );
    expect(weigh('Summer2023!!')).toMatchObject({ because: 'calendar' });
  });
});
