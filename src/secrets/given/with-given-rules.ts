import type { Instant } from '../../core/index.ts';
import { discountsOf } from '../engine/discount.ts';
import { buildScanner } from '../engine/scan-text.ts';
import { rulePack } from '../pack/rule-pack.ts';
import type { Scanner } from '../scanner.ts';
import type { GivenRules } from './given-rule.ts';
import { buildGivenScan } from './given-scanner.ts';
import { mergeFindings } from './merge-findings.ts';

/** A scanner of the installed rules with those that a user gave beside it: what the installed ones find they find as before. */
export function withGivenRules(installed: Scanner, given: GivenRules, asOf: Instant | null): Scanner {
  if (given.rules.length + given.own.length === 0) return installed;
  const { publishedExamples, advice, rules, tables } = rulePack();
  const words = { publishedExamples, advice };
  const own = buildScanner({ rules: given.own, prose: null, asOf, ...words });
  const scanGiven = buildGivenScan(given.rules, discountsOf(publishedExamples, advice));
  const generic = new Set([
    ...rules.flatMap(({ rule }) => (rule.form === 'generic' ? [rule.id] : [])),
    ...tables.secrets.map(({ id }) => id),
  ]);
  const isGuess = (rule: string) => generic.has(rule) || /^prose(?:-|$)/.test(rule);
  return {
    rules: [...installed.rules, ...own.rules, ...given.rules.map(({ id }) => id)].sort(),
    scan: (utf8, context) => {
      const ours = mergeFindings(installed.scan(utf8, context), own.scan(utf8, context), isGuess);
      return mergeFindings(ours, scanGiven(utf8), isGuess);
    },
  };
}
