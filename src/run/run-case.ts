import { type Case, stateDigest } from '../case/index.ts';
import { forgetRebuilt, reconcile } from '../intake/index.ts';
import { buildWork, isExposed, isOutstanding, type SourcedSnapshot, workItems } from '../response/index.ts';
import { commonIndicators, forgetStolenAccess } from '../review/index.ts';
import { type GivenRules, loadScanner, loadTextScanner, type RefusedRule, type Scanner } from '../secrets/index.ts';
import { checkNetworks } from './case-networks.ts';
import { caseRules, giveRules } from './case-rules.ts';
import { ingestLogs } from './ingest-logs.ts';
import { linkMessages } from './link-messages.ts';
import { openLocked } from './open-locked.ts';
import { readLists } from './read-lists.ts';
import { readMail } from './read-mail.ts';
import { reviewLogs } from './review-logs.ts';
import { forgetOldRules } from './rules-change.ts';
import type { RunObserver } from './run-observer.ts';
import { keepSettings, type ReadSettings, readSettings } from './settings.ts';
import { readSnapshots } from './snapshots.ts';
import { sweepMasks } from './sweep-masks.ts';
import { takeIndicators } from './take-indicators.ts';
import { takeSettings } from './take-settings.ts';

/** The tables a run derives from the evidence; people's decisions stand in others. */
const DERIVED = [
  'tallies',
  'messages',
  'message_addresses',
  'embedded_ids',
  'message_references',
  'message_groups',
  'parts',
  'losses',
  'occurrences',
  'disclosures',
  'openings',
  'account_names',
  'tried_keys',
  'snapshots',
  'log_files',
  'manifest_entries',
  'compromised_accounts',
  'stolen',
  'stolen_copies',
  'stolen_origins',
  'retrieval_tasks',
  'credentials',
  'credential_uses',
  'credential_kin',
  'proofs',
  'findings',
  'coverage',
  'stolen_access',
  'taken_folders',
  'indicators',
  'audit_settings',
] as const;

/** How a run works, and how it reads mail from now on. */
export interface RunSettings extends ReadSettings {
  /** Most threads that scan texts; what comes of a run does not depend on it. */
  readonly jobs: number;
}

const NOTHING_FURTHER: RunSettings = { ocr: false, rules: [], markCommon: false, jobs: 1 };

/** What a run came to. */
export interface RunOutcome {
  readonly losses: number;
  /** Sources that are not read to their end, though nothing stopped the run: gone, changed or unreadable. */
  readonly unfinished: number;
  /** Rules given to the case that cannot be used. */
  readonly refusedRules: readonly RefusedRule[];
  /** What was given as an indicator and is seen with so many accounts that it marks nobody's mail as stolen. */
  readonly commonIndicators: readonly string[];
}

/**
 * Does everything that is not yet done: reads mail, lists, directory and logs, reconciles, ties credentials to their owners, reviews.
 * Killed anywhere, the next run goes on from the last committed message and comes to the same case.
 * @param settings How mail is read is kept for later runs; what an earlier run asked for stays.
 */
export async function runCase(
  kase: Case,
  observer: RunObserver,
  settings: RunSettings = NOTHING_FURTHER,
): Promise<RunOutcome> {
  giveRules(kase, settings.rules);
  keepSettings(kase, { ...settings, rules: [] });
  const rules = caseRules(kase);
  const scanner = loadScanner({ rules });
  kase.ledger.append('run-started', { ocr: readSettings(kase).ocr });
  forgetOldRules(kase);
  await readMailInThreads(kase, { scanner, rules }, observer, settings.jobs);
  await readLists(kase, scanner, observer);
  sweepMasks(kase, observer);
  linkMessages(kase, observer);
  if (await openLocked(kase, scanner, observer)) sweepMasks(kase, observer);
  const snapshots = await readSnapshots(kase, observer);
  forgetRebuilt(kase);
  forgetStolenAccess(kase.store);
  const tieStolen = () => {
    reconcileStolen(kase, snapshots, observer);
    buildItems(kase, snapshots, observer);
  };
  tieStolen();
  await takeIndicators(kase, scanner, observer);
  await takeSettings(kase, observer);
  checkNetworks(kase, observer);
  await ingestLogs(kase, observer);
  await reviewLogs(kase, snapshots, observer, tieStolen);
  const outcome = outcomeOf(kase);
  const refusedRules = rules.refused.length;
  kase.ledger.append('run', { ...outcome, refusedRules, tables: DERIVED, digest: stateDigest(kase.store, DERIVED) });
  return { ...outcome, refusedRules: rules.refused, commonIndicators: commonIndicators(kase.store) };
}

async function readMailInThreads(
  kase: Case,
  { scanner, rules }: { readonly scanner: Scanner; readonly rules: GivenRules },
  observer: RunObserver,
  jobs: number,
): Promise<void> {
  const texts = loadTextScanner(jobs, { rules });
  try {
    await readMail(kase, { scanner, texts }, observer);
  } finally {
    texts.close();
  }
}

function reconcileStolen(kase: Case, snapshots: readonly SourcedSnapshot[], observer: RunObserver): void {
  observer.step('Reconciling what was stolen with what is held', 0, 'items');
  const { byStatus } = reconcile(kase, { domains: ownDomains(snapshots) });
  const { held, partly, missing, extra } = byStatus;
  observer.stepDone(`${held} held, ${partly} in part, ${missing} missing, ${extra} beyond the manifest`);
}

function ownDomains(snapshots: readonly SourcedSnapshot[]): readonly string[] {
  const names = snapshots.flatMap(({ snapshot }) => snapshot.users.filter((user) => user.userType !== 'Guest'));
  const domains = names.flatMap((user) => user.userPrincipalName?.split('@')[1]?.toLowerCase() ?? []);
  return [...new Set(domains)].sort();
}

function buildItems(kase: Case, snapshots: readonly SourcedSnapshot[], observer: RunObserver): void {
  observer.step('Tying credentials to their owners', 0, 'items');
  buildWork(kase, snapshots);
  const items = workItems(kase.store).filter(isExposed);
  observer.stepDone(`${items.length} credentials in stolen mail, ${items.filter(isOutstanding).length} outstanding`);
}

function outcomeOf(kase: Case): Omit<RunOutcome, 'refusedRules' | 'commonIndicators'> {
  const count = (sql: string) => kase.store.get<{ n: number }>(sql)?.n ?? 0;
  return {
    losses: count('SELECT count(*) AS n FROM losses'),
    unfinished: count(
      'SELECT count(*) AS n FROM sources s LEFT JOIN tallies t ON t.source_id = s.id WHERE t.done IS NOT 1',
    ),
  };
}
