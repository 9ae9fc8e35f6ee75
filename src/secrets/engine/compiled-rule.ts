import { leadingLiterals } from '../pack/leading-literals.ts';
import { boundsOf } from '../pack/pattern-bounds.ts';
import type { Rule } from '../pack/rule.ts';
import { SecretsError } from '../secrets-error.ts';
import { VALIDATORS, type Validator } from '../validators/index.ts';

/** A rule ready to be matched. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Finds the next match. */
  readonly find: RegExp;
  /** Reads the match that starts at its lastIndex, with the indices of its groups. */
  readonly read: RegExp;
  /** Characters to see on each side of a keyword, so that a window gives what the whole text would. */
  readonly reach: number;
  /** Characters that look-around reads beside a match. */
  readonly margin: number;
  /** Whether every match begins with a keyword, so that it needs to be tried only where one stands. */
  readonly startsAtKeyword: boolean;
  readonly validators: readonly Validator[];
}

/** What a joined line break may add to the characters a match spans, and how far back a long line is looked for. */
const WRAP_STRETCH = 1.4;
const WRAP_LOOK_BACK = 100;

/** @throws SecretsError pattern-unbounded when the pattern's cost is not bounded. */
export function compileRule(rule: Rule): CompiledRule {
  const bounds = boundsOf(rule.pattern);
  if ('refused' in bounds) {
    throw new SecretsError(
      'pattern-unbounded',
      `${rule.id}: ${bounds.refused}`,
      'rewrite the pattern; see docs/rules.md',
    );
  }
  const reach = bounds.longest + bounds.margin;
  const flags = rule.ignoreCase ? 'im' : 'm';
  return {
    rule,
    find: new RegExp(rule.pattern, `g${flags}`),
    read: new RegExp(rule.pattern, `dy${flags}`),
    reach: rule.wraps ? Math.ceil(reach * WRAP_STRETCH) + WRAP_LOOK_BACK : reach,
    margin: bounds.margin,
    startsAtKeyword: startsAtKeyword(rule),
    validators: rule.validators.map((name) => VALIDATORS[name]),
  };
}

function startsAtKeyword(rule: Rule): boolean {
  if (rule.exactCase && rule.ignoreCase) return false;
  const folded = (text: string): string => (rule.exactCase ? text : text.toLowerCase());
  const keywords = rule.keywords.map(folded);
  return leadingLiterals(rule.pattern).every((lead) => keywords.some((keyword) => folded(lead).startsWith(keyword)));
}
