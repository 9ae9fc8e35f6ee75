import { createHash } from 'node:crypto';
import type { CaseView } from '../case/index.ts';
import { type Instant, type KeyedHash, keyedHash, PostbreachError } from '../core/index.ts';
import {
  type DetectionPack,
  type EventQueries,
  type Finding,
  loadedSets,
  type RuleOutcome,
  runDetections,
} from '../review/index.ts';
import { lookInLogs } from './look-in-logs.ts';

/** What of a case is looked at. */
type Looked = Pick<CaseView, 'folder' | 'store' | 'profile'>;

/** What the case's logs answer to Sigma rules. Nothing of it is stored. */
export interface SigmaReview {
  /** How many events of each set of events that a rule asks for, by the set's id. */
  readonly loaded: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  /** Rules that the engine could not run. */
  readonly failed: readonly { readonly title: string; readonly error: PostbreachError }[];
}

/**
 * Runs compiled rules over the case's logs, each by itself: rules are not ours, and one that the engine refuses hinders no other.
 * @param scope bounds the events that make a finding; null means as far as the logs reach.
 */
export function reviewSigma(
  view: Looked,
  outcomes: readonly RuleOutcome[],
  scope: { readonly from: Instant | null; readonly until: Instant | null },
): Promise<SigmaReview> {
  return lookInLogs(view, async (events) => {
    const loaded = await loadedSets(events, outcomes);
    return { loaded, ...(await askAll(events, packsToAsk(outcomes, loaded), scope, hashFor(view))) };
  });
}

type Scope = Parameters<typeof reviewSigma>[2];

/** All at once, so that they share what they read; where that fails each by itself. */
async function askAll(
  events: EventQueries,
  packs: readonly DetectionPack[],
  scope: Scope,
  hash: KeyedHash,
): Promise<Omit<SigmaReview, 'loaded'>> {
  try {
    return { findings: await runDetections(events, { kind: 'tenant', ...scope }, packs, { hash }), failed: [] };
  } catch (error) {
    const [only] = packs;
    if (!(error instanceof PostbreachError)) throw error;
    if (packs.length === 1 && only !== undefined) return { findings: [], failed: [{ title: only.title, error }] };
  }
  const findings: Finding[] = [];
  const failed: { title: string; error: PostbreachError }[] = [];
  for (const pack of packs) {
    const answer = await askAll(events, [pack], scope, hash);
    for (const finding of answer.findings) findings.push(finding);
    for (const one of answer.failed) failed.push(one);
  }
  return { findings, failed };
}

/** How many events the case's logs hold of each set of events that rules ask for, by the set's id. */
export function loadedForSigma(view: Looked, outcomes: readonly RuleOutcome[]): Promise<ReadonlyMap<string, number>> {
  return lookInLogs(view, (events) => loadedSets(events, outcomes));
}

/** No key is at hand for who only looks; the ids name rows of this answer and hide nothing. */
function hashFor({ profile }: Looked): KeyedHash {
  return keyedHash(createHash('sha256').update(profile.id).digest());
}

function packsToAsk(outcomes: readonly RuleOutcome[], loaded: ReadonlyMap<string, number>): readonly DetectionPack[] {
  return outcomes.flatMap(({ verdict }) => {
    if (verdict.kind !== 'compiled' || !verdict.standsAlone) return [];
    return verdict.sets.some(({ id }) => (loaded.get(id) ?? 0) > 0) ? [verdict.pack] : [];
  });
}
