import { createHash } from 'node:crypto';
import type { DetectionFixture, FixtureRecord } from '../../src/review/detection/detection-fixture.ts';
import type { StatedEvent } from './memory-events.ts';

/** A raw record of a log. */
export type RawRecord = Readonly<Record<string, unknown>>;
export type RecordLog = FixtureRecord['log'];
type Repeat = NonNullable<FixtureRecord['repeat']>;

const HOUR = 3_600_000;
const TIME_OF: Readonly<Record<RecordLog, string>> = {
  ual: 'CreationTime',
  'entra-signin': 'createdDateTime',
  'entra-audit': 'activityDateTime',
  'graph-activity': 'TimeGenerated',
  'azure-activity': 'time',
  'message-trace': 'Received',
  defender: 'Timestamp',
};
const ID_OF: Readonly<Partial<Record<RecordLog, string>>> = {
  ual: 'Id',
  'entra-signin': 'id',
  'entra-audit': 'id',
  'graph-activity': 'RequestId',
};

/** An alert of Graph's security API says when it was made; a row of advanced hunting has a timestamp. */
const timeName = (log: RecordLog, record: RawRecord): string =>
  log === 'defender' && record.createdDateTime !== undefined ? 'createdDateTime' : TIME_OF[log];

/** The rows of the event table that a fixture states, with what is repeated written out. */
export function statedEvents(fixture: Extract<DetectionFixture, { events: unknown }>): readonly StatedEvent[] {
  return fixture.events.flatMap(({ repeat, ...event }) =>
    repeated(event, repeat).map((row, index) => ({
      ...row,
      at: new Date(Date.parse(event.at) + index * (repeat?.every ?? 0) * HOUR).toISOString(),
    })),
  );
}

/** The raw records that a fixture states, by log, with what is repeated written out and an id for each. */
export function statedRecords(
  fixture: Extract<DetectionFixture, { records: unknown }>,
): ReadonlyMap<RecordLog, readonly RawRecord[]> {
  const byLog = new Map<RecordLog, RawRecord[]>();
  fixture.records.forEach(({ log, record, repeat }, place) => {
    const rows = repeated(record, repeat).map((row, index) => ({
      ...withOwnId(log, row, `${place}/${index}`),
      [timeName(log, record)]: later(record[timeName(log, record)], index * (repeat?.every ?? 0)),
    }));
    byLog.set(log, [...(byLog.get(log) ?? []), ...rows]);
  });
  return byLog;
}

function repeated<T extends RawRecord>(row: T, repeat: Repeat | undefined): readonly T[] {
  if (repeat === undefined) return [row];
  return Array.from({ length: repeat.times }, (_, index) =>
    repeat.vary.reduce((varied, path) => withVaried(varied, path.split('.'), index), row),
  );
}

function withVaried<T extends RawRecord>(row: T, [name = '', ...rest]: readonly string[], index: number): T {
  const value = row[name];
  const own = rest.length === 0 ? varied(String(value), index) : withVaried((value ?? {}) as RawRecord, rest, index);
  if (Array.isArray(row)) return row.map((one, place) => (String(place) === name ? own : one)) as unknown as T;
  return { ...row, [name]: own };
}

/** The first keeps its value. An address differs before its @, an IPv4 in its last number, a GUID in its last digits, else `-N` follows. */
function varied(value: string, index: number): string {
  if (index === 0) return value;
  if (/^[0-9a-f-]{36}$/i.test(value))
    return `${value.slice(0, 24)}${(Number.parseInt(value.slice(24), 16) + index).toString(16).padStart(12, '0')}`;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(value)) {
    return value.replace(/\d+$/, (last) => String(1 + ((Number(last) + index - 1) % 254)));
  }
  return value.includes('@') ? value.replace('@', `-${index}@`) : `${value}-${index}`;
}

function withOwnId(log: RecordLog, row: RawRecord, place: string): RawRecord {
  const name = ID_OF[log];
  if (name === undefined || row[name] !== undefined) return row;
  const hex = createHash('sha256').update(`${log} ${place}`).digest('hex');
  return {
    [name]: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
    ...row,
  };
}

/** Hours later, in the way the time was written: with or without its Z. */
function later(time: unknown, hours: number): string {
  const text = String(time);
  const moment = new Date(Date.parse(text.endsWith('Z') ? text : `${text}Z`) + hours * HOUR).toISOString();
  return text.endsWith('Z') ? moment : moment.slice(0, -5);
}
