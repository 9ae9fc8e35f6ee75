import { deriveId, type KeyedHash } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Scope } from '../scope.ts';
import { answerQuery } from './answer-query.ts';
import { type AnswerRow, readAnswerRow } from './answer-row.ts';
import { bindSql, type ParameterValues } from './bind-sql.ts';
import type { DetectionPack } from './detection-pack.ts';
import { countSelected, type EventClass, eventCensus } from './event-census.ts';
import type { Finding } from './finding.ts';
import { foldedAnswers } from './fold-answers.ts';
import { scopeFilter } from './scope-filter.ts';
import { SharedEvents } from './shared-events.ts';

/** What a run of detections may be told besides its scope. */
export interface DetectionOptions {
  /** Derives the findings' ids: the case key, or a key for one run. */
  readonly hash: KeyedHash;
  /** Other parameter values, by detection id. */
  readonly parameters?: Readonly<Record<string, ParameterValues>>;
}

/**
 * Runs each detection over the whole tenant's events (a spray or a baseline is only seen there) and keeps what concerns the scope:
 * findings that overlap its time and name one of its subjects, and answers that concern the tenant as a whole.
 * @returns sorted by time, detection and id; the same events, scope and key give the same list.
 * @throws ReviewError bad-answer, unknown-parameter.
 */
export async function runDetections(
  events: EventQueries,
  scope: Scope,
  packs: readonly DetectionPack[],
  options: DetectionOptions,
): Promise<readonly Finding[]> {
  const census = await eventCensus(events, packs);
  const shared = await SharedEvents.gather(events, packs, census);
  const findings: Finding[] = [];
  try {
    for (const pack of packs) {
      const answered = isAnswerable(pack, census)
        ? await runOne(events, shared, scope, pack, options)
        : [notAnswerable(pack, options.hash)];
      for (const finding of answered) findings.push(finding);
    }
  } finally {
    await shared.dispose();
  }
  return findings.sort(byTime);
}

async function runOne(
  events: EventQueries,
  shared: SharedEvents,
  scope: Scope,
  pack: DetectionPack,
  options: DetectionOptions,
): Promise<readonly Finding[]> {
  const sql = bindSql(pack, scope, options.parameters?.[pack.id]);
  const commonTable = shared.commonTable(pack);
  if (commonTable === null) return [];
  const rows = await events.query<Readonly<Record<string, unknown>>>(answerQuery(pack, commonTable, sql));
  const keep = scopeFilter(scope);
  const kept = rows.flatMap((row) => keep(readAnswerRow(pack, row)) ?? []);
  return foldedAnswers(kept).map((row) => findingOf(pack, row, options.hash));
}

function isAnswerable(pack: DetectionPack, census: readonly EventClass[]): boolean {
  return countSelected(census, pack.needs) > 0;
}

function findingOf(pack: DetectionPack, row: AnswerRow, hash: KeyedHash): Finding {
  const identity = [pack.id, row.answer, row.principal, row.mailbox, row.application, row.from, row.ip].map(
    (one) => one ?? '',
  );
  return {
    id: deriveId(hash, 'fnd', ...identity, ...row.eventIds),
    detection: pack.id,
    title: pack.title,
    severity: pack.severity,
    attack: pack.attack,
    mailAccess: concernsMailAccess(pack),
    ...row,
  };
}

function notAnswerable(pack: DetectionPack, hash: KeyedHash): Finding {
  return {
    id: deriveId(hash, 'fnd', pack.id, 'not-answerable'),
    detection: pack.id,
    title: pack.title,
    severity: pack.severity,
    attack: pack.attack,
    answer: 'not-answerable',
    principal: null,
    mailbox: null,
    application: null,
    from: null,
    until: null,
    ip: null,
    count: 0,
    sources: [],
    days: [],
    mailAccess: concernsMailAccess(pack),
    summary: {
      needs: pack.needs.map((need) => [need.source, need.category].filter((one) => one !== undefined).join(' ')),
    },
    eventIds: [],
  };
}

function concernsMailAccess(pack: DetectionPack): boolean {
  return pack.needs.some((need) => need.category === 'mail-access');
}

function byTime(a: Finding, b: Finding): number {
  const key = (one: Finding): string => [one.from ?? '', one.detection, one.id].join('\0');
  return key(a) < key(b) ? -1 : 1;
}
