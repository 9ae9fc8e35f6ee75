import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, parseInstant } from '../../../src/core/index.ts';
import { daysAround } from '../../../src/review/detection/look-back.ts';
import { daysFrom } from '../../../src/review/incremental/answer-input.ts';
import { type DetectionPack, loadDetections, runDetections } from '../../../src/review/index.ts';
import { type StatedEvent, withEvents } from '../memory-events.ts';
import { ALL_TIME, hash, marksOf, Reviews, type TenantScope } from './review-kit.ts';

const packs = loadDetections();
const named = (...ids: readonly string[]) => packs.filter(({ id }) => ids.includes(id));
const at = (text: string) => parseInstant(text) as Instant;

const rule = (id: string, time: string, more: object = {}): StatedEvent => ({
  event_id: id,
  at: time,
  category: 'mail-rule',
  operation: 'New-InboxRule',
  principal: 'ana@agency.example',
  mailbox: 'ana@agency.example',
  ip: '203.0.113.9',
  target: 'r',
  details: '{"DeleteMessage":"True"}',
  ...more,
});
const read = (id: string, time: string, more: object = {}): StatedEvent => ({
  event_id: id,
  at: time,
  category: 'mail-access',
  operation: 'MailItemsAccessed',
  principal: 'ana@agency.example',
  mailbox: 'ana@agency.example',
  app_id: 'app',
  ip: '203.0.113.9',
  token_guid: 'token-1',
  ...more,
});
const signIn = (id: string, time: string, more: object = {}): StatedEvent => ({
  event_id: id,
  at: time,
  source: 'entra-signin',
  category: 'sign-in',
  operation: 'SignIn',
  principal: 'ana@agency.example',
  ip: '198.51.100.7',
  ...more,
});

/** Three days of rules, reading and sign-ins. */
const rows: readonly StatedEvent[] = ['04', '05', '06'].flatMap((day) => [
  rule(`rule-${day}`, `2024-03-${day}T10:00:00Z`),
  read(`read-${day}`, `2024-03-${day}T11:00:00Z`),
  signIn(`sign-in-${day}`, `2024-03-${day}T09:00:00Z`),
]);
const looked = named('mail-hiding-rule', 'mail-forwarding', 'token-without-issuance', 'password-guessing', 'mass-send');

/** Reviews the rows after what was reviewed before, and demands what one review of them alone gives. */
async function next(reviews: Reviews, table: readonly StatedEvent[], scope: TenantScope = ALL_TIME, more: object = {}) {
  return withEvents(table, async (events) => {
    const { reviewed = looked, parameters = {}, joined = '' } = more as Changed;
    const answer = await reviews.next(events, marksOf(table, joined), scope, { reviewed, parameters });
    expect(answer.findings).toEqual(await runDetections(events, scope, reviewed, { hash, parameters }));
    return answer;
  });
}

interface Changed {
  readonly reviewed?: readonly DetectionPack[];
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly joined?: string;
}

async function reviewed(): Promise<Reviews> {
  const reviews = new Reviews();
  await next(reviews, rows);
  return reviews;
}

describe('reviewAnew', () => {
  test('asks nothing where nothing changed, nor where only the clock went on', async () => {
    const reviews = new Reviews();
    const first = await next(reviews, rows, { ...ALL_TIME, until: at('2024-04-01') });
    expect(first.anew).toEqual({ days: 3, ofDays: 3, detections: 4, overAllDays: 2, ofDetections: 5 });
    const again = await next(reviews, rows, { ...ALL_TIME, until: at('2024-04-02') });
    expect(again.queries).toEqual([]);
    expect(again.anew).toMatchObject({ days: 0, detections: 0 });
  });

  test('looks at a new day alone, and at all days only for who reads events that came', async () => {
    const reviews = await reviewed();
    const { anew } = await next(reviews, [...rows, rule('rule-08', '2024-03-08T10:00:00Z')]);
    expect(anew).toEqual({ days: 1, ofDays: 4, detections: 2, overAllDays: 1, ofDetections: 5 });
  });

  test('one record that is another than before changes the answer, though there are as many', async () => {
    const changed = rows.map((row) => (row.event_id === 'rule-05' ? rule('rule-05', row.at, { details: '{}' }) : row));
    const { anew } = await next(await reviewed(), changed);
    expect(anew.days).toBe(1);
  });

  test('events that come late, of a day before all others, count', async () => {
    await next(await reviewed(), [rule('late', '2024-02-01T10:00:00Z'), ...rows]);
  });

  test('a token is unlinked until the log comes that has its issuance', async () => {
    const reviews = await reviewed();
    const issued = signIn('issued', '2024-03-03T09:00:00Z', { token_guid: 'token-1', ip: '203.0.113.9' });
    const ofToken = (findings: readonly { readonly detection: string }[]) =>
      findings.filter(({ detection }) => detection === 'token-without-issuance').length;
    expect(ofToken((await next(reviews, rows)).findings)).toBeGreaterThan(0);
    expect(ofToken((await next(reviews, [issued, ...rows])).findings)).toBe(0);
  });

  test('other parameters, another query, other names of principals: asked anew', async () => {
    const reviews = await reviewed();
    const parameters = { 'password-guessing': { least: 1 } };
    expect((await next(reviews, rows, ALL_TIME, { parameters })).anew.detections).toBe(1);
    const other = looked.map((pack) =>
      pack.id === 'mail-hiding-rule' ? { ...pack, sql: pack.sql.replace("'raised'", "'set-aside'") } : pack,
    );
    expect((await next(reviews, rows, ALL_TIME, { reviewed: other })).anew.detections).toBe(2);
    expect((await next(reviews, rows, ALL_TIME, { joined: 'directory of March' })).anew.detections).toBe(4);
  });

  test('another title is shown, and nothing asked', async () => {
    const other = looked.map((pack) => ({ ...pack, title: `${pack.title}!` }));
    const { findings, queries } = await next(await reviewed(), rows, ALL_TIME, { reviewed: other });
    expect(queries).toEqual([]);
    expect(findings.every(({ title }) => title.endsWith('!'))).toBe(true);
  });

  test.each([
    ['begins within', { from: at('2024-03-05T10:30:00Z'), until: null }],
    ['ends within', { from: null, until: at('2024-03-05T10:30:00Z') }],
    ['lies before', { from: null, until: at('2024-03-01') }],
    ['lies after', { from: at('2024-04-01'), until: null }],
  ])(
    'a scope that %s the days gives what it gives at once, and so does the former one after it',
    async (_name, bounds) => {
      const reviews = await reviewed();
      await next(reviews, rows, { kind: 'tenant', ...bounds });
      await next(reviews, rows);
    },
  );

  test('what a withdrawn log said is forgotten', async () => {
    const reviews = await reviewed();
    await next(reviews, [...rows, rule('gone', '2024-03-09T10:00:00Z', { target: 'zanzibar' })]);
    const kept = () => JSON.stringify(reviews.store.all('SELECT * FROM remembered'));
    expect(kept()).toContain('zanzibar');
    await next(reviews, rows);
    expect(kept()).not.toContain('zanzibar');
    expect(kept()).not.toContain('2024-03-09');
  });

  test('an answer that cannot be read is worked out again', async () => {
    const reviews = await reviewed();
    reviews.store.run("UPDATE remembered SET answer = substr(answer, 1, 1) || 'x'");
    expect((await next(reviews, rows)).anew.detections).toBe(4);
  });

  test('events that no file accounts for are asked about each time', async () => {
    const reviews = new Reviews();
    const ask = () =>
      withEvents(rows, (events) => reviews.next(events, { joined: '', days: [] }, ALL_TIME, { reviewed: looked }));
    const first = await ask();
    expect(first.findings.length).toBeGreaterThan(0);
    expect((await ask()).anew.detections).toBe(4);
  });
});

describe('the days around a day', () => {
  const pack = { 'event-level': false, parameters: { reach: { default: 1 } } };
  const DAY_MINUTES = 24 * 60;

  test('hold every event that lies within the look-back of one of that day', () => {
    const minutes = fc.integer({ min: 0, max: 5 * DAY_MINUTES });
    const moment = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, minutes, fc.double({ min: -1, max: 1, noNaN: true }), (time, reach, share) => {
        const around = daysAround({ ...pack, lookback: 'PT{{reach}}M' }, { reach }) ?? -1;
        const other = new Date(time.getTime() + Math.trunc(share * reach * 60_000));
        const window = daysFrom(time.toISOString().slice(0, 10), around);
        expect(window).toContain(other.toISOString().slice(0, 10));
        expect(window).toHaveLength(2 * around + 1);
        expect(around).toBe(Math.ceil(reach / DAY_MINUTES));
      }),
    );
  });

  test.each([
    ['P0D', 0],
    ['P2D', 2],
    ['PT2H', 1],
    ['PT25H', 2],
    ['PT{{reach}}H', 1],
    ['PT{{list}}H', null],
    [undefined, null],
  ] as const)('%s: %s', (lookback, days) => {
    const parameters = { reach: { default: 24 }, list: { default: ['a'] } };
    expect(daysAround({ 'event-level': false, parameters, ...(lookback === undefined ? {} : { lookback }) })).toBe(
      days,
    );
  });
});

/** A detection whose columns are of every type of which the greatest is taken. */
const [shape] = named('mail-hiding-rule');
const judging: readonly DetectionPack[] =
  shape === undefined
    ? []
    : [
        {
          ...shape,
          'group-by': ['operation'],
          summary: { operation: 'x', number: 'x', share: 'x', said: 'x', issued: 'x' },
          sql: `SELECT 'raised' AS answer, event_id, source, day, "at", principal, mailbox, app_id AS application, ip, operation,
             item_count AS number, item_count / CAST(3.0 AS DOUBLE) AS share, target AS said, token_issued_at AS issued
             FROM events WHERE "at" >= {{scope_from}} AND "at" <= {{scope_until}}`,
        },
      ];

test('whatever the events of an event-level detection and the order of files, the days together give what all at once give', async () => {
  const some = <T>(...values: readonly T[]) => fc.constantFrom(...values, null);
  const event = fc.record({
    minute: fc.integer({ min: 0, max: 4 * 24 * 60 }),
    file: fc.integer({ min: 0, max: 2 }),
    operation: fc.constantFrom('New-InboxRule', 'Set-InboxRule'),
    principal: some('ana@agency.example', 'bob@agency.example'),
    app_id: some('1', '12', '9', 'é', '😀', '\uffee'),
    ip: some('192.0.2.1', '192.0.2.2'),
    item_count: some(9, 10, 2, -3, 0),
    target: some('9', '10', 'a', 'B', 'ä', '\uffee', '😀'),
    token_issued_at: some('2024-01-01 00:00:00', '2024-01-01 00:00:00.5', '2023-12-31 23:59:59'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 40 }),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      async (events, order) => {
        const all = events.map(({ minute, file: _, ...more }, index) =>
          rule(
            `e-${String(index).padStart(3, '0')}`,
            new Date(Date.UTC(2024, 0, 1) + minute * 60_000).toISOString(),
            more,
          ),
        );
        const reviews = new Reviews();
        for (const last of order.keys()) {
          const files = order.slice(0, last + 1);
          await next(
            reviews,
            all.filter((_, index) => files.includes(events[index]?.file ?? 0)),
            ALL_TIME,
            { reviewed: judging },
          );
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('answers too many to be read, and too many of one day to be kept, are what they are at once', async () => {
  const [only] = judging;
  const split = only === undefined ? [] : [{ ...only, 'group-by': ['said'] }];
  const many = Array.from({ length: 2400 }, (_, index) => {
    const day = index < 2150 ? 5 : 6;
    const principal = index % 3 === 0 ? 'ana@agency.example' : 'bob@agency.example';
    const at = new Date(Date.UTC(2024, 2, day) + ((index * 37) % 1440) * 60_000).toISOString();
    return rule(`e-${String((index * 7) % 2400).padStart(4, '0')}`, at, {
      principal,
      target: `r-${index % 2300}`,
      ip: `192.0.2.${index % 5}`,
    });
  });
  const reviews = new Reviews();
  await next(reviews, many.slice(0, 2300), ALL_TIME, { reviewed: split });
  const { findings, anew } = await next(reviews, many, ALL_TIME, { reviewed: split });
  expect(findings).toHaveLength(2);
  expect(anew.days).toBe(2);
});
