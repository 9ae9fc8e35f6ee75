import { describe, expect, test } from 'vitest';
import { rulePack } from '../../src/secrets/pack/rule-pack.ts';
import { VALIDATORS, type Validator } from '../../src/secrets/validators/index.ts';

/** The longest match that a rule hands to each validator. */
const longest = new Map<string, number>();
for (const { rule, shape } of rulePack().rules) {
  for (const name of rule.validators) longest.set(name, Math.max(longest.get(name) ?? 0, shape.longest));
}
/** A length for one that no rule names yet. */
const UNUSED = 1000;
/** CPU time that is quick enough for anybody; only above it the growth is looked at. */
const QUICK_MILLISECONDS = 60;
/** Four times the text may take so many times as long: more than the noise of a busy machine. */
const MOST_GROWTH = 10;
const PARTS = [
  ...[
    'a',
    'A',
    '0',
    'aB',
    'a1',
    'F',
    '-',
    '_',
    '.',
    '=',
    '+',
    '/',
    ' ',
    '%',
    '%41',
    ':',
    ';',
    '&a=',
    '|',
    '\\',
    '"',
    "'",
    '\n',
  ],
  ...[
    'a-',
    'a.',
    'a_',
    'Ab',
    'ab:',
    '../',
    'a/b',
    '{',
    '}',
    '${',
    '$9$',
    '\n> ',
    '\r\n',
    'eyJ',
    '\\n',
    '\u00e9',
    '\ud83d',
    '0,',
    '00-',
  ],
] as const;
const FRAMES = [
  (filling: string) => filling,
  (filling: string) => `eyJhbGciOiJIUzI1NiJ9.${filling}.${filling}`,
  (filling: string) => `https://vendor.example/${filling}?sig=${filling}`,
  (filling: string) => `-----BEGIN RSA PRIVATE KEY-----\n${filling}\n-----END RSA PRIVATE KEY-----`,
  (filling: string) => `otpauth://totp/${filling}?secret=${filling}`,
] as const;

const claimOf = (secret: string): Parameters<Validator>[0] => ({
  secret,
  text: secret,
  principal: null,
  host: null,
  asOf: null,
});

function milliseconds(validator: Validator, text: string): number {
  const start = process.cpuUsage();
  validator(claimOf(text));
  return process.cpuUsage(start).user / 1000;
}

function growthOf(validator: Validator, fill: (length: number) => string, length: number): number {
  const long = () => milliseconds(validator, fill(length));
  if (long() < QUICK_MILLISECONDS) return 0;
  const short = () => milliseconds(validator, fill(Math.ceil(length / 4)));
  return Math.min(long(), long()) / Math.max(0.5, Math.min(short(), short(), short()));
}

const filled = (part: string, frame: (filling: string) => string) => (length: number) =>
  frame(part.repeat(Math.ceil(length / part.length / 2))).slice(0, length);

describe('no text costs a validator more than its length', () => {
  test.each(Object.entries(VALIDATORS))('%s', (name, validator) => {
    const length = longest.get(name) ?? UNUSED;
    for (const frame of FRAMES) {
      for (const part of PARTS) {
        expect(growthOf(validator, filled(part, frame), length), JSON.stringify(frame(part))).toBeLessThan(MOST_GROWTH);
      }
    }
  });

  test('a pattern that costs more is found', () => {
    const costly: Validator = ({ secret }) => ({ type: /(?:a[^b]*)$/.test(secret) ? 'keep' : 'reject' });
    expect(growthOf(costly, (length) => `${'a'.repeat(length)}b`, 20_000)).toBeGreaterThan(MOST_GROWTH);
  });
});
