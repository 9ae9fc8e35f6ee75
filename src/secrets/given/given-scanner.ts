import type { ByteSpan } from '../../core/index.ts';
import { type Candidate, UNKNOWN_VALIDITY } from '../engine/candidate.ts';
import { type Discounts, discounted } from '../engine/discount.ts';
import { neighboursOf } from '../engine/neighbours.ts';
import { resolveOverlaps } from '../engine/resolve-overlaps.ts';
import { WindowedText } from '../engine/text-window.ts';
import type { SecretFinding } from '../finding.ts';
import { SecretValue } from '../secret-value.ts';
import { type GivenHits, GivenLiterals } from './given-literals.ts';
import type { GivenRule } from './given-rule.ts';
import { judgeGiven, type RunningExclusion, runningExclusion } from './judge-given.ts';
import {
  matchesOf,
  type PatternMatch,
  type RunningPattern,
  runningPattern,
  stretchesAround,
  wrappedMatchesOf,
} from './match-pattern.ts';

interface RunningRule {
  readonly rule: GivenRule;
  readonly pattern: RunningPattern;
  readonly exclusions: readonly RunningExclusion[];
  readonly companions: readonly RunningPattern[];
}

/** What rules of other tools find in a text: sorted by span, none sharing a byte with another. */
export type GivenScan = (utf8: Uint8Array) => readonly SecretFinding[];

/** @param discounts what takes confidence from any claim: published examples, words of advice */
export function buildGivenScan(rules: readonly GivenRule[], discounts: Discounts): GivenScan {
  if (rules.length === 0) return () => [];
  const running = rules.map(runningRule);
  const literals = new GivenLiterals(rules);
  return (utf8) => {
    const hits = literals.find(utf8);
    const text = new WindowedText(utf8);
    const claims = running.flatMap((each, at) => claimsOf(each, text, stretchesFor(each, at, hits, text)));
    return resolveOverlaps(claims.map((claim) => discounted(claim, text, discounts))).map((claim) =>
      toFinding(claim, text),
    );
  };
}

function runningRule(rule: GivenRule): RunningRule {
  return {
    rule,
    pattern: runningPattern(rule.pattern),
    exclusions: rule.exclusions.map(runningExclusion),
    companions: rule.companions.map(runningPattern),
  };
}

/** Around the literals that its matches hold; where none can be told, the whole text. */
function stretchesFor(
  { rule, pattern }: RunningRule,
  at: number,
  hits: GivenHits,
  text: WindowedText,
): readonly ByteSpan[] {
  if (!hits.hasKeyword(at)) return [];
  if (rule.pattern.literals === null) return [[0, text.length]];
  return stretchesAround(hits.placesOf(at), text, pattern);
}

function claimsOf(running: RunningRule, text: WindowedText, stretches: readonly ByteSpan[]): readonly Candidate[] {
  const { rule, pattern, exclusions, companions } = running;
  const claims: Candidate[] = [];
  for (const match of allMatches(pattern, text, stretches)) {
    const [start, end] = secretIn(match, rule);
    const secret = match.found.input.slice(start, end);
    const judgement = judgeGiven(rule, exclusions, secret, match);
    if (judgement === null) continue;
    if (claims.length === 0 && !companions.every((companion) => standsIn(companion, text))) return [];
    const { id, form, kind } = rule;
    const span = match.spanOf(start, end);
    claims.push({
      rule: id,
      form,
      kind,
      ...judgement,
      validity: UNKNOWN_VALIDITY,
      secret,
      span,
      principal: null,
      host: null,
    });
  }
  return claims;
}

function* allMatches(
  pattern: RunningPattern,
  text: WindowedText,
  stretches: readonly ByteSpan[],
): Generator<PatternMatch> {
  yield* matchesOf(pattern, text, stretches);
  yield* wrappedMatchesOf(pattern, text, stretches);
}

function standsIn(companion: RunningPattern, text: WindowedText): boolean {
  return matchesOf(companion, text, [[0, text.length]]).next().done !== true;
}

function secretIn({ found }: PatternMatch, { secretGroups }: GivenRule): readonly [number, number] {
  for (const group of secretGroups) {
    const place = found.indices?.[group];
    if (place !== undefined && place[0] < place[1]) return place;
  }
  return [found.index, found.index + found[0].length];
}

function toFinding(claim: Candidate, text: WindowedText): SecretFinding {
  const { form, secret, ...told } = claim;
  const beside = neighboursOf(text, claim.span);
  return { ...told, secret: new SecretValue(secret), principal: beside.principal, host: beside.host };
}
