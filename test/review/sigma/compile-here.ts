import { stringify } from 'yaml';
import { keyedHash } from '../../../src/core/index.ts';
import { type DetectionPack, type Finding, runDetections } from '../../../src/review/index.ts';
import { loadAliases } from '../../../src/review/sigma/alias/load-aliases.ts';
import { compileRules } from '../../../src/review/sigma/compile/compile-rules.ts';
import type { RuleOutcome } from '../../../src/review/sigma/compile/rule-outcome.ts';
import { readDocuments } from '../../../src/review/sigma/rule/read-documents.ts';
import { type StatedEvent, withEvents } from '../memory-events.ts';

const layer = loadAliases();
const hash = keyedHash(new Uint8Array(32));

/** A row as the fixtures state it: columns, `details` as a map. */
export type StatedRow = Readonly<Record<string, unknown>>;

export function compiled(
  rules: string | readonly object[],
  placeholders: Readonly<Record<string, readonly string[]>> = {},
): readonly RuleOutcome[] {
  const text = typeof rules === 'string' ? rules : rules.map((one) => stringify(one)).join('---\n');
  return compileRules(readDocuments(text, 'rules.yml'), {
    ...layer,
    placeholders: new Map(Object.entries(placeholders)),
  });
}

/** The packs of rules that must all compile. */
export function packsOf(outcomes: readonly RuleOutcome[]): readonly DetectionPack[] {
  return outcomes.flatMap(({ verdict, head }) => {
    if (verdict.kind === 'refused') throw verdict.error;
    if (verdict.kind === 'unbound') throw new Error(`${head.title}: ${JSON.stringify(verdict.reason)}`);
    return verdict.kind === 'compiled' && verdict.standsAlone ? [verdict.pack] : [];
  });
}

export async function findingsOf(
  packs: readonly DetectionPack[],
  rows: readonly StatedRow[],
): Promise<readonly Finding[]> {
  return withEvents(rows.map(eventOf), (events) =>
    runDetections(events, { kind: 'tenant', from: null, until: null }, packs, { hash }),
  );
}

/** The rows that findings rest on, by their places. */
export async function matchedRows(
  packs: readonly DetectionPack[],
  rows: readonly StatedRow[],
): Promise<readonly number[]> {
  const findings = await findingsOf(packs, rows);
  const ids = new Set(findings.flatMap((one) => one.eventIds));
  return rows.flatMap((_, at) => (ids.has(idOf(at)) ? [at] : []));
}

const idOf = (at: number): string => `row-${String(at).padStart(6, '0')}`;

function eventOf(row: StatedRow, at: number): StatedEvent {
  const details = row.details;
  return {
    at: '2024-03-01T12:00:00Z',
    workload: 'Exchange',
    ...row,
    event_id: idOf(at),
    details: details === null || details === undefined ? null : JSON.stringify(details),
  };
}

export function ruleOf(detection: object, more: object = {}): object {
  return { title: 'A rule of the tests', logsource: { product: 'm365', service: 'audit' }, detection, ...more };
}
