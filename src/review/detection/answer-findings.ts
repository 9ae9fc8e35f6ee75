import { deriveId, type KeyedHash } from '../../core/index.ts';
import type { Scope } from '../scope.ts';
import { type AnswerRow, readAnswerRow } from './answer-row.ts';
import type { DetectionPack } from './detection-pack.ts';
import type { Finding } from './finding.ts';
import { foldedAnswers } from './fold-answers.ts';
import { scopeFilter } from './scope-filter.ts';

/** What the rows of a detection's answer say about the scope. */
export function findingsOfRows(
  pack: DetectionPack,
  rows: readonly Readonly<Record<string, unknown>>[],
  scope: Scope,
  hash: KeyedHash,
): readonly Finding[] {
  return readRows(pack, rows, scope).map((row) => findingOf(pack, row, hash));
}

/** The rows that concern the scope, read; where they are too many to be read by anybody, folded. */
export function readRows(
  pack: DetectionPack,
  rows: readonly Readonly<Record<string, unknown>>[],
  scope: Scope,
): readonly AnswerRow[] {
  const keep = scopeFilter(scope);
  return foldedAnswers(rows.flatMap((row) => keep(readAnswerRow(pack, row)) ?? []));
}

export function findingOf(pack: DetectionPack, row: AnswerRow, hash: KeyedHash): Finding {
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

/** The one finding of a detection none of whose logs is loaded. */
export function notAnswerable(pack: DetectionPack, hash: KeyedHash): Finding {
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

/** By time, detection and id. */
export function byTime(a: Finding, b: Finding): number {
  const key = (one: Finding): string => [one.from ?? '', one.detection, one.id].join('\0');
  return key(a) < key(b) ? -1 : 1;
}
