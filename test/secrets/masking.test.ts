import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash } from '../../src/core/index.ts';
import {
  contextOf,
  fingerprintOf,
  knownValueMask,
  MASK,
  maskText,
  maskUtf8,
  previewOf,
  type SecretFinding,
  SecretValue,
} from '../../src/secrets/index.ts';

const hash = keyedHash(new Uint8Array(32).fill(7));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Secrets and their surroundings share no character, so that what shows of a secret can be told. */
const secretText = fc
  .array(fc.constantFrom(...'ABCDEFG12345é漢😀'), { minLength: 4, maxLength: 40 })
  .map((c) => c.join(''));
const around = fc.array(fc.constantFrom(...'xyz .,\n"ñ語🙂'), { maxLength: 70 }).map((c) => c.join(''));
const planted = fc.array(fc.tuple(around, secretText), { minLength: 1, maxLength: 5 }).chain((pieces) =>
  around.map((tail) => {
    let text = '';
    const findings: SecretFinding[] = [];
    for (const [before, secret] of pieces) {
      text += `${before} `;
      const start = encode(text).length;
      text += secret;
      findings.push(finding(secret, [start, encode(text).length]));
    }
    return { text: text + tail, findings };
  }),
);

function finding(secret: string, span: readonly [number, number]): SecretFinding {
  return {
    rule: 'test',
    kind: 'token',
    confidence: 'high',
    validity: { state: 'unknown', reason: '', mintedAt: null, expiresAt: null },
    secret: new SecretValue(secret),
    span,
    principal: null,
    host: null,
    reasons: [],
  };
}

describe('masks', () => {
  test('leave nothing of a secret and everything else', () => {
    fc.assert(
      fc.property(planted, ({ text, findings }) => {
        const masked = maskText(
          text,
          findings.map((each) => each.span),
        );
        expect(masked).not.toMatch(/[A-G1-5é漢😀]/u);
        expect(masked.replaceAll(MASK, '')).toBe(text.replace(/[A-G1-5é漢😀]/gu, ''));
      }),
    );
  });

  test('have one width, overlaps and cut characters included', () => {
    expect(maskText('a secret b', [[2, 8]])).toBe(`a ${MASK} b`);
    expect(
      maskText('a secret b', [
        [2, 5],
        [4, 8],
      ]),
    ).toBe(`a ${MASK} b`);
    expect(maskText('aé漢b', [[2, 4]])).toBe(`a${MASK}b`);
    expect(maskText('abc', [])).toBe('abc');
    expect(
      new TextDecoder().decode(
        maskUtf8(encode('abcdef'), [
          [-3, 2],
          [5, 99],
        ]),
      ),
    ).toBe(`${MASK}cde${MASK}`);
  });

  test('a context shows no part of any finding, on one line', () => {
    fc.assert(
      fc.property(planted, fc.integer({ min: 0, max: 60 }), ({ text, findings }, width) => {
        for (const each of findings) {
          const line = contextOf(encode(text), each.span, findings, width);
          expect(line).not.toMatch(/[A-G1-5é漢😀]/u);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line).toContain(MASK);
        }
      }),
    );
  });

  test('many findings in one text cost no more each than few', () => {
    const count = 20_000;
    const values = Array.from({ length: count }, (_, at) => `Kestrel*${String(at).padStart(6, '0')}`);
    const text = encode(values.join(' and '));
    const findings = values.map((value, at) => finding(value, [at * 19, at * 19 + 14]));
    const start = performance.now();
    for (const each of findings) expect(contextOf(text, each.span, findings).includes('Kestrel')).toBe(false);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('a context masks the longest copy that starts in a place', () => {
    const text = 'a ABCDEFG-longer b ABCDEFG c';
    const findings = [finding('ABCDEFG', [19, 26]), finding('ABCDEFG-longer', [90, 104])];
    expect(contextOf(encode(text), [19, 26], findings)).toBe(`a ${MASK} b ${MASK} c`);
  });

  test('a context masks an unmarked copy of the secret', () => {
    const text = 'pw hunter2-xyz again hunter2-xyz end';
    expect(contextOf(encode(text), [3, 14], [finding('hunter2-xyz', [3, 14])])).toBe(`pw ${MASK} again ${MASK} end`);
  });
});

describe('previews', () => {
  test('show at most a third, and nothing of a short value', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 120 }),
        fc.constantFrom('token', 'password', 'url', 'private-key'),
        (text, kind) => {
          const preview = previewOf(new SecretValue(text), kind as 'token');
          expect(preview.endsWith('…')).toBe(true);
          const shown = [...preview].length - 1;
          expect(shown).toBeLessThanOrEqual([...text].length < 12 ? 0 : [...text].length / 3);
        },
      ),
    );
  });

  test.each([
    [`github_pat_11A${'x'.repeat(79)}`, 'token', 'github_pat_11A…'],
    ['Corncrake-71-Marsh', 'password', 'Co…'],
    ['hunter2', 'password', '…'],
    [`-----BEGIN RSA PRIVATE KEY-----\n${'A'.repeat(90)}`, 'private-key', '-----BEGIN RSA PRIVATE KEY----- AA…'],
    ['https://id.example/reset?token=abcdefghijklmnopqrstuvwxyz0123456789', 'url', 'https://id.example/res…'],
  ] as const)('%#', (secret, kind, preview) => {
    expect(previewOf(new SecretValue(secret), kind)).toBe(preview);
  });
});

describe('a secret value', () => {
  test('cannot be printed by accident, and has one fingerprint under one key', () => {
    const secret = new SecretValue('Corncrake-71');
    const printed = [String(secret), JSON.stringify({ secret }), inspect(secret), `${secret}`].join();
    expect(printed).not.toContain('Corncrake');
    expect(fingerprintOf(secret, hash)).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
    expect(fingerprintOf(new SecretValue('Corncrake-71'), hash)).toBe(fingerprintOf(secret, hash));
    expect(fingerprintOf(secret, keyedHash(new Uint8Array(32)))).not.toBe(fingerprintOf(secret, hash));
  });
});

describe('the sweep by fingerprints', () => {
  const known = ['Corncrake-71!', 'open sesame twice', "it's.(me)"].map((text) =>
    fingerprintOf(new SecretValue(text), hash),
  );
  const sweep = knownValueMask(hash, new Set(known));

  test.each([
    ['Re: Corncrake-71! for the archive', `Re: ${MASK} for the archive`],
    ['use "Corncrake-71!", please', `use "${MASK}", please`],
    ['pw=Corncrake-71!', `pw=${MASK}`],
    ['https://ana:Corncrake-71!@host/', `https://ana:${MASK}@host/`],
    ['say open sesame twice.', `say ${MASK}.`],
    ["(it's.(me))", `(${MASK})`],
    [`Basic ${btoa('ana:Corncrake-71!')}`, `Basic ${MASK}`],
    ['Corncrake-71 without its mark', 'Corncrake-71 without its mark'],
    ['nothing here', 'nothing here'],
    ['Corncrake-71!;Corncrake-71!,Corncrake-71!', `${MASK};${MASK},${MASK}`],
    ['Corncrake-71!/readme.txt', `${MASK}/readme.txt`],
    ['\\Inbox\\Corncrake-71!', `\\Inbox\\${MASK}`],
    ['ana\\Corncrake-71!\\old', `ana\\${MASK}\\old`],
    ['old Corncrake-71!.docx', `old ${MASK}.docx`],
    ['["a","old Corncrake-71!.docx"]', `["a","old ${MASK}.docx"]`],
  ])('%s', (text, expected) => {
    expect(sweep(text)).toBe(expected);
  });

  test('changes nothing where nothing is known', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(knownValueMask(hash, new Set())(text)).toBe(text);
        expect(sweep(text)).toBe(text);
      }),
    );
  });
});
