import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AUDIT_FIELDS, writeAuditLog } from '../../bench/log-samples.ts';
import { scratch } from './log-kit.ts';

const RECORDS = 4000;
let folder: Awaited<ReturnType<typeof scratch>>;
let text: string;
let records: readonly Readonly<Record<string, unknown>>[];

beforeAll(async () => {
  folder = await scratch();
  await writeAuditLog(folder.file('log.ndjson'), RECORDS);
  text = readFileSync(folder.file('log.ndjson'), 'utf8');
  records = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
});

afterAll(() => folder[Symbol.asyncDispose]());

/** How many different values of the second stand beside each of the first. */
function spread(of: (record: Readonly<Record<string, unknown>>) => unknown, among: string): readonly number[] {
  const known = new Map<unknown, Set<unknown>>();
  for (const record of records) {
    const key = of(record);
    if (key === undefined) continue;
    known.set(key, (known.get(key) ?? new Set()).add(record[among]));
  }
  return [...known.values()].map((values) => values.size);
}

const context = (name: string) => (record: Readonly<Record<string, unknown>>) =>
  (record.AppAccessContext as Readonly<Record<string, unknown>> | undefined)?.[name];

it('the same count gives the same bytes', async () => {
  await writeAuditLog(folder.file('again.ndjson'), RECORDS);
  expect(readFileSync(folder.file('again.ndjson'), 'utf8') === text).toBe(true);
});

it('every field is one that is listed, and every listed one occurs', () => {
  expect([...new Set(records.flatMap((record) => Object.keys(record)))].sort()).toEqual([...AUDIT_FIELDS].sort());
});

it('a session and a token are one person’s, and most tokens one address’s', () => {
  expect(Math.max(...spread(context('AADSessionId'), 'UserId'))).toBe(1);
  expect(Math.max(...spread(context('UniqueTokenId'), 'UserId'))).toBe(1);
  const addresses = spread(
    (record) => (record.RecordType === 50 ? context('UniqueTokenId')(record) : undefined),
    'ClientIPAddress',
  );
  const several = addresses.filter((count) => count > 1).length;
  expect(several).toBeGreaterThan(0);
  expect(several / addresses.length).toBeLessThan(0.15);
});

it('no token is used before it was issued', () => {
  const early = records.filter((record) => {
    const issued = context('IssuedAtTime')(record);
    return typeof issued === 'string' && issued > String(record.CreationTime);
  });
  expect(early).toEqual([]);
});

it('weekends are quiet', () => {
  const days = records.map((record) => new Date(`${record.CreationTime}Z`).getUTCDay());
  const weekend = days.filter((day) => day === 0 || day === 6).length;
  expect(weekend / RECORDS).toBeLessThan(0.15);
});
