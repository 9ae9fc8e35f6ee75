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

const FILES = ['first', 'second', 'third'];
type File = (typeof FILES)[number];
/** To which file a row goes. */
type Cut = (rows: readonly StatedEvent[]) => (row: StatedEvent, index: number) => number;

/** Whole days go to one file: the first days, those in the middle, the last. */
const byDay: Cut = (rows) => {
  const days = [...new Set(rows.map(dayOf))].sort();
  return (row) => Math.floor((days.indexOf(dayOf(row)) * FILES.length) / days.length);
};

/** One record after the other goes to another file, so that each holds something of every day. */
const byRecord: Cut = () => (_, index) => index % FILES.length;

const dayOf = ({ at }: StatedEvent) => new Date(at).toISOString().slice(0, 10);

const cutInto = (rows: readonly StatedEvent[], cut: Cut) => {
  const shareOf = cut(rows);
  return rows.map((row, index) => ({ ...row, file_id: FILES[shareOf(row, index)] ?? '' }));
};

function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) => ordersOf(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** Gives the files one after the other in each order: each review must give what one review of all so far gives. */
async function checkOrders(
  reviewed: readonly DetectionPack[],
  rows: readonly StatedEvent[],
  scope: TenantScope,
  orders: readonly (readonly File[])[],
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

const EVERY_ORDER = ordersOf(FILES);
const THERE_AND_BACK = [FILES, FILES.toReversed()];

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  test('one file of its fixtures after the other gives what all at once give', async () => {
    const around = daysAround(pack);
    for (const { rows, scope } of logsOf(pack)) {
      const orders = pack.lookback === undefined ? THERE_AND_BACK : EVERY_ORDER;
      await checkOrders([pack], cutInto(rows, byDay), scope, orders);
      if (around !== null) await checkOrders([pack], cutInto(rows, byRecord), scope, THERE_AND_BACK);
    }
  });
});

test('all fixtures as one log that comes in three files, and all detections', async () => {
  const rows = packs.flatMap((pack) => logsOf(pack).flatMap((log) => log.rows));
  await checkOrders(packs, cutInto(rows, byDay), ALL_TIME, [['second', 'third', 'first']]);
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
    logs.map(({ rows, scope }) => checkOrders(claiming, cutInto(rows, byDay), scope, THERE_AND_BACK)),
  );
  await expect(checked).rejects.toThrow();
});
