import { describe, expect, test } from 'vitest';
import { daysAround } from '../../../src/review/detection/look-back.ts';
import { type DetectionPack, type Finding, loadDetections, runDetections } from '../../../src/review/index.ts';
import { type StatedEvent, withEventFiles } from '../memory-events.ts';
import {
  ALL_TIME,
  aroundMidnight,
  fixtureRows,
  fixtureScope,
  hash,
  marksOf,
  Reviews,
  type TenantScope,
} from './review-kit.ts';

const packs = loadDetections();

/** The fixtures of a pack as logs, one for each scope: each fixture moved so that its middle lies at midnight. */
function logsOf(
  pack: DetectionPack,
): readonly { readonly rows: readonly StatedEvent[]; readonly scope: TenantScope }[] {
  const moved = pack.fixtures.map((fixture, index) =>
    aroundMidnight(fixtureRows(fixture, `${pack.id}-${index}`), fixtureScope(fixture)),
  );
  const byScope = Map.groupBy(moved, ([, scope]) => JSON.stringify(scope));
  return [...byScope.values()].map((some) => ({
    rows: some.flatMap(([rows]) => rows),
    scope: some[0]?.[1] ?? ALL_TIME,
  }));
}

/** Names of files. */
type Files = readonly string[];
const TWO: Files = ['first', 'second'];
const THREE: Files = ['first', 'second', 'third'];

/** Whole days go to one file, and two days that follow each other to different ones. */
function byDay(rows: readonly StatedEvent[], files: Files): readonly StatedEvent[] {
  const days = [...new Set(rows.map(dayOf))].sort();
  return rows.map((row) => inFile(row, files, days.indexOf(dayOf(row))));
}

/** One record after the other goes to another file, so that each holds something of every day. */
function byRecord(rows: readonly StatedEvent[], files: Files): readonly StatedEvent[] {
  return rows.map((row, index) => inFile(row, files, index));
}

const dayOf = ({ at }: StatedEvent) => new Date(at).toISOString().slice(0, 10);

function inFile(row: StatedEvent, files: Files, place: number): StatedEvent {
  return { ...row, file_id: files[place % files.length] ?? '' };
}

function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) => ordersOf(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** Gives the files one after the other in each order: each review must give what one review of all so far gives. */
async function checkOrders(
  reviewed: readonly DetectionPack[],
  rows: readonly StatedEvent[],
  scope: TenantScope,
  orders: readonly Files[],
): Promise<void> {
  await withEventFiles(rows, async (holding) => {
    const wholes = new Map<string, readonly Finding[]>();
    for (const order of orders) {
      const reviews = new Reviews();
      for (const last of order.keys()) {
        const files = order.slice(0, last + 1).toSorted();
        const events = await holding(files);
        const whole = wholes.get(files.join()) ?? (await runDetections(events, scope, reviewed, { hash }));
        wholes.set(files.join(), whole);
        const table = marksOf(rows.filter((row) => files.includes(String(row.file_id))));
        expect((await reviews.next(events, table, scope, { reviewed })).findings, order.join()).toEqual(whole);
      }
    }
  });
}

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  test('one file of its fixtures after the other gives what all at once give', async () => {
    const files = pack.lookback === undefined ? TWO : THREE;
    for (const { rows, scope } of logsOf(pack)) {
      await checkOrders([pack], byDay(rows, files), scope, ordersOf(files));
      if (daysAround(pack) !== null) await checkOrders([pack], byRecord(rows, TWO), scope, ordersOf(TWO));
    }
  });
});

test('all fixtures as one log that comes in three files, and all detections', async () => {
  const rows = packs.flatMap((pack) => logsOf(pack).flatMap((log) => log.rows));
  await checkOrders(packs, byDay(rows, THREE), ALL_TIME, [['second', 'third', 'first']]);
});

test.each([
  'mass-send',
  'mass-mail-deletion',
  'mass-user-deletion',
  'password-reset-then-mailbox',
  'impossible-travel',
])('%s would be found out if it said that each day is decided by itself', async (id) => {
  const claiming = packs.filter((pack) => pack.id === id).map((pack) => ({ ...pack, lookback: 'P0D' }));
  const logs = claiming.flatMap((pack) => logsOf(pack));
  const checked = Promise.all(
    logs.map(({ rows, scope }) => checkOrders(claiming, byDay(rows, TWO), scope, ordersOf(TWO))),
  );
  await expect(checked).rejects.toThrow();
});
