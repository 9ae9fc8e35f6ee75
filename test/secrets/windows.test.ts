import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledRule, compileRule } from '../../src/secrets/engine/compiled-rule.ts';
import { type KeywordHit, matchRule } from '../../src/secrets/engine/match-rule.ts';
import { buildScanner } from '../../src/secrets/engine/scan-text.ts';
import { WindowedText } from '../../src/secrets/engine/text-window.ts';
import type { SecretFinding } from '../../src/secrets/index.ts';
import { rulePack } from '../../src/secrets/pack/rule-pack.ts';

const analysed = rulePack().rules;
const rules = analysed.map(compileRule);
const samples = analysed.flatMap(({ rule }) => [
  ...rule.examples.map((example) => (typeof example === 'string' ? example : example.text)),
  ...rule.counterExamples,
]);
const filler = fc.constantFrom(
  ' ',
  '\n',
  ' and ',
  '\n> ',
  'é',
  '漢字',
  '😀',
  '=',
  '"',
  'x',
  'secret',
  'The quick brown fox. ',
  '\r\n',
  'key: ',
);
const composed = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...samples) }, { weight: 3, arbitrary: filler }), {
    minLength: 1,
    maxLength: 7,
  })
  .map((pieces) => new TextEncoder().encode(pieces.join('')));

function hitsOf({ rule }: CompiledRule, utf8: Uint8Array): readonly KeywordHit[] {
  const whole = Buffer.from(utf8).toString('latin1');
  const text = rule.exactCase ? whole : whole.toLowerCase();
  return rule.keywords.flatMap((keyword) => {
    const wanted = Buffer.from(rule.exactCase ? keyword : keyword.toLowerCase()).toString('latin1');
    const hits: KeywordHit[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) hits.push([at, at + wanted.length]);
    return hits;
  });
}

const summary = (findings: readonly SecretFinding[]) =>
  findings.map((each) => ({ ...each, secret: each.secret.reveal() }));

describe('windows', () => {
  test('give what the whole text gives, for every rule', () => {
    fc.assert(
      fc.property(composed, (utf8) => {
        const text = new WindowedText(utf8);
        for (const rule of rules) {
          const hits = hitsOf(rule, utf8);
          if (hits.length === 0) continue;
          const whole = matchRule({ ...rule, reach: 1_000_000, lead: rule.rule.lead ?? null }, text, hits);
          const keys = (matches: typeof whole): readonly string[] =>
            matches.map((m) => `${m.span.join('-')} ${m.secret}`).sort();
          expect(keys(matchRule(rule, text, hits)), rule.rule.id).toEqual(keys(whole));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a look at the bytes beside a keyword changes nothing', () => {
    const withAhead = analysed.filter(({ rule }) => (rule.ahead ?? rule.behind) !== undefined);
    expect(withAhead.length).toBeGreaterThan(1);
    const quick = buildScanner({ rules: withAhead, prose: null, asOf: null });
    const slow = buildScanner({
      rules: withAhead.map(({ rule: { ahead: _ahead, behind: _behind, ...rule }, shape }) => ({ rule, shape })),
      prose: null,
      asOf: null,
    });
    const pieces = fc.constantFrom(
      '://',
      ':',
      '@',
      'a',
      'é',
      '/',
      ' ',
      '$',
      '{',
      '"',
      '<',
      '\n',
      '%',
      'x.y',
      '漢字',
      'pass',
      '\u00a0',
    );
    const urls = fc
      .array(fc.oneof({ weight: 3, arbitrary: pieces }, { weight: 1, arbitrary: fc.constantFrom(...samples) }), {
        maxLength: 14,
      })
      .map((parts) => new TextEncoder().encode(`x://${parts.join('')}`));
    const context = { subject: null, role: 'file' } as const;
    fc.assert(
      fc.property(urls, (utf8) => {
        expect(summary(quick.scan(utf8, context))).toEqual(summary(slow.scan(utf8, context)));
      }),
      { numRuns: 2000 },
    );
  });

  test('the order of rules changes nothing', () => {
    const context = { subject: null, role: 'body' } as const;
    const straight = buildScanner({ rules: analysed, prose: null, asOf: null });
    const turned = buildScanner({ rules: [...analysed].reverse(), prose: null, asOf: null });
    fc.assert(
      fc.property(composed, (utf8) => {
        expect(summary(turned.scan(utf8, context))).toEqual(summary(straight.scan(utf8, context)));
      }),
      { numRuns: 300 },
    );
  });

  test('findings are sorted, share no byte, and lie in the text', () => {
    const scanner = buildScanner({ rules: analysed, prose: null, asOf: null });
    fc.assert(
      fc.property(composed, (utf8) => {
        let last = 0;
        for (const { span } of scanner.scan(utf8, { subject: null, role: 'file' })) {
          expect(span[0]).toBeGreaterThanOrEqual(last);
          expect(span[1]).toBeGreaterThan(span[0]);
          last = span[1];
        }
        expect(last).toBeLessThanOrEqual(utf8.length);
      }),
      { numRuns: 300 },
    );
  });
});
