import { describe, expect, test } from 'vitest';
import { type Instant, keyedHash, parseInstant } from '../../src/core/index.ts';
import {
  type CoverageCell,
  type CoverageSource,
  type CoveredSubject,
  cellRuns,
  citedCells,
  coverage,
  type Finding,
  type LogFacts,
  NO_SETTINGS,
  readAuditSettings,
} from '../../src/review/index.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const at = (text: string) => parseInstant(text) as Instant;
const HOUR = 3_600_000;
const hourly = (from: string, until: string, event: Readonly<Record<string, unknown>>, keep = (_at: Date) => true) => {
  const rows: StatedEvent[] = [];
  for (let time = Date.parse(from); time < Date.parse(until); time += HOUR) {
    if (keep(new Date(time))) rows.push({ ...event, at: new Date(time + 60_000).toISOString() });
  }
  return rows;
};
const weekday = (time: Date) => time.getUTCDay() !== 0 && time.getUTCDay() !== 6;
const office = (time: Date) => weekday(time) && time.getUTCHours() >= 8 && time.getUTCHours() < 18;
const outside = (from: string, until: string) => (time: Date) =>
  time < new Date(`${from}Z`) || time >= new Date(`${until}Z`);

const signIn = { source: 'entra-signin', category: 'sign-in', operation: 'SignIn', principal: 'p1@agency.example' };
const audit = { source: 'ual', category: 'other', operation: 'FileAccessed', principal: 'p1@agency.example' };
const send = { source: 'ual', category: 'mail-send', operation: 'Send', workload: 'Exchange' };
const read = { source: 'ual', category: 'mail-access', operation: 'MailItemsAccessed', workload: 'Exchange' };
const people = (event: Readonly<Record<string, unknown>>, rows: readonly StatedEvent[]) =>
  rows.map((row, index) => ({
    ...event,
    ...row,
    principal: `p${index % 5}@agency.example`,
    mailbox: row.mailbox ?? `p${index % 5}@agency.example`,
  }));

const ana: CoveredSubject = {
  kind: 'user',
  identity: 'resolved',
  id: 'ana@agency.example',
  names: ['ana@agency.example'],
  from: at('2024-03-01'),
  until: at('2024-03-28'),
};
const hash = keyedHash(new Uint8Array(32));
const facts: LogFacts = { files: [], asOf: at('2024-04-01'), auditing: NO_SETTINGS, hash };

async function states(
  rows: readonly StatedEvent[],
  source: CoverageSource,
  options: { subject?: CoveredSubject; facts?: LogFacts; findings?: readonly Finding[] } = {},
): Promise<Readonly<Record<string, CoverageCell>>> {
  const subject = options.subject ?? ana;
  const cells = await withEvents(rows, (events) =>
    coverage(events, [subject], options.findings ?? [], options.facts ?? facts),
  );
  return Object.fromEntries(cells.filter((cell) => cell.source === source).map((cell) => [cell.day.slice(5), cell]));
}
const daysIn = (cells: Readonly<Record<string, CoverageCell>>, state: string) =>
  Object.entries(cells).flatMap(([day, cell]) => (cell.state === state ? [day] : []));

describe('a hole in the unified audit log', () => {
  const busy = (keep: (time: Date) => boolean) =>
    people(audit, hourly('2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z', {}, keep));

  test('of several days with a weekend in it is a gap on each of them, and nowhere else', async () => {
    const cells = await states(busy(outside('2024-03-14T10:00:00', '2024-03-19T07:00:00')), 'ual');
    expect(daysIn(cells, 'gap')).toEqual(['03-14', '03-15', '03-16', '03-17', '03-18', '03-19']);
    expect(daysIn(cells, 'clean')).toHaveLength(22);
    expect(cells['03-16']?.reason).toMatch(
      /from 2024-03-14 10:00 to 2024-03-19 07:00, while they are logged before and after/,
    );
  });

  test('of one day is a gap', async () => {
    expect(daysIn(await states(busy(outside('2024-03-13T00:00:00', '2024-03-14T00:00:00')), 'ual'), 'gap')).toEqual([
      '03-13',
    ]);
  });

  test('of six hours of a busy day is a gap that day', async () => {
    expect(daysIn(await states(busy(outside('2024-03-13T09:00:00', '2024-03-13T15:00:00')), 'ual'), 'gap')).toEqual([
      '03-13',
    ]);
  });

  test('of two hours is none', async () => {
    expect(daysIn(await states(busy(outside('2024-03-13T09:00:00', '2024-03-13T11:00:00')), 'ual'), 'gap')).toEqual([]);
  });

  test('is told apart as lying between exports', async () => {
    const files = [
      { source: 'ual', name: 'a.csv', from: at('2024-03-01'), until: at('2024-03-12T23:59:00Z') },
      { source: 'ual', name: 'b.csv', from: at('2024-03-15'), until: at('2024-03-28T23:59:00Z') },
    ];
    const cells = await states(busy(outside('2024-03-13T00:00:00', '2024-03-15T00:00:00')), 'ual', {
      facts: { ...facts, files },
    });
    expect(cells['03-13']?.reason).toMatch(/between the loaded exports/);
  });
});

describe('a tenant that rests', () => {
  test('at night and lightly at weekends has no gap', async () => {
    const rows = people(audit, [
      ...hourly('2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z', {}, office),
      ...hourly(
        '2024-03-01T00:00:00Z',
        '2024-03-29T00:00:00Z',
        {},
        (time) => !weekday(time) && time.getUTCHours() === 11,
      ),
    ]);
    expect(daysIn(await states(rows, 'ual'), 'clean')).toHaveLength(28);
  });

  test('of few records may have a day without any, as usual', async () => {
    const rows = people(
      audit,
      hourly(
        '2024-03-01T00:00:00Z',
        '2024-03-29T00:00:00Z',
        {},
        (time) => office(time) && time.getUTCHours() % 4 === 0,
      ),
    );
    const cells = await states(rows, 'ual');
    expect(daysIn(cells, 'gap')).toEqual([]);
    expect(cells['03-16']).toMatchObject({ state: 'clean', tenantRecords: 0 });
    expect(cells['03-16']?.reason).toMatch(/as usual/);
  });

  test('of few records that falls silent for a working week has a gap', async () => {
    const rows = people(
      audit,
      hourly(
        '2024-03-01T00:00:00Z',
        '2024-03-29T00:00:00Z',
        {},
        (time) =>
          office(time) && time.getUTCHours() % 4 === 0 && outside('2024-03-11T00:00:00', '2024-03-16T00:00:00')(time),
      ),
    );
    expect(daysIn(await states(rows, 'ual'), 'gap')).toEqual([
      '03-09',
      '03-10',
      '03-11',
      '03-12',
      '03-13',
      '03-14',
      '03-15',
      '03-16',
      '03-17',
    ]);
  });
});

describe('days no file reaches', () => {
  const rows = people(signIn, hourly('2024-03-20T00:00:00Z', '2024-03-26T00:00:00Z', {}));

  test('are expired where the source no longer holds them, else not loaded', async () => {
    const cells = await states(rows, 'entra-signin');
    expect(cells['03-01']?.state).toBe('expired');
    expect(cells['03-02']?.state).toBe('not-loaded');
    expect(cells['03-20']?.state).toBe('clean');
    expect(cells['03-26']?.state).toBe('not-loaded');
    expect(cells['03-26']?.reason).toMatch(/end on 2024-03-25.*may still be exported/);
  });

  test('expire later where the licence keeps more', async () => {
    const longer = { ...facts, retentionDays: { 'entra-signin': 90, ual: 365 } };
    expect((await states(rows, 'entra-signin', { facts: longer }))['03-01']?.state).toBe('not-loaded');
  });

  test('are not loaded where there is no file of the source at all', async () => {
    const cells = await states(rows, 'ual');
    expect(daysIn(cells, 'not-loaded')).toHaveLength(28);
    expect(daysIn(await states(rows, 'mail-access'), 'not-loaded')).toHaveLength(28);
  });

  test('nor are sign-ins of applications, where only those of users are loaded', async () => {
    const application: CoveredSubject = { ...ana, kind: 'application', id: 'app', names: ['app'] };
    const cells = await states(rows, 'entra-signin', { subject: application });
    expect(daysIn(cells, 'not-loaded')).toHaveLength(28);
    expect(await states(rows, 'mail-access', { subject: application })).toEqual({});
  });
});

describe('reading of mail', () => {
  const days = ['2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z'] as const;
  const anaMails = hourly(...days, { ...send, principal: ana.id, mailbox: ana.id }, (time) => time.getUTCHours() === 9);
  const others = people(read, hourly(...days, {}));
  const anaReads = (keep: (time: Date) => boolean) =>
    hourly(...days, { ...read, principal: ana.id, mailbox: ana.id }, (time) => time.getUTCHours() === 10 && keep(time));

  test('is clean where this mailbox shows it around the day', async () => {
    const cells = await states(
      [...anaMails, ...others, ...anaReads((time) => time.getUTCDate() % 3 === 0)],
      'mail-access',
    );
    expect(daysIn(cells, 'clean')).toHaveLength(28);
    expect(cells['03-06']).toMatchObject({ principalRecords: 1, tenantRecords: 25 });
  });

  test('is not licensed where it is absent everywhere though mail is sent', async () => {
    expect(
      daysIn(await states([...anaMails, ...people(audit, hourly(...days, {}))], 'mail-access'), 'not-licensed'),
    ).toHaveLength(28);
  });

  test('is not licensed for a mailbox that sends but shows none while others do, unless its licence is known', async () => {
    expect(daysIn(await states([...anaMails, ...others], 'mail-access'), 'not-licensed')).toHaveLength(28);
    const licensed = { ...ana, mailAuditing: 'licensed' } as const;
    expect(daysIn(await states([...anaMails, ...others], 'mail-access', { subject: licensed }), 'clean')).toHaveLength(
      28,
    );
  });

  test('is a gap for a mailbox of which nothing at all is logged', async () => {
    expect(daysIn(await states(others, 'mail-access'), 'gap')).toHaveLength(28);
  });

  test('is a gap before it was switched on and after it was switched off', async () => {
    const cells = await states(
      [...anaMails, ...others, ...anaReads((time) => time.getUTCDate() >= 10 && time.getUTCDate() <= 20)],
      'mail-access',
    );
    expect(daysIn(cells, 'gap')).toEqual([
      '03-01',
      '03-02',
      '03-03',
      '03-04',
      '03-05',
      '03-06',
      '03-07',
      '03-23',
      '03-24',
      '03-25',
      '03-26',
      '03-27',
      '03-28',
    ]);
  });

  test('is a gap while it was throttled', async () => {
    const throttled = { ...read, principal: ana.id, mailbox: ana.id, throttled: true, at: '2024-03-12T10:30:00Z' };
    const cells = await states([...anaMails, ...others, ...anaReads(() => true), throttled], 'mail-access');
    expect(daysIn(cells, 'gap')).toEqual(['03-12', '03-13']);
  });

  test('shares the hole of its log, and has holes of its own', async () => {
    const hole = outside('2024-03-12T00:00:00', '2024-03-14T00:00:00');
    const rest = people(audit, hourly(...days, {}));
    const silent = await states(
      [...rest, ...anaReads(hole), ...people(read, hourly(...days, {}, hole))],
      'mail-access',
    );
    expect(daysIn(silent, 'gap')).toEqual(['03-12', '03-13']);
  });
});

describe('a mailbox whose auditing is switched off', () => {
  const days = ['2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z'] as const;
  const rows = [
    ...people(read, hourly(...days, {})),
    ...hourly(...days, { ...read, principal: ana.id, mailbox: ana.id, logon_type: 2 }, office),
    ...hourly(
      ...days,
      { ...read, principal: ana.id, mailbox: ana.id, logon_type: 0 },
      (time) => time.getUTCHours() === 10 && time.getUTCDate() === 6,
    ),
  ];
  const settings = (row: object) => readAuditSettings(new TextEncoder().encode(JSON.stringify(row)))?.settings;
  const auditing = (row: object) => ({ facts: { ...facts, auditing: settings(row) ?? NO_SETTINGS } });
  const actions = { AuditDelegate: ['MailItemsAccessed'], AuditAdmin: ['MailItemsAccessed'] };
  const mailbox = { UserPrincipalName: ana.id, AuditEnabled: true, ...actions };

  test('is a gap with the reason, but on days whose records show that it was on', async () => {
    const off = auditing({ ...mailbox, DefaultAuditSet: ['Admin'], AuditOwner: ['Update'] });
    const cells = await states(rows, 'mail-access', off);
    expect(daysIn(cells, 'clean')).toEqual(['03-06']);
    expect(daysIn(cells, 'gap')).toHaveLength(27);
    expect(cells['03-05']?.reason).toMatch(/not written down of: owner\. MailItemsAccessed is not among the actions/);
  });

  test('for the whole organisation is a gap for everybody', async () => {
    const cells = await states(people(read, hourly(...days, {})), 'mail-access', auditing({ AuditDisabled: true }));
    expect(daysIn(cells, 'gap')).toHaveLength(28);
    expect(cells['03-05']?.reason).toMatch(/AuditDisabled is True/);
  });

  test('and one whose auditing is on is clean as before', async () => {
    const cells = await states(rows, 'mail-access', auditing({ ...mailbox, AuditOwner: ['MailItemsAccessed'] }));
    expect(daysIn(cells, 'clean')).toHaveLength(28);
  });
});

describe('the other logs', () => {
  const days = ['2024-03-10T00:00:00Z', '2024-03-20T00:00:00Z'] as const;
  const application: CoveredSubject = { ...ana, kind: 'application', id: 'app', names: ['app'] };
  const requests = people(
    { source: 'graph-activity', category: 'graph-request', operation: 'GET' },
    hourly(...days, {}, outside('2024-03-13T00:00:00', '2024-03-14T00:00:00')),
  );

  test('have no cells while none of them is loaded', async () => {
    for (const source of ['entra-audit', 'graph-activity', 'message-trace', 'azure-activity'] as const)
      expect(await states(people(audit, hourly(...days, {})), source)).toEqual({});
  });

  test('have cells for users and applications where they are, with holes of their own', async () => {
    for (const subject of [ana, application]) {
      const cells = await states(requests, 'graph-activity', { subject });
      expect(daysIn(cells, 'gap')).toEqual(['03-13']);
      expect(daysIn(cells, 'clean')).toHaveLength(9);
      expect(cells['03-01']).toMatchObject({ state: 'not-loaded' });
      expect(cells['03-01']?.reason).toMatch(/only where a diagnostic setting kept them/);
    }
  });

  test('of message traces are about mailboxes, and count what was sent and what was got', async () => {
    const flow = { source: 'message-trace', category: 'mail-flow', operation: 'Delivered' };
    const rows = people(flow, hourly(...days, { recipients: ['Ana@agency.example', 'x@else.example'] }));
    expect((await states(rows, 'message-trace'))['03-12']).toMatchObject({ state: 'clean', principalRecords: 24 });
    expect(await states(rows, 'message-trace', { subject: application })).toEqual({});
  });

  test('keep for as long as they do', async () => {
    const rows = people({ source: 'entra-audit', category: 'directory-change' }, hourly(...days, {}));
    const cells = await states(rows, 'entra-audit', { facts: { ...facts, asOf: at('2024-04-06') } });
    expect(daysIn(cells, 'expired')).toEqual(['03-01', '03-02', '03-03', '03-04', '03-05', '03-06']);
  });
});

describe('what a report cites', () => {
  const rows = people(
    audit,
    hourly('2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z', {}, outside('2024-03-13T00:00:00', '2024-03-14T00:00:00')),
  );

  test('is a cell by an id that stays, and a run of like days by one id', async () => {
    const cells = Object.values(await states(rows, 'ual'));
    const again = Object.values(await states(rows.slice(500), 'ual'));
    expect(cells.map(({ id }) => id)).toEqual(again.map(({ id }) => id));
    const runs = cellRuns(cells);
    expect(runs.map(({ state, from, until, days }) => [state, from, until, days])).toEqual([
      ['clean', '2024-03-01', '2024-03-12', 12],
      ['gap', '2024-03-13', '2024-03-13', 1],
      ['clean', '2024-03-14', '2024-03-28', 15],
    ]);
    for (const run of runs) {
      const meant = citedCells(run.id);
      expect(cells.filter((cell) => meant?.(cell)).map(({ day }) => day)).toHaveLength(run.days);
    }
    expect(runs[0]?.id).toMatch(/^cov-[0-9a-f]{10}@2024-03-01\.\.2024-03-12$/);
  });

  test('tells sources and principals apart, and is nothing else', async () => {
    const [one] = Object.values(await states(rows, 'ual'));
    const [other] = Object.values(await states(rows, 'entra-signin'));
    expect(one?.id).not.toBe(other?.id);
    for (const wrong of ['', 'cov-', 'fnd-0123456789', `${one?.id}..`, 'cov-0123456789@yesterday'])
      expect(citedCells(wrong)).toBeNull();
  });
});

describe('findings', () => {
  const finding: Finding = {
    id: 'fnd-1',
    detection: 'x',
    title: 'x',
    severity: 'high',
    attack: [],
    answer: 'raised',
    principal: 'somebody@else.example',
    mailbox: ana.id,
    application: null,
    from: at('2024-03-05T10:00:00Z'),
    until: at('2024-03-07T10:00:00Z'),
    ip: null,
    count: 2,
    sources: ['ual'],
    days: ['2024-03-05', '2024-03-07'],
    mailAccess: true,
    summary: {},
    eventIds: ['e1'],
  };
  const rows = people(
    audit,
    hourly('2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z', {}, outside('2024-03-07T00:00:00', '2024-03-08T00:00:00')),
  );

  test('mark the days they have evidence on, and say what else the day is', async () => {
    const cells = await states(rows, 'ual', { findings: [finding] });
    expect(daysIn(cells, 'findings')).toEqual(['03-05', '03-07']);
    expect(cells['03-05']?.findings).toEqual(['fnd-1']);
    expect(cells['03-07']?.reason).toMatch(/Beside it: No unified audit records/);
    expect(daysIn(await states(rows, 'entra-signin', { findings: [finding] }), 'findings')).toEqual([]);
  });

  test('that were not raised mark none', async () => {
    const aside = { ...finding, answer: 'set-aside' } as const;
    expect(daysIn(await states(rows, 'ual', { findings: [aside] }), 'findings')).toEqual([]);
  });
});

test('an export of somebody else alone proves nothing', async () => {
  const rows = hourly('2024-03-01T00:00:00Z', '2024-03-29T00:00:00Z', audit);
  const cells = await states(rows, 'ual');
  expect(daysIn(cells, 'gap')).toHaveLength(28);
  expect(cells['03-05']?.reason).toMatch(/names 1 principals and never this one/);
});

describe('a principal that only a text names', () => {
  const written: CoveredSubject = { ...ana, identity: 'as-written' };
  const others = people(audit, hourly('2024-03-05T00:00:00Z', '2024-03-29T00:00:00Z', {}));

  test('and no record does has gaps where the log itself is clean', async () => {
    const cells = await states(others, 'ual', { subject: written });
    expect(daysIn(cells, 'gap')).toHaveLength(24);
    expect(cells['03-12']?.reason).toMatch(/No loaded log names .* under another name/);
    expect(daysIn(cells, 'not-loaded')).toEqual(['03-01', '03-02', '03-03', '03-04']);
    expect(daysIn(await states(others, 'ual'), 'clean')).toHaveLength(24);
  });

  test('and one record of the source does is clean there, and a gap in the others', async () => {
    const rows = [
      ...others,
      { ...audit, at: '2024-03-20T10:30:00Z', principal: ana.id },
      ...people(signIn, hourly('2024-03-05T00:00:00Z', '2024-03-29T00:00:00Z', {})),
    ];
    expect(daysIn(await states(rows, 'ual', { subject: written }), 'clean')).toHaveLength(24);
    expect(daysIn(await states(rows, 'entra-signin', { subject: written }), 'gap')).toHaveLength(24);
    expect(daysIn(await states(rows, 'entra-signin'), 'clean')).toHaveLength(24);
  });
});
