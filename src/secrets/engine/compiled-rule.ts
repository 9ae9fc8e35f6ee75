import type { AnalysedRule } from '../pack/analysed-rule.ts';
import type { Rule } from '../pack/rule.ts';
import { VALIDATORS, type Validator } from '../validators/index.ts';
import { type AheadCheck, aheadCheck } from './ahead.ts';
import { type BehindCheck, behindCheck } from './behind.ts';

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
  /** Characters before a keyword in which its matches begin; null where it may stand anywhere in them. */
  readonly lead: number | null;
  /** What must follow a keyword, told from bytes alone; null where the rule says nothing of it. */
  readonly ahead: AheadCheck | null;
  /** What must stand before a keyword, told from bytes alone. */
  readonly behind: BehindCheck | null;
  readonly validators: readonly Validator[];
}

/** What a joined line break may add to the characters a match spans, and how far back a long line is looked for. */
const WRAP_STRETCH = 1.4;
const WRAP_LOOK_BACK = 220;

export function compileRule({ rule, shape }: AnalysedRule): CompiledRule {
  const reach = shape.longest + shape.margin;
  const flags = rule.ignoreCase ? 'im' : 'm';
  return {
    rule,
    find: new RegExp(rule.pattern, `g${flags}`),
    read: new RegExp(rule.pattern, `dy${flags}`),
    reach: rule.wraps ? Math.ceil(reach * WRAP_STRETCH) + WRAP_LOOK_BACK : reach,
    margin: shape.margin,
    lead: rule.wraps ? null : shape.startsAtKeyword ? 0 : (rule.lead ?? null),
    ahead: rule.ahead === undefined ? null : aheadCheck(rule.ahead),
    behind: rule.behind === undefined ? null : behindCheck(rule.behind),
    validators: rule.validators.map((name) => VALIDATORS[name]),
  };
}
