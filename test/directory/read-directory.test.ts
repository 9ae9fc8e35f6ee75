import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, parseInstant } from '../../src/core/index.ts';
import {
  compareSnapshots,
  mergeSnapshots,
  openDirectory,
  readDirectory,
  recogniseDirectory,
} from '../../src/directory/index.ts';

const capturedAt = parseInstant('2024-05-01T00:00:00Z') as Instant;
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const read = (value: unknown) => readDirectory(bytesOf(value), { source: 'x.json', capturedAt });
const context = (name: string) => `https://graph.microsoft.com/v1.0/$metadata#${name}`;

describe('recogniseDirectory', () => {
  test.each([
    ['our form', { capturedAt: '2024-04-01', users: [] }],
    ['Graph users', { '@odata.context': context('users(id,userPrincipalName)'), value: [] }],
    ['Graph applications', { '@odata.context': context('applications'), value: [] }],
    ['a bare array', [{ UserPrincipalName: 'a@b.example', AccountEnabled: true }]],
    ['applications without context', { value: [{ appId: 'x', passwordCredentials: [] }] }],
  ])('%s is a directory', (_name, value) => {
    expect(recogniseDirectory(bytesOf(value))).toBe(true);
  });

  test.each([
    [
      'Graph sign-ins',
      { '@odata.context': context('auditLogs/signIns'), value: [{ userPrincipalName: 'a@b.example', appId: 'x' }] },
    ],
    [
      'sign-ins without context',
      { value: [{ userPrincipalName: 'a@b.example', ipAddress: '192.0.2.1', accountEnabled: true }] },
    ],
    ['Graph messages', { '@odata.context': context("users('a')/messages").replace('users', 'me'), value: [] }],
    ['a manifest', [{ messageId: '<a@b>', subject: 'x' }]],
    ['text', 'userPrincipalName, accountEnabled'],
    ['nothing', ''],
  ])('%s is none', (_name, value) => {
    expect(recogniseDirectory(bytesOf(value))).toBe(false);
  });

  test('UTF-16 with a byte order mark, as Windows PowerShell writes it', () => {
    const text = `\uFEFF${JSON.stringify({ users: [{ userPrincipalName: 'a@b.example', accountEnabled: true }] })}`;
    const bytes = new Uint8Array(Buffer.from(text, 'utf16le'));
    expect(recogniseDirectory(bytes)).toBe(true);
    expect(readDirectory(bytes, { source: 'x', capturedAt }).snapshot?.users).toHaveLength(1);
  });
});

describe('readDirectory', () => {
  test('takes the time from the file, else from the caller', () => {
    expect(read({ capturedAt: '2024-04-01T01:02:03Z', users: [] }).snapshot?.capturedAt).toBe(
      '2024-04-01T01:02:03.000Z',
    );
    expect(read({ users: [] }).snapshot?.capturedAt).toBe(capturedAt);
  });

  test('a Graph answer is one section, by its context or its entries', () => {
    const graph = (name: string, entry: object) => read({ '@odata.context': context(name), value: [entry] }).snapshot;
    expect(graph('users', { id: 'a' })?.completeness).toEqual({
      users: 'whole',
      applications: 'absent',
      servicePrincipals: 'absent',
    });
    expect(graph('applications', { appId: 'A' })?.applications[0]?.appId).toBe('a');
    expect(graph('servicePrincipals', { id: 's', accountEnabled: false })?.servicePrincipals[0]?.accountEnabled).toBe(
      false,
    );
    expect(
      read([{ Id: 'A', UserPrincipalName: 'x@y.example', AccountEnabled: 'True' }]).snapshot?.users[0],
    ).toMatchObject({
      id: 'a',
      userPrincipalName: 'x@y.example',
      accountEnabled: true,
    });
  });

  test('entries one a line, and one entry alone, are sections too', () => {
    const lines = (...rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const readText = (text: string) => readDirectory(new TextEncoder().encode(text), { source: 'x.json', capturedAt });
    const one = { id: 'a', userPrincipalName: 'a@y.example', accountEnabled: true };
    const two = { ...one, id: 'b', userPrincipalName: 'b@y.example' };
    const whole = readText(lines(one, two));
    expect(whole.losses).toEqual([]);
    expect(whole.snapshot).toMatchObject({ completeness: { users: 'whole' }, users: [{ id: 'a' }, { id: 'b' }] });
    expect(readText(lines({ id: 'x', appId: 'q', passwordCredentials: [] })).snapshot?.applications).toHaveLength(1);
    const cut = readText(`${lines(one, two)}{"id":"c","userPrinc`);
    expect(cut.snapshot).toMatchObject({ completeness: { users: 'partial' }, users: [{ id: 'a' }, { id: 'b' }] });
    expect(cut.losses.map(({ level, reason }) => [level, reason])).toEqual([['row', 'damaged']]);
  });

  test('a page that is not the last makes its section partial, loudly', () => {
    const { snapshot, losses } = read({
      '@odata.context': context('users'),
      '@odata.nextLink': 'https://…',
      value: [{ id: 'a' }],
    });
    expect(snapshot?.completeness.users).toBe('partial');
    expect(losses.map((one) => [one.level, one.reason])).toEqual([['source', 'truncated']]);
  });

  test('bad entries are rows of loss; the rest is read', () => {
    const { snapshot, losses } = read({ users: [null, 7, {}, { id: 'a' }], applications: [{ displayName: 'no id' }] });
    expect(snapshot?.users).toHaveLength(1);
    expect(snapshot?.completeness).toMatchObject({ users: 'partial', applications: 'partial' });
    expect(losses.map((one) => one.level)).toEqual(['row', 'row', 'row', 'row']);
  });

  test.each([
    ['{"users":[{"id":"a"}', 'truncated'],
    ['{"users":nonsense}', 'damaged'],
    ['{"hello":1}', 'unrecognised'],
    ['[]', 'unrecognised'],
    ['', 'truncated'],
  ])('%s is lost with its reason', (text, reason) => {
    const { snapshot, losses } = read(text);
    expect(snapshot).toBeNull();
    expect(losses.map((one) => one.reason)).toEqual([reason]);
  });

  test('a path that is not there, and a file over the budget, are losses', () => {
    const missing = readDirectory('/no/such/file.json', { source: 'file.json', capturedAt });
    expect(missing.losses[0]?.reason).toBe('not-found');
    const path = new URL('fixtures/before.json', import.meta.url).pathname;
    expect(readDirectory(path, { source: 'b', capturedAt, budget: 10 }).losses[0]?.reason).toBe('over-budget');
    expect(readDirectory(path, { source: 'b', capturedAt }).snapshot?.users).toHaveLength(5);
  });

  test('any JSON whatever is read without a throw, and what is read can be looked up', () => {
    const entry = fc.dictionary(
      fc.constantFrom(
        'id',
        'userPrincipalName',
        'appId',
        'proxyAddresses',
        'owners',
        'assignedRoles',
        'memberOf',
        'manager',
        'passwordCredentials',
        'lastPasswordChangeDateTime',
        '__proto__',
      ),
      fc.jsonValue(),
    );
    const section = fc.oneof(fc.array(entry), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.record({ capturedAt: fc.jsonValue(), users: section, applications: section, servicePrincipals: section }),
        fc.string(),
        (value, text) => {
          const { snapshot } = read(value);
          if (snapshot === null) return;
          openDirectory(snapshot).resolvePrincipal(text);
          expect(compareSnapshots(snapshot, snapshot)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any bytes whatever are read or lost', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        recogniseDirectory(bytes);
        const { snapshot, losses } = readDirectory(bytes, { source: 'x', capturedAt });
        expect(snapshot !== null || losses.length > 0).toBe(true);
      }),
    );
  });
});

test('mergeSnapshots puts the answers of one export together; the later file wins', () => {
  const users = read({ capturedAt: '2024-04-01', users: [{ id: 'a', accountEnabled: true }, { id: 'b' }] }).snapshot;
  const newer = read({
    capturedAt: '2024-04-02',
    users: [{ id: 'a', accountEnabled: false }],
    applications: [{ id: 'x' }],
  }).snapshot;
  if (users === null || newer === null) throw new Error('not read');
  const merged = mergeSnapshots([newer, users]);
  expect(merged?.capturedAt).toBe('2024-04-02T00:00:00.000Z');
  expect(merged?.users.map((one) => [one.id, one.accountEnabled])).toEqual([
    ['a', false],
    ['b', null],
  ]);
  expect(merged?.completeness).toEqual({ users: 'whole', applications: 'whole', servicePrincipals: 'absent' });
  expect(mergeSnapshots([])).toBeNull();
});
