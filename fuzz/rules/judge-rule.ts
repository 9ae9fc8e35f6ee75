import type { AnalysedRule } from '../../src/secrets/pack/analysed-rule.ts';
import { type HostileUnit, hostileUnits } from './hostile-texts.ts';
import { patternWork } from './pattern-work.ts';

/**
 * Steps a pattern may take for each character of a text, whatever the text. One character looked at takes about three; a value of 4,000 characters
 * that may begin at every fifth place takes 2,400.
 */
export const MOST_STEPS_PER_CHARACTER = 3_000;

/** What a rule's pattern costs at worst. */
export interface RuleWork {
  readonly rule: string;
  readonly worst: HostileUnit;
  /** Steps for each character, at the size named. */
  readonly steps: number;
  readonly characters: number;
}

/** Sizes of texts, in characters: each unit at the first, the one that costs most at the others as well. */
export interface Sizes {
  readonly all: number;
  readonly worst: readonly number[];
}

const TRIED_AT_LENGTH = 1;

/** The most a rule's pattern costs on texts made to hurt it. @param seed of what is drawn for them */
export function workOf(analysed: AnalysedRule, seed: number, sizes: Sizes): RuleWork {
  const work = patternWork(analysed);
  const at = (worst: HostileUnit, characters: number): RuleWork => {
    const most = (MOST_STEPS_PER_CHARACTER + 1) * characters;
    const steps = work(repeated(worst.unit, characters), most) / characters;
    return { rule: analysed.rule.id, worst, steps, characters };
  };
  const dearest = (all: readonly RuleWork[]): readonly RuleWork[] => all.toSorted((a, b) => b.steps - a.steps);
  const first = dearest(hostileUnits(analysed.rule, seed).map((unit) => at(unit, sizes.all)));
  const longer = first.slice(0, TRIED_AT_LENGTH).flatMap(({ worst }) => sizes.worst.map((size) => at(worst, size)));
  return dearest([...first, ...longer])[0] as RuleWork;
}

/** A unit, repeated to a length. */
export function repeated(unit: string, characters: number): string {
  return unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters);
}
