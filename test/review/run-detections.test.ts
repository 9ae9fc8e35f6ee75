import { describe, expect, test } from 'vitest';
import { type Instant, keyedHash, parseInstant } from '../../src/core/index.ts';
import { answerQuery } from '../../src/review/detection/answer-query.ts';
import { bindSql } from '../../src/review/detection/bind-sql.ts';
import { countSelected, eventCensus } from '../../src/review/detection/event-census.ts';
import { SharedEvents } from '../../src/review/detection/shared-events.ts';
import { loadDetections, runDetections, type Scope, timelineOf } from '../../src/review/index.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const packs = loadDetections();
const hash = keyedHash(new Uint8Array(32).fill(1));
const at = (text: string) => parseInstant(text) as Instant;
const tenant: Scope = { kind: 'tenant', from: null, until: null };
const named = (...names: readonly string[]): Scope => ({
  kind: 'subjects',
  principals: names.map((name) => ({ id: `id of ${name}`, names: [name] })),
  applications: [],
  from: null,
  until: null,
});

const rule = {
  source: 'ual',
  category: 'mail-rule',
  operation: 'New-InboxRule',
  mailbox: 'ana@agency.example',
  principal: 'ana@agency.example',
  principal_id: 'aaaaaaaa-0000-4000-8000-000000000001',
  ip: '203.0.113.9',
  target: 'r',
};
const rows: readonly StatedEvent[] = [
  { ...rule, at: '2024-03-05T10:00:00Z', details: '{"ForwardTo":"x@collector.example"}' },
  {
    ...rule,
    at: '2024-03-09T10:00:00Z',
    principal: 'bob@agency.example',
    mailbox: 'bob@agency.example',
    details: '{"ForwardTo":"y@collector.example"}',
  },
  {
    ...rule,
    at: '2024-03-10T10:00:00Z',
    principal: 'eve@agency.example',
    details: '{"RedirectTo":"z@collector.example"}',
  },
];
const run = (scope: Scope, key = hash, events = rows) =>
  withEvents(events, (store) => runDetections(store, scope, packs, { hash: key }));
const raised = async (scope: Scope) =>
  (await run(scope)).filter((one) => one.answer === 'raised' && one.detection === 'mail-forwarding');

describe('runDetections', () => {
  test('gives the same findings and ids whatever the order of the rows, and other ids under another key', async () => {
    const first = await run(tenant);
    expect(
      await run(
        tenant,
        hash,
        [...rows].reverse().map((row) => ({ ...row, event_id: `event-00000${rows.indexOf(row)}` })),
      ),
    ).toEqual(first);
    const other = await run(tenant, keyedHash(new Uint8Array(32).fill(2)));
    expect(other.map((one) => one.id)).not.toEqual(first.map((one) => one.id));
    expect(new Set(first.map((one) => one.id)).size).toBe(first.length);
  });

  test("keeps what names a subject as actor or as owner of the mailbox, under the subject's id", async () => {
    const findings = await raised(named('ana@agency.example'));
    expect(findings.map((one) => [one.principal, one.mailbox])).toEqual([
      ['id of ana@agency.example', 'id of ana@agency.example'],
      ['eve@agency.example', 'id of ana@agency.example'],
    ]);
    expect(await raised(named('nobody@agency.example'))).toEqual([]);
    expect(await raised(tenant)).toHaveLength(3);
  });

  test('keeps what falls into the time of the scope', async () => {
    const scope: Scope = { kind: 'tenant', from: at('2024-03-06'), until: at('2024-03-09T23:59:59Z') };
    expect((await raised(scope)).map((one) => one.principal)).toEqual(['bob@agency.example']);
  });

  test('says which detections the loaded logs cannot answer', async () => {
    const unanswered = (await run(tenant)).filter((one) => one.answer === 'not-answerable').map((one) => one.detection);
    expect(unanswered).toContain('password-spray-success');
    expect(unanswered).toContain('first-seen-mail-application');
    expect(unanswered).not.toContain('mail-forwarding');
    expect((await run(named('ana@agency.example'), hash, [])).every((one) => one.answer === 'not-answerable')).toBe(
      true,
    );
  });

  test('takes other parameter values', async () => {
    const deletions = [
      { ...rule, category: 'mailbox-change', operation: 'HardDelete', item_count: 30, at: '2024-03-05T10:00:00Z' },
    ];
    const strict = await withEvents(deletions, (store) =>
      runDetections(store, tenant, packs, { hash, parameters: { 'mass-mail-deletion': { items: 20 } } }),
    );
    expect(strict.filter((one) => one.answer === 'raised').map((one) => one.detection)).toEqual(['mass-mail-deletion']);
    expect((await run(tenant, hash, deletions)).filter((one) => one.answer === 'raised')).toEqual([]);
  });
});

describe('SharedEvents', () => {
  const forwarding = packs.filter((pack) => pack.id === 'mail-forwarding');
  const odd = {
    ...rule,
    at: '2024-03-11T10:00:00Z',
    operation: 'New-InboxRule.',
    details: '{"ForwardTo":"q@collector.example"}',
  };

  const takeover = packs.filter((pack) => pack.id === 'application-takeover');
  const consent = { ...rule, category: 'consent', operation: 'Consent to application.', at: '2024-03-12T11:00:00Z' };

  test('gathers what the packs read, under any spelling, and a detection finds the same there', async () => {
    const other = { ...rule, at: '2024-03-12T10:00:00Z', operation: 'Other', category: 'other' };
    await withEvents([...rows, odd, other], async (events) => {
      const census = await eventCensus(events, packs);
      expect(countSelected(census, [{ category: 'mail-rule', operations: ['new-inbox*'] }])).toBe(4);
      const shared = await SharedEvents.gather(events, packs, census, 0);
      const [pack] = forwarding;
      if (pack === undefined) throw new Error('no pack');
      const [, held = ''] = /FROM (held_[0-9a-f]+\.events)/.exec(shared.commonTable(pack) ?? '') ?? [];
      const [gathered] = await events.query<{ n: number }>(`SELECT count(*) AS n FROM ${held}`);
      expect(gathered?.n).toBe(4);
      const answer = async (one: SharedEvents) =>
        (await events.query(answerQuery(pack, one.commonTable(pack) ?? '', bindSql(pack, tenant)))).length;
      expect(await answer(shared)).toBe(await answer(await SharedEvents.gather(events, packs, census)));
      await shared.dispose();
      await expect(events.query(`SELECT 1 FROM ${held}`)).rejects.toThrow();
    });
  });

  test('two reviews of one store have each their own', async () => {
    await withEvents(rows, async (events) => {
      const census = await eventCensus(events, packs);
      const [first, second] = [
        await SharedEvents.gather(events, packs, census, 0),
        await SharedEvents.gather(events, packs, census, 0),
      ];
      const [pack] = forwarding;
      if (pack === undefined) throw new Error('no pack');
      await first.dispose();
      expect(await events.query(answerQuery(pack, second.commonTable(pack) ?? '', bindSql(pack, tenant)))).toHaveLength(
        3,
      );
      await second.dispose();
    });
  });

  test.each([
    ['held', 0],
    ['not held', 1_000_000],
  ])('a detection sees the details of the events that it looks at, %s', async (_how, smallTable) => {
    const signIn = {
      ...rule,
      category: 'sign-in',
      operation: 'UserLoggedIn',
      at: '2024-03-12T12:00:00Z',
      details: '{}',
    };
    await withEvents([{ ...consent, details: '{}' }, signIn], async (events) => {
      const shared = await SharedEvents.gather(events, packs, await eventCensus(events, packs), smallTable);
      const [pack] = takeover;
      if (pack === undefined) throw new Error('no pack');
      const table = shared.commonTable(pack) ?? '';
      expect(await events.query(`${table} SELECT category, details FROM events ORDER BY category`)).toEqual([
        { category: 'consent', details: '{}' },
        { category: 'sign-in', details: null },
      ]);
      await shared.dispose();
    });
  });

  test('has nothing for a detection whose events are not there', async () => {
    await withEvents(
      [{ ...rule, at: '2024-03-12T10:00:00Z', operation: 'Other', category: 'other' }],
      async (events) => {
        const shared = await SharedEvents.gather(events, packs, await eventCensus(events, packs));
        expect(forwarding.map((pack) => shared.commonTable(pack))).toEqual([null]);
      },
    );
  });
});

describe('timelineOf', () => {
  const signIns = Array.from({ length: 5 }, (_, index) => ({
    source: 'entra-signin',
    category: 'sign-in',
    operation: 'SignIn',
    outcome: 'failure',
    error_code: '50126',
    principal: 'ana@agency.example',
    ip: '203.0.113.9',
    country: 'NL',
    app_name: 'Azure CLI',
    at: `2024-03-05T09:0${index}:00Z`,
  }));

  test('is a readable, ordered list of like events, of the subjects alone', async () => {
    const { rows: lines, more } = await withEvents([...rows, ...signIns], (store) =>
      timelineOf(store, named('ana@agency.example')),
    );
    expect(more).toBe(false);
    expect(lines.map((line) => [line.from, line.count, line.text])).toEqual([
      [
        '2024-03-05T09:00:00.000Z',
        5,
        'ana@agency.example: SignIn 5 times failed (50126) with Azure CLI from 203.0.113.9 (NL)',
      ],
      ['2024-03-05T10:00:00.000Z', 1, 'ana@agency.example: New-InboxRule on r from 203.0.113.9'],
      [
        '2024-03-10T10:00:00.000Z',
        1,
        'eve@agency.example: New-InboxRule in the mailbox of ana@agency.example on r from 203.0.113.9',
      ],
    ]);
  });

  test('is bounded, and says so', async () => {
    const { rows: lines, more } = await withEvents(rows, (store) => timelineOf(store, tenant, 2));
    expect(lines).toHaveLength(2);
    expect(more).toBe(true);
  });

  test('survives names made to break the query', async () => {
    const hostile = named("x' OR 1=1 --", '', "'); DROP VIEW events; --\0");
    expect((await withEvents(rows, (store) => timelineOf(store, hostile))).rows).toEqual([]);
  });
});
