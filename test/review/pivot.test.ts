import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import {
  attackTimeline,
  type CoverageCell,
  type Finding,
  PIVOT_DEFAULTS,
  type PivotStep,
  pivot,
} from '../../src/review/index.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const FINDING: Finding = {
  id: 'fnd-1',
  detection: 'spray',
  title: 'A spray that got in',
  severity: 'critical',
  attack: [],
  answer: 'raised',
  principal: 'ana',
  mailbox: null,
  application: null,
  from: '2024-01-05T08:00:00.000Z' as Instant,
  until: '2024-01-05T08:00:00.000Z' as Instant,
  ip: '192.0.2.7',
  count: 1,
  sources: [],
  days: [],
  mailAccess: false,
  summary: {},
  eventIds: ['in'],
};

/** The thief came in from .7 with session s1, went on with s1 from .8, whence another session s2 of another account; all from an office of many. */
const EVENTS: readonly StatedEvent[] = [
  { at: '2024-01-05T08:00:00Z', event_id: 'in', principal: 'ana', ip: '192.0.2.7', session_id: 's1' },
  { at: '2024-01-05T09:00:00Z', event_id: 'on', principal: 'ana', ip: '192.0.2.8', session_id: 's1', device_id: 'd1' },
  { at: '2024-01-05T10:00:00Z', event_id: 'next', principal: 'bo', ip: '192.0.2.8', session_id: 's2' },
  { at: '2024-01-05T11:00:00Z', event_id: 'far', principal: 'bo', ip: '192.0.2.9', session_id: 's2' },
  { at: '2024-01-05T12:00:00Z', event_id: 'own', principal: 'ana', ip: '198.51.100.1', session_id: 's9' },
  { at: '2024-01-05T12:30:00Z', event_id: 'office', principal: 'ana', ip: '198.51.100.9', session_id: 's1' },
  {
    at: '2024-01-05T07:00:00Z',
    event_id: 'failed',
    principal: 'cy',
    ip: '192.0.2.7',
    session_id: 'sf',
    outcome: 'failure',
    category: 'sign-in',
  },
  {
    at: '2024-01-05T07:05:00Z',
    event_id: 'failed2',
    principal: 'di',
    ip: '192.0.2.7',
    session_id: 'sg',
    outcome: 'failure',
    category: 'sign-in',
  },
  ...Array.from({ length: 11 }, (_, index) => ({
    at: '2024-01-05T13:00:00Z',
    event_id: `office-${index}`,
    principal: `colleague-${index}`,
    ip: '198.51.100.9',
  })),
];

const steps = (depth: number, findings: readonly Finding[] = [FINDING], more: Partial<typeof PIVOT_DEFAULTS> = {}) =>
  withEvents(EVENTS, (events) => pivot(events, findings, { ...PIVOT_DEFAULTS, depth, ...more }));
const named = (found: readonly PivotStep[]) =>
  found.map(({ kind, value, depth }) => `${depth} ${kind} ${value}`).sort();

describe('pivot', () => {
  test.each([
    [0, ['0 ip 192.0.2.7', '0 session s1']],
    [1, ['0 ip 192.0.2.7', '0 session s1', '1 device d1', '1 ip 192.0.2.8', '1 ip 198.51.100.9']],
    [2, ['0 ip 192.0.2.7', '0 session s1', '1 device d1', '1 ip 192.0.2.8', '1 ip 198.51.100.9', '2 session s2']],
  ])('to depth %i', async (depth, expected) => {
    expect(named(await steps(depth))).toEqual(expected);
  });

  test('an address of many is named and not followed', async () => {
    const office = (await steps(2)).find(({ value }) => value === '198.51.100.9');
    expect(office).toMatchObject({ standing: 'too-common', principals: 12 });
  });

  test('says by what it came, and who bore it', async () => {
    const found = await steps(1);
    expect(found.find(({ value }) => value === 's1')).toMatchObject({ via: 'fnd-1', names: ['ana'], events: 3 });
    expect(found.find(({ value }) => value === '192.0.2.8')).toMatchObject({ via: 'session s1', names: ['ana', 'bo'] });
  });

  test('a session that only failed is no pivot', async () => {
    expect(named(await steps(3)).join()).not.toMatch(/s[fg]/);
  });

  test('keeps to its time', async () => {
    const until = '2024-01-05T08:30:00.000Z' as Instant;
    expect(named(await steps(2, [FINDING], { until }))).toEqual(['0 ip 192.0.2.7', '0 session s1']);
  });

  test('what was set aside leads nowhere', async () => {
    expect(await steps(2, [{ ...FINDING, answer: 'set-aside' }])).toEqual([]);
  });
});

const cell = (day: string, state: CoverageCell['state'], principal = 'ana'): CoverageCell => ({
  id: `cov-0000000000@${day}`,
  principal,
  source: 'ual',
  day,
  state,
  reason: 'Nothing is there.',
  tenantRecords: 0,
  principalRecords: 0,
  findings: [],
});

describe('the story of an attack', () => {
  const story = (cells: readonly CoverageCell[], findings: readonly Finding[] = [FINDING]) =>
    withEvents(EVENTS, async (events) => attackTimeline(events, findings, await pivot(events, findings), cells));

  test('has findings and what bears their traces in order of time, a spray as one line', async () => {
    const { rows } = await story([]);
    expect(rows.map((row) => (row.type === 'events' ? row.events.text : row.type))).toEqual([
      '2 accounts: Something 2 times failed from 192.0.2.7',
      'finding',
      'ana: Something from 192.0.2.7',
      'ana: Something from 192.0.2.8',
      'bo: Something from 192.0.2.8',
      'ana: Something from 198.51.100.9',
    ]);
  });

  test('says which of its days no log can answer for, a run as one', async () => {
    const long = { ...FINDING, until: '2024-01-09T00:00:00.000Z' as Instant };
    const days = ['04', '05', '06', '07', '08', '09'];
    const states = ['gap', 'clean', 'gap', 'gap', 'clean', 'not-loaded'] as const;
    const { rows } = await story(
      days.map((day, index) => cell(`2024-01-${day}`, states[index] ?? 'gap')),
      [long],
    );
    const holes = rows.filter((row) => row.type === 'hole');
    expect(holes.map(({ from, until, state }) => [from.slice(0, 10), until.slice(0, 10), state])).toEqual([
      ['2024-01-06', '2024-01-07', 'gap'],
      ['2024-01-09', '2024-01-09', 'not-loaded'],
    ]);
  });

  test('a day that is answered for one is no hole of all', async () => {
    const { rows } = await story([cell('2024-01-05', 'gap'), cell('2024-01-05', 'clean', 'bo')]);
    expect(rows.some(({ type }) => type === 'hole')).toBe(false);
  });

  test('without a finding there is none', async () => {
    expect((await story([cell('2024-01-05', 'gap')], [])).rows).toEqual([]);
  });
});
