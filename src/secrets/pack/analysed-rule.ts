import { SecretsError } from '../secrets-error.ts';
import { leadingLiterals } from './leading-literals.ts';
import { boundsOf, type PatternBounds } from './pattern-bounds.ts';
import type { Rule } from './rule.ts';

/** What is known of a pattern without running it. */
interface PatternShape extends PatternBounds {
  /** Whether every match begins with a keyword, so that it needs to be tried only where one stands. */
  readonly startsAtKeyword: boolean;
}

export interface AnalysedRule {
  readonly rule: Rule;
  readonly shape: PatternShape;
}

/** @throws SecretsError pattern-unbounded when the pattern's cost is not bounded, rule-invalid when `ahead` does not fit it. */
export function analyseRule(rule: Rule): AnalysedRule {
  const bounds = boundsOf(rule.pattern);
  if ('refused' in bounds) {
    throw new SecretsError(
      'pattern-unbounded',
      `${rule.id}: ${bounds.refused}`,
      'rewrite the pattern; see docs/rules.md',
    );
  }
  const shape = { ...bounds, startsAtKeyword: startsAtKeyword(rule) };
  if (rule.ahead !== undefined && (!shape.startsAtKeyword || rule.wraps)) {
    const next = 'begin the pattern with its keywords and leave `wraps` out, or leave `ahead` out';
    throw new SecretsError('rule-invalid', `${rule.id}: \`ahead\` needs a pattern that begins with a keyword`, next);
  }
  if (rule.lead !== undefined && rule.wraps) {
    throw new SecretsError(
      'rule-invalid',
      `${rule.id}: \`lead\` and \`wraps\` do not go together`,
      'leave one of them out',
    );
  }
  return { rule, shape };
}

function startsAtKeyword(rule: Rule): boolean {
  if (rule.exactCase && rule.ignoreCase) return false;
  const folded = (text: string): string => (rule.exactCase ? text : text.toLowerCase());
  const keywords = rule.keywords.map(folded);
  return leadingLiterals(rule.pattern).every((lead) => keywords.some((keyword) => folded(lead).startsWith(keyword)));
}
