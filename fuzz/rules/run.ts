import { buildScanner } from '../../src/secrets/engine/scan-text.ts';
import type { AnalysedRule } from '../../src/secrets/pack/analysed-rule.ts';
import { rulePack } from '../../src/secrets/pack/rule-pack.ts';
import { MOST_STEPS_PER_CHARACTER, type RuleWork, repeated, workOf } from './judge-rule.ts';

/** How long to go on; a round takes every rule once, with what another seed draws for it. */
export interface RuleFuzz {
  readonly seed: number;
  readonly inputs: number;
  /** In the time of performance.now(). */
  readonly deadline: number;
}

const KIB = 1024;
const SIZES = { all: 4 * KIB, worst: [64 * KIB] };
/** A scan of this text, and of one four times as long. */
const SCANNED = 256 * KIB;
const QUICK_MILLISECONDS = 400;
/** Four times the text may take this many times as long: the machine's noise included. */
const MOST_GROWTH = 10;

/** Looks for a text on which a rule's work is not bounded by the text's length. @returns the exit code */
export function fuzzRules({ seed, inputs, deadline }: RuleFuzz): number {
  const { rules } = rulePack();
  const dearest = new Map<string, RuleWork>();
  let faults = 0;
  let done = 0;
  for (; done < inputs && performance.now() < deadline; done += 1) {
    const analysed = rules[done % rules.length];
    if (analysed === undefined) break;
    const work = workOf(analysed, seed + Math.floor(done / rules.length), SIZES);
    if (work.steps > (dearest.get(work.rule)?.steps ?? 0)) dearest.set(work.rule, work);
    const fault = faultOf(analysed, work);
    if (fault === null) continue;
    faults += 1;
    console.log(`#${done} ${work.rule}: ${fault}: ${JSON.stringify(work.worst.unit.slice(0, 80))}`);
  }
  const most = [...dearest.values()].toSorted((a, b) => b.steps - a.steps).slice(0, 5);
  console.log(`${done} rules tried, ${faults} faults; most steps a character: ${most.map(told).join(', ')}`);
  return faults === 0 ? 0 : 1;
}

function told({ rule, steps }: RuleWork): string {
  return `${rule} ${Math.round(steps)}`;
}

function faultOf(analysed: AnalysedRule, work: RuleWork): string | null {
  if (work.steps > MOST_STEPS_PER_CHARACTER)
    return `more than ${MOST_STEPS_PER_CHARACTER} steps a character (${work.worst.what})`;
  const growth = growthOf(analysed, work.worst.unit);
  return growth > MOST_GROWTH ? `four times the text takes ${growth.toFixed(1)} times as long` : null;
}

/** How many times as long four times a text takes the engine; 0 where both are quick. */
function growthOf(analysed: AnalysedRule, unit: string): number {
  const scanner = buildScanner({ rules: [analysed], prose: null, asOf: null });
  const milliseconds = (characters: number): number => {
    const utf8 = new TextEncoder().encode(repeated(unit, characters));
    const start = process.cpuUsage();
    scanner.scan(utf8, { subject: null, role: 'file' });
    return process.cpuUsage(start).user / 1000;
  };
  const long = milliseconds(4 * SCANNED);
  return long < QUICK_MILLISECONDS ? 0 : long / Math.max(1, Math.min(milliseconds(SCANNED), milliseconds(SCANNED)));
}
