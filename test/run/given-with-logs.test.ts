import { afterEach, beforeEach, expect, it } from 'vitest';
import { findingsOf, stolenAccessOf } from '../../src/review/index.ts';
import { CaseKit } from './case-kit.ts';

let kit: CaseKit;
beforeEach(() => {
  kit = new CaseKit();
});
afterEach(() => kit.remove());

const MAPPING = `id: site-vpn
title: Site VPN
format: csv
requires: [When, Who, From]
time: {from: When, format: iso}
category:
  from: Action
  values: {sign-in: [connect]}
  default: other
outcome: {from: Result, success: [ok], failure: [denied]}
principal-type: user
columns: {operation: Action, principal: Who, ip: From}
examples:
  - record: {When: '2024-03-05T06:07:00Z', Who: Jo@agency.example, From: 203.0.113.9, Action: connect, Result: ok}
    expect: {at: '2024-03-05T06:07:00.000Z', category: sign-in, principal: jo@agency.example, outcome: success}
`;
const VPN = 'When;Who;From;Action;Result\n2024-03-05T06:07:00Z;jo@agency.example;192.0.2.7;connect;ok\n';

const record = (id: number, more: object) => ({
  Id: `aaaa0000-0000-4000-8000-00000000000${id}`,
  CreationTime: '2024-03-05T10:00:00',
  Operation: 'MailItemsAccessed',
  RecordType: 50,
  Workload: 'Exchange',
  UserId: 'ana@agency.example',
  MailboxOwnerUPN: 'ana@agency.example',
  ClientIPAddress: '192.0.2.7',
  OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
  Folders: [{ Path: '\\Inbox', FolderItems: [{ InternetMessageId: '<taken@agency.example>' }] }],
  ...more,
});

it('a mapping given later has the log read anew whose records were of unknown kind before it', async () => {
  const log = kit.write('vpn.csv', VPN);
  await kit.addAs('logs', log);
  await kit.run();
  await kit.open((kase) => expect(kase.store.get('SELECT source FROM log_files')).toEqual({ source: 'unknown' }));
  await kit.addAs('mapping', kit.write('vpn.yaml', MAPPING));
  await kit.run();
  await kit.open((kase) => expect(kase.store.get('SELECT source FROM log_files')).toEqual({ source: 'mapped' }));
});

it('a mapping that is none is a loss', async () => {
  await kit.addAs('mapping', kit.write('vpn.yaml', 'id: x\n'));
  await kit.run();
  await kit.open((kase) =>
    expect(kase.store.get("SELECT reason FROM losses WHERE level = 'source'")).toEqual({ reason: 'unrecognised' }),
  );
});

it('an indicator is found in the logs, and what was read under it counts as taken, until it is gone', async () => {
  await kit.add(
    kit.write('audit.json', JSON.stringify([record(1, {}), record(2, { ClientIPAddress: '198.51.100.1' })])),
  );
  await kit.addAs('indicators', kit.write('bad.txt', '192.0.2.7\nd41d8cd98f00b204e9800998ecf8427e\n'));
  await kit.run();
  await kit.open((kase) => {
    expect(findingsOf(kase.store).filter(({ detection }) => detection === 'indicator')).toHaveLength(1);
    const rows = kase.store.all('SELECT message_id_normal AS id, origin FROM manifest_entries');
    expect(rows).toEqual([{ id: 'taken@agency.example', origin: 'mail-items-accessed' }]);
    expect(stolenAccessOf(kase.store)).toEqual([]);
    expect(kase.store.all('SELECT unusable FROM indicators WHERE unusable IS NOT NULL')).toHaveLength(1);
    kase.store.run('DELETE FROM indicators');
  });
  await kit.run();
  await kit.open((kase) => expect(kase.store.get('SELECT 1 FROM manifest_entries')).toBeNull());
});

it('a credential among indicators, or in what is said of one, is not kept', async () => {
  const token = `ghp_${'1Ab9'.repeat(9)}`;
  const mail = 'From: a@b.example\nSubject: x\nMessage-ID: <1@b.example>\n\nThe password is Kx9vQ2mZ7pLwTr\n';
  await kit.add(kit.write('note.eml', mail));
  const list = `type,value,comment\nip,192.0.2.7,with Kx9vQ2mZ7pLwTr\nuser-agent,Kx9vQ2mZ7pLwTr,x\nip,192.0.2.8,password: ${token}\n`;
  await kit.addAs('indicators', kit.write('bad.csv', list));
  await kit.run();
  await kit.open((kase) => {
    const kept = JSON.stringify(kase.store.all('SELECT * FROM indicators'));
    expect(kept).toContain('192.0.2.7');
    expect(kept).toContain('is a credential');
    for (const secret of ['Kx9vQ2mZ7pLwTr', token]) expect(kept).not.toContain(secret);
  });
});
