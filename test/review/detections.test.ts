import { describe, expect, test } from 'vitest';
import { keyedHash, parseInstant } from '../../src/core/index.ts';
import type { DetectionFixture } from '../../src/review/detection/detection-fixture.ts';
import { sqlTokens } from '../../src/review/detection/sql-token.ts';
import { type DetectionPack, type Finding, loadDetections, runDetections, type Scope } from '../../src/review/index.ts';
import { EXPORT_SHAPES } from './export-shapes.ts';
import { type RawRecord, type RecordLog, statedEvents, statedRecords } from './fixture-records.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';
import { readExport } from './read-export.ts';

const packs = loadDetections();
const hash = keyedHash(new Uint8Array(32).fill(7));

function scopeOf(fixture: DetectionFixture): Scope {
  const instant = (text: string | undefined) => (text === undefined ? null : parseInstant(text));
  return { kind: 'tenant', from: instant(fixture.scope?.from), until: instant(fixture.scope?.until) };
}

const flat = (finding: Finding): Readonly<Record<string, unknown>> => ({ ...finding, ...finding.summary });
const detect = (pack: DetectionPack, fixture: DetectionFixture, rows: readonly StatedEvent[]) =>
  withEvents(rows, (events) => runDetections(events, scopeOf(fixture), [pack], { hash }));

/** The first findings are those of the rows as stated, or as read from each log's first export. */
function checkFindings(fixture: DetectionFixture, findings: readonly Finding[]): void {
  expect(findings.map(flat)).toHaveLength(fixture.expect.length);
  for (const expected of fixture.expect) {
    expect(findings.map(flat)).toContainEqual(expect.objectContaining(expected));
  }
  if (fixture.kind !== 'positive') expect(findings.filter((one) => one.answer === 'raised')).toEqual([]);
  for (const finding of findings.filter((one) => one.answer !== 'not-answerable')) {
    expect(finding.eventIds.length).toBeGreaterThan(0);
    expect(finding.eventIds.length).toBeLessThanOrEqual(100);
  }
}

/** One reading of a fixture's records: each log in one of its exports, so that every export of every log occurs. */
interface Reading {
  readonly exports: readonly string[];
  readonly rows: readonly StatedEvent[];
}

function readings(stated: ReadonlyMap<RecordLog, readonly RawRecord[]>): readonly Reading[] {
  const most = Math.max(...[...stated.keys()].map((log) => EXPORT_SHAPES[log].length));
  return Array.from({ length: most }, (_, turn) => {
    const parts = [...stated].map(([log, records]) => {
      const shapes = EXPORT_SHAPES[log];
      const shape = shapes[turn % shapes.length] ?? { name: 'none', render: () => '' };
      return { name: shape.name, rows: readExport(shape.render(records), log) };
    });
    return { exports: parts.map((one) => one.name), rows: parts.flatMap((one) => one.rows) };
  });
}

/** What a detection can see of rows: all but the export and the place in it, which no query names. */
const PLACE = ['shape', 'file_id', 'raw_row', 'raw_start', 'raw_end', 'raw_member'];
const visible = (rows: readonly StatedEvent[]): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.entries(row)
        .filter(([name]) => !PLACE.includes(name))
        .sort(),
    ),
  );

async function checkReadings(pack: DetectionPack, fixture: Extract<DetectionFixture, { records: unknown }>) {
  const known = new Map<string, readonly Finding[]>();
  for (const { exports, rows } of readings(statedRecords(fixture))) {
    const key = visible(rows);
    const findings = known.get(key) ?? (await detect(pack, fixture, rows));
    known.set(key, findings);
    if (exports.some((name) => fixture['not-from'].includes(name))) {
      expect(() => checkFindings(fixture, findings), `${exports.join()} loses nothing after all`).toThrow();
    } else {
      checkFindings(fixture, findings);
    }
  }
}

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  test.each(pack.fixtures.map((fixture) => [fixture.kind, fixture.name, fixture] as const))(
    '%s: %s',
    async (_kind, _name, fixture) => {
      if ('records' in fixture) await checkReadings(pack, fixture);
      else checkFindings(fixture, await detect(pack, fixture, statedEvents(fixture)));
    },
  );

  test('has a positive fixture of records, and reads no place of an export', () => {
    const proven = pack.fixtures.some((one) => one.kind === 'positive' && 'records' in one);
    expect(proven).toBe(true);
    const words = sqlTokens(pack.sql).map((token) => token.text.toLowerCase());
    expect(words.filter((word) => PLACE.includes(word))).toEqual([]);
  });
});
