import { describe, expect, test } from 'vitest';
import { countSteps } from '../../fuzz/rules/count-steps.ts';
import { crowdedUnits } from '../../fuzz/rules/hostile-texts.ts';
import { MOST_STEPS_PER_CHARACTER, repeated, workOf } from '../../fuzz/rules/judge-rule.ts';
import { stepProgram } from '../../fuzz/rules/step-program.ts';
import { buildScanner } from '../../src/secrets/engine/scan-text.ts';
import { analyseRule } from '../../src/secrets/pack/analysed-rule.ts';
import { parsePattern } from '../../src/secrets/pack/pattern-syntax.ts';
import { Rule } from '../../src/secrets/pack/rule.ts';
import { rulePack } from '../../src/secrets/pack/rule-pack.ts';

const SIZES = { all: 512, worst: [6144] };
/** Bytes that the engine itself scans, and a quarter of them. */
const SCANNED = 16_384;
/** CPU time within which a text is scanned is quick enough for anybody; only above it the growth is looked at. */
const QUICK_MILLISECONDS = 150;
/** Four times the text may take so many times as long: more than the noise of a busy machine. */
const MOST_GROWTH = 10;
const { rules } = rulePack();

describe('counting what a backtracking matcher does', () => {
  test.each(rules.map(({ rule }) => [rule.id, rule] as const))('finds the same matches: %s', (_id, rule) => {
    const program = stepProgram(parsePattern(rule.pattern), rule.ignoreCase);
    const pattern = new RegExp(rule.pattern, rule.ignoreCase ? 'yim' : 'ym');
    for (const example of rule.examples) {
      const text = (typeof example === 'string' ? example : example.text).replace(/[^\0-\x7f]/g, '?');
      for (let start = 0; start <= text.length; start += 1) {
        pattern.lastIndex = start;
        const match = pattern.exec(text);
        const { end } = countSteps(program, Buffer.from(text), start, 1_000_000);
        expect(end, text.slice(start)).toBe(match === null ? -1 : start + match[0].length);
      }
    }
  });

  test.each([
    ['(?:a{1,9}){1,9}b', 'a'.repeat(9)],
    ['a{0,40}a{0,40}a{0,40}b', 'a'.repeat(120)],
  ])('tells that %s costs more than the text is long', (pattern, text) => {
    const { steps, end } = countSteps(stepProgram(parsePattern(pattern), false), Buffer.from(text), 0, 1_000_000);
    expect(end).toBe(-1);
    expect(steps).toBeGreaterThan(100 * text.length);
  });
});

describe('no text made from its pattern costs a rule more than its length', () => {
  test.each(rules.map((analysed) => [analysed.rule.id, analysed] as const))('%s', (_id, analysed) => {
    const { steps, worst, characters } = workOf(analysed, 1, SIZES);
    expect(steps, `${worst.what}, ${characters} of ${JSON.stringify(worst.unit.slice(0, 80))}`).toBeLessThan(
      MOST_STEPS_PER_CHARACTER,
    );
  });

  test.each(rules.map((analysed) => [analysed.rule.id, analysed] as const))('the engine: %s', (_id, analysed) => {
    const scanner = buildScanner({ rules: [analysed], prose: null, asOf: null });
    const milliseconds = (unit: string, bytes: number): number => {
      const utf8 = new TextEncoder().encode(repeated(unit, bytes));
      const start = process.cpuUsage();
      scanner.scan(utf8, { subject: null, role: 'file' });
      return process.cpuUsage(start).user / 1000;
    };
    for (const unit of crowdedUnits(analysed.rule, 1)) {
      const whole = milliseconds(unit, SCANNED);
      if (whole < QUICK_MILLISECONDS) continue;
      const quarter = Math.min(milliseconds(unit, SCANNED / 4), milliseconds(unit, SCANNED / 4));
      expect(whole / quarter, JSON.stringify(unit.slice(0, 80))).toBeLessThan(MOST_GROWTH);
    }
  });

  test.each([
    'vendor[^\\n]{0,300}?user [a-z ]{1,90}[^\\n]{0,200}?pass (?<secret>[a-z]{2,100})!',
    'vendor[\\w.]{0,90}[\\w-]{0,90}(?<secret>[a-z0-9]{8,90})!',
  ])('a pattern that the loader lets pass and that costs too much is found: %s', (pattern) => {
    const analysed = analyseRule(
      Rule.parse({
        id: 'vendor-secret',
        name: 'Vendor secret',
        kind: 'password',
        form: 'vendor',
        keywords: ['vendor'],
        pattern,
        confidence: 'low',
        source: 'https://docs.vendor.example',
        exposure: 'Change this password.',
        examples: ['vendor user x pass ab!', 'vendor user x pass cd!'],
        counterExamples: ['vendor'],
      }),
    );
    expect(workOf(analysed, 1, SIZES).steps).toBeGreaterThan(MOST_STEPS_PER_CHARACTER);
  });
});
