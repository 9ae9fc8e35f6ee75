import type { Confidence } from '../finding.ts';
import { notPlaceholder } from '../validators/placeholder.ts';
import { entropyOf } from '../validators/randomness.ts';
import type { Exclusion, GivenRule, LeastCharacters } from './given-rule.ts';
import { matchesIn, type PatternMatch, type RunningPattern, runningPattern } from './match-pattern.ts';

/** An exclusion whose patterns run. */
export interface RunningExclusion {
  readonly target: Exclusion['target'];
  readonly needs: Exclusion['needs'];
  readonly patterns: readonly RunningPattern[];
  readonly words: readonly string[];
}

/** What a match comes to: how sure it is, and why. */
export interface Judgement {
  readonly confidence: Confidence;
  readonly reasons: readonly string[];
}

const LONGEST_LINE = 4096;
/** What is shorter stands everywhere, and masking it would blacken the mail. */
const SHORTEST_SECRET = 4;
const CLASSES: { readonly [Kind in keyof LeastCharacters]: RegExp } = {
  digit: /[0-9]/g,
  lower: /[a-z]/g,
  upper: /[A-Z]/g,
  symbol: /[^A-Za-z0-9\s]/g,
};

export function runningExclusion({ patterns, ...rest }: Exclusion): RunningExclusion {
  return { ...rest, patterns: patterns.map(runningPattern) };
}

/** @returns null where the rule's own conditions say that it is no secret. */
export function judgeGiven(
  rule: GivenRule,
  exclusions: readonly RunningExclusion[],
  secret: string,
  match: PatternMatch,
): Judgement | null {
  if (secret.trim().length < SHORTEST_SECRET || !holdsLeast(secret, rule.least)) return null;
  if (rule.entropy > 0 && entropyOf(secret) <= rule.entropy) return null;
  if (exclusions.some((exclusion) => isExcluded(exclusion, secret, match))) return null;
  const reasons = [`${rule.name} (rule of ${rule.file})`];
  const verdict = notPlaceholder({ secret, text: match.found[0], principal: null, host: null, asOf: null });
  if (verdict.type === 'keep' && verdict.confidence === undefined) return { confidence: rule.confidence, reasons };
  return { confidence: 'low', reasons: [...reasons, 'reads like a stand-in or a reference'] };
}

function holdsLeast(secret: string, least: LeastCharacters): boolean {
  return (Object.keys(CLASSES) as (keyof LeastCharacters)[]).every(
    (kind) => least[kind] === 0 || (secret.match(CLASSES[kind])?.length ?? 0) >= least[kind],
  );
}

function isExcluded(exclusion: RunningExclusion, secret: string, match: PatternMatch): boolean {
  const lower = secret.toLowerCase();
  const byWord = exclusion.words.some((word) => lower.includes(word));
  const byPattern = () => {
    const target =
      exclusion.target === 'secret' ? secret : exclusion.target === 'match' ? match.found[0] : lineOf(match);
    return exclusion.patterns.some((pattern) => matchesIn(pattern, target));
  };
  return exclusion.needs === 'both' ? byWord && byPattern() : byWord || byPattern();
}

/** The lines that hold a match, as far as they are near. */
function lineOf({ found }: PatternMatch): string {
  const [start, end] = [found.index, found.index + found[0].length];
  const from = Math.max(found.input.lastIndexOf('\n', Math.max(0, start - 1)) + 1, start - LONGEST_LINE, 0);
  const feed = found.input.indexOf('\n', end);
  return found.input.slice(from, Math.min(feed < 0 ? found.input.length : feed, end + LONGEST_LINE));
}
