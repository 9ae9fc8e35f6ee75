import { describe, expect, test } from 'vitest';
import { compileRule } from '../../src/secrets/engine/compiled-rule.ts';
import { buildScanner } from '../../src/secrets/engine/scan-text.ts';
import { rulePack } from '../../src/secrets/pack/rule-pack.ts';

const SIZE = 10_000;
/** Twice that size within this is bounded enough for anybody; only above it the growth is looked at. */
const QUICK_MILLISECONDS = 250;
const SLOWEST_MILLISECONDS = 2000;
const context = { subject: null, role: 'file' } as const;

/** Texts made to cost a pattern as much as they can: its keywords, its examples cut short, and long runs of what it repeats. */
function hostileTexts(keywords: readonly string[], examples: readonly string[]): readonly string[] {
  const runs = [
    'a',
    'A1',
    '0',
    '=',
    ' ',
    '\n',
    '/',
    '%',
    '.a',
    'a=',
    '-',
    'ab ',
    'a;b=',
    '&sig=a',
    'eyJ.',
    '"',
    '> \n',
  ];
  const keyword = keywords[0] ?? '';
  const cut = examples.map((example) => example.slice(0, Math.max(4, Math.floor(example.length * 0.8))));
  return [
    keyword,
    ...keywords.slice(0, 3).map((each) => `${each}=`),
    ...runs.map((run) => keyword + run.repeat(Math.ceil(600 / run.length))),
    ...cut,
    ...examples.map((each) => `${each.slice(0, -1)}\u00e9`),
  ];
}

/** CPU time, which a busy machine does not stretch. */
function milliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
}

/** The least of a few runs: the machine's noise only adds. */
function fastest(work: () => void): number {
  return Math.min(milliseconds(work), milliseconds(work), milliseconds(work));
}

describe('no text costs a rule more than its length', () => {
  test.each(rulePack().rules.map((analysed) => [analysed.rule.id, analysed] as const))('%s', (_id, analysed) => {
    const scanner = buildScanner({ rules: [analysed], prose: null, asOf: null });
    const { rule } = compileRule(analysed);
    const examples = rule.examples.map((example) => (typeof example === 'string' ? example : example.text));
    for (const unit of hostileTexts(rule.keywords, examples)) {
      const half = new TextEncoder().encode(unit.repeat(Math.ceil(SIZE / unit.length)));
      const whole = new Uint8Array([...half, ...half]);
      if (milliseconds(() => scanner.scan(whole, context)) < QUICK_MILLISECONDS) continue;
      const doubled = fastest(() => scanner.scan(whole, context));
      const once = fastest(() => scanner.scan(half, context));
      const told = JSON.stringify(unit.slice(0, 60));
      expect(doubled, told).toBeLessThan(SLOWEST_MILLISECONDS);
      if (doubled > QUICK_MILLISECONDS) expect(doubled / once, told).toBeLessThan(3.5);
    }
  });
});
