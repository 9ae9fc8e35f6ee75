import { afterEach, beforeEach, expect, it } from 'vitest';
import { coverageOf, findingsOf } from '../../src/review/index.ts';
import { CaseKit, mail, SILENT } from './case-kit.ts';

let kit: CaseKit;
beforeEach(() => {
  kit = new CaseKit();
});
afterEach(() => kit.remove());

const record = (time: string, more: object) => ({
  Id: `bbbb0000-0000-4000-8000-${time.replace(/\D/g, '').slice(2)}`,
  CreationTime: time,
  RecordType: 1,
  Workload: 'Exchange',
  ResultStatus: 'True',
  UserType: 0,
  UserId: 'ana@agency.example',
  MailboxOwnerUPN: 'ana@agency.example',
  ClientIP: '192.0.2.7',
  ...more,
});
const rule = (time: string, name: string) =>
  record(time, {
    Operation: 'New-InboxRule',
    ObjectId: `ana@agency.example\\${name}`,
    Parameters: [
      { Name: 'Name', Value: name },
      { Name: 'DeleteMessage', Value: 'True' },
    ],
  });
const reading = (time: string, application: string) =>
  record(time, {
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    ClientIPAddress: '192.0.2.7',
    ClientAppId: application,
    OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
    Folders: [{ Path: '\\Inbox', FolderItems: [{ InternetMessageId: `<${time}@agency.example>` }] }],
  });
const deletion = (time: string) =>
  record(time, {
    Operation: 'HardDelete',
    RecordType: 3,
    ResultStatus: 'Succeeded',
    OperationCount: 60,
    AffectedItems: [{ InternetMessageId: '<1@agency.example>' }],
  });
const APP = 'cccc0000-0000-4000-8000-000000000001';

const days = (): Readonly<Record<'first' | 'second' | 'before', readonly object[]>> => ({
  first: [rule('2024-03-05T10:00:00', 'xyz'), reading('2024-03-05T11:00:00', APP), deletion('2024-03-05T23:50:00')],
  second: [deletion('2024-03-06T00:10:00'), rule('2024-03-06T09:00:00', 'xyz'), reading('2024-03-06T11:00:00', APP)],
  before: [reading('2024-02-01T11:00:00', APP), rule('2024-02-01T12:00:00', 'xyz')],
});

/** A run, and what it said of the logs. */
async function run(): Promise<string> {
  const said: string[] = [];
  await kit.run({ ...SILENT, stepDone: (summary) => said.push(summary) });
  return said.find((line) => /anew/.test(line)) ?? '';
}

const reviewed = () => kit.open(({ store }) => ({ findings: findingsOf(store), coverage: coverageOf(store) }));

/** What a review gives that remembers nothing. */
async function reviewedWhole() {
  await kit.open(({ store }) => store.run('DELETE FROM remembered'));
  expect(await run()).toContain('looked at anew');
  return reviewed();
}

async function addLog(name: string, events: readonly object[]): Promise<void> {
  await kit.addAs('logs', kit.write(name, JSON.stringify(events)));
}

it('a day that is added, one that comes late, one that repeats records: as if all had been there, and only what changed is asked', async () => {
  const { first, second, before } = days();
  await kit.add(kit.write('m.eml', mail('1', 'x', 'The password for ana@agency.example is Kx9vQ2mZ7pLwTr')));
  await addLog('day-1.json', first);
  expect(await run()).toMatch(/1 of 1 day looked at anew/);
  expect(await run()).toContain('nothing to ask anew');
  const alone = (await reviewed()).findings.length;

  await addLog('day-2.json', second);
  // The first day again: what was deleted within an hour of midnight is counted together.
  expect(await run()).toMatch(/2 of 2 days looked at anew/);
  const two = await reviewed();
  expect(two.findings.map(({ detection }) => detection)).toContain('mass-mail-deletion');
  expect(two.findings.length).toBeGreaterThan(alone);
  expect(await reviewedWhole()).toEqual(two);

  await addLog('before.json', before);
  expect(await run()).toMatch(/1 of 3 days looked at anew/);
  const three = await reviewed();
  expect(three).not.toEqual(two);
  expect(await reviewedWhole()).toEqual(three);

  await addLog('again.json', [...first.slice(0, 2), ...before.slice(1)]);
  await run();
  const again = await reviewed();
  expect(again.findings).toEqual(three.findings);
  expect(await reviewedWhole()).toEqual(again);
});

it('a file of networks that is added changes what every day says', async () => {
  await addLog('day-1.json', days().first);
  await run();
  await kit.addAs('networks', kit.write('networks.csv', 'network,asn,owner,country\n192.0.2.0/24,64500,Example,NL\n'));
  expect(await run()).toMatch(/1 of 1 day looked at anew/);
  const named = await reviewed();
  expect(await reviewedWhole()).toEqual(named);
  expect(await run()).toContain('nothing to ask anew');
});

it('a run that ends between asking and storing keeps nothing of what it asked', async () => {
  const { first, second } = days();
  await addLog('day-1.json', first);
  await run();
  await addLog('day-2.json', second);
  const kept = () => kit.open(({ store }) => [store.all('SELECT * FROM remembered'), findingsOf(store)]);
  const before = await kept();
  const stop = (label: string) => {
    if (label.startsWith('Working out')) throw new Error('stopped');
  };
  await expect(kit.run({ ...SILENT, step: stop })).rejects.toThrow('stopped');
  expect(await kept()).toEqual(before);
  expect(await run()).toContain('looked at anew');
  const two = await reviewed();
  expect(await reviewedWhole()).toEqual(two);
});
