import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourcesOf } from '../../src/case/index.ts';
import { addPaths } from '../../src/run/index.ts';
import { zipRoles } from '../../src/run/zip-roles.ts';
import { CaseKit } from './case-kit.ts';

const AUDIT = {
  CreationTime: '2024-03-01T08:00:00',
  Id: '3f2a9c1b-0000-4000-8000-000000000001',
  Operation: 'MailItemsAccessed',
  RecordType: 50,
  UserId: 'ana@agency.example',
  MailboxOwnerUPN: 'ana@agency.example',
  Workload: 'Exchange',
};
const SIGN_IN =
  '{"id":"5a1f0000-0000-4000-8000-000000000002","createdDateTime":"2024-03-01T07:00:00Z","userPrincipalName":"ana@agency.example","appId":"00000002-0000-0ff1-ce00-000000000000","ipAddress":"192.0.2.7","status":{"errorCode":0}}';
const FILES = {
  'out/UAL/audit.json': JSON.stringify([AUDIT]),
  'out/Entra/signins.json': `[${SIGN_IN}]`,
  'out/users.json':
    '{"@odata.context":"https://graph.example/v1.0/$metadata#users","value":[{"id":"0b1","userPrincipalName":"ana@agency.example","mail":"ana@agency.example","accountEnabled":true}]}',
  'out/MailboxAuditStatus.csv': 'UserPrincipalName,AuditEnabled,OwnerAuditActions\nana@agency.example,True,Update\n',
  'note.eml':
    'From: bo@vendor.example\nTo: ana@agency.example\nDate: Tue, 16 Jan 2024 10:00:00 +0000\nSubject: Gate\nMessage-ID: <gate@x>\n\nThe password for the gate is Vq7-plumHarbour31\n',
  'out/readme.txt': 'Collected by hand.\n',
};
const zipOf = (files: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

const kit = new CaseKit();
afterAll(() => kit.remove());

describe('a zip of several things', () => {
  beforeAll(async () => {
    await kit.add(kit.write('all.zip', zipOf(FILES)));
    await kit.run();
  });

  it('gives each member to its reader, and loses none', async () => {
    await kit.open(({ store }) => {
      const sources = sourcesOf(store).map(({ kind, relative, member }) => [kind, relative, member]);
      expect(sources.toSorted()).toEqual([
        ['directory', 'all.zip/out/users.json', 'out/users.json'],
        ['logs', 'all.zip', null],
        ['mail', 'all.zip', null],
        ['settings', 'all.zip/out/MailboxAuditStatus.csv', 'out/MailboxAuditStatus.csv'],
      ]);
      expect(store.all('SELECT reason, detail FROM losses')).toEqual([]);
      const logs = store.all<{ source: string; rows: number }>('SELECT source, rows FROM log_files ORDER BY source');
      expect(logs).toEqual([
        { source: 'entra-signin', rows: 1 },
        { source: 'ual', rows: 1 },
      ]);
      const items = store.all<{ kind: string; container: string }>(
        'SELECT kind, container FROM messages ORDER BY kind',
      );
      expect(items.map(({ kind, container }) => [kind, JSON.parse(container)])).toEqual([
        ['document', ['out/readme.txt']],
        ['message', ['note.eml']],
      ]);
      expect(store.get<{ n: number }>('SELECT count(*) AS n FROM snapshots')?.n).toBe(1);
      expect(store.get<{ content: string }>('SELECT content FROM audit_settings')?.content).toContain(
        '"owner":["update"]',
      );
      const tallies = store.all<{ expected: number; read: number }>('SELECT expected, read FROM tallies');
      expect(tallies.every(({ expected, read }) => expected === read)).toBe(true);
    });
  });

  it('is not added twice, and says what it holds', async () => {
    await kit.open(async (kase) => {
      const events = [];
      for await (const event of addPaths(kase, [kit.at('all.zip')], null)) events.push(event);
      expect(events.filter((event) => event.type === 'added' && event.isNew)).toEqual([]);
      expect(events.find((event) => event.type === 'note')).toMatchObject({
        source: 'all.zip',
        detail:
          'It holds 2 logs, out/users.json (directory), out/MailboxAuditStatus.csv (settings), mail or documents; each is read as what it is.',
      });
    });
  });
});

describe('what a zip is read as', () => {
  const rolesOf = (name: string, files: Readonly<Record<string, string>>) => zipRoles(kit.write(name, zipOf(files)));
  const { 'out/UAL/audit.json': audit, 'note.eml': mail, 'out/users.json': users } = FILES;

  it.each([
    ['logs alone', { 'a.json': audit, 'b.json': `[${SIGN_IN}]` }],
    ['mail alone', { 'a.eml': mail, 'b.eml': mail }],
    ['a document in pieces', { '[Content_Types].xml': '<Types/>', 'a.json': audit, 'note.txt': 'x' }],
    ['nothing', {}],
  ])('%s: one thing, as ever', async (_, files) => {
    expect(await rolesOf('one.zip', files)).toBeNull();
  });

  it('mail beside a log, and an export alone: several things', async () => {
    expect(await rolesOf('two.zip', { 'a.json': audit, 'b.eml': mail })).toMatchObject({
      logs: new Set(['a.json']),
      isMore: true,
    });
    expect(await rolesOf('three.zip', { 'users.json': users })).toMatchObject({
      exports: [{ member: 'users.json', kind: 'directory' }],
      isMore: false,
    });
  });

  it('records of no kind we know are logs beside logs, and documents beside mail', async () => {
    const odd = '[{"when":"2024-03-01T08:00:00Z","timestamp":"2024-03-01T08:00:00Z","thing":1}]';
    expect((await rolesOf('odd.zip', { 'a.json': audit, 'odd.json': odd, 'b.eml': mail }))?.logs).toEqual(
      new Set(['a.json', 'odd.json']),
    );
    expect(await rolesOf('odd-mail.zip', { 'odd.json': odd, 'b.eml': mail })).toBeNull();
  });

  it('what looks like a manifest is named, and read as a document', async () => {
    const manifest = 'InternetMessageId,Sender,Subject,Sent\n<a@x>,a@agency.example,held,2024-01-16T10:00:00Z\n';
    expect(await rolesOf('list.zip', { 'a.json': audit, 'list.csv': manifest })).toMatchObject({
      tables: ['list.csv'],
      exports: [],
      isMore: true,
    });
  });

  it('a damaged zip is left to whoever reads it', async () => {
    const bytes = zipOf(FILES);
    expect(await zipRoles(kit.write('cut.zip', bytes.subarray(0, bytes.length - 30)))).toBeNull();
  });
});
