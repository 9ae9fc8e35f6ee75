import { discountsOf } from '../engine/discount.ts';
import { buildScanner } from '../engine/scan-text.ts';
import { loadScanner } from '../load-scanner.ts';
import type { Rule } from '../pack/rule.ts';
import { rulePack } from '../pack/rule-pack.ts';
import type { Scanner } from '../scanner.ts';
import type { GivenRule, GivenRules } from './given-rule.ts';
import { buildGivenScan } from './given-scanner.ts';

/** What became of one example of a rule. Says what was expected in words, never with the text. */
export interface ExampleResult {
  readonly rule: string;
  readonly example: 'example' | 'counter-example';
  /** From 1, in the order of the rule. */
  readonly number: number;
  /** Why it failed; null where it passed. */
  readonly failure: string | null;
}

const FILE = { subject: null, role: 'file' } as const;

/** Tries each given rule on its own examples: one of our own form beside the others of its kind, one of another tool alone. */
export function* testGivenRules({ rules, own }: GivenRules): Generator<ExampleResult> {
  const scanner = buildScanner({ rules: own, prose: null, asOf: null });
  for (const { rule } of own) yield* testOwnRule(rule, scanner);
  for (const rule of rules) yield* testForeignRule(rule);
}

/** Tries each rule of the installation on its own examples, beside all others. */
export function* testInstalledRules(): Generator<ExampleResult> {
  const scanner = loadScanner({ prose: false });
  for (const { rule } of rulePack().rules) yield* testOwnRule(rule, scanner);
}

function* testOwnRule(rule: Rule, scanner: Scanner): Generator<ExampleResult> {
  const found = (text: string) => scanner.scan(utf8Of(text), FILE).filter((finding) => finding.rule === rule.id);
  for (const [at, example] of rule.examples.entries()) {
    const wanted = typeof example === 'string' ? { text: example } : example;
    const findings = found(wanted.text);
    const isFound = findings.some(
      (finding) =>
        (wanted.secret === undefined || finding.secret.reveal() === wanted.secret) &&
        (wanted.principal === undefined || finding.principal === wanted.principal) &&
        (wanted.host === undefined || finding.host === wanted.host),
    );
    const failure = findings.length === 0 ? 'the rule does not find it' : 'it finds another secret, principal or host';
    yield { rule: rule.id, example: 'example', number: at + 1, failure: isFound ? null : failure };
  }
  for (const [at, text] of rule.counterExamples.entries()) yield quietResult(rule.id, at, found(text).length);
}

function* testForeignRule(rule: GivenRule): Generator<ExampleResult> {
  const scan = buildGivenScan([rule], discountsOf([], []));
  for (const [at, text] of rule.examples.entries()) {
    const isFound = scan(utf8Of(text)).length > 0;
    yield { rule: rule.id, example: 'example', number: at + 1, failure: isFound ? null : 'the rule does not find it' };
  }
  for (const [at, text] of rule.counterExamples.entries()) yield quietResult(rule.id, at, scan(utf8Of(text)).length);
}

function quietResult(rule: string, at: number, findings: number): ExampleResult {
  const failure = findings === 0 ? null : 'the rule finds something in it';
  return { rule, example: 'counter-example', number: at + 1, failure };
}

function utf8Of(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
