import { describe, expect, it } from 'vitest';
import { keyedHash } from '../../src/core/index.ts';
import { identityKeys, openDirectory } from '../../src/directory/index.ts';
import { accountNameKey, namedSubjects, subjectId } from '../../src/response/named-subject.ts';
import { tieBySurroundings } from '../../src/response/surrounding-ties.ts';
import type { CredentialPlace, KeyedName, Surroundings } from '../../src/response/surroundings.ts';
import { application, snapshot, user } from './directory-fixture.ts';

const hash = keyedHash(new Uint8Array(32).fill(9));
const directory = openDirectory(
  snapshot('2024-03-01T00:00:00.000Z', {
    users: [
      user('svc-load', { displayName: 'Nightly load' }),
      user('svc-mail', { displayName: 'Mail relay' }),
      user('ana.ruiz', { displayName: 'Ana Ruiz' }),
      user('bo.lind', { displayName: 'Bo Lind' }),
    ],
    applications: [
      application('app-1', { displayName: 'Harvest Weather Feed' }),
      application('app-2', { displayName: 'Harvest Yield API' }),
    ],
  }).snapshot,
);
const registry = {
  byKey: namedSubjects([directory], hash),
  byName: (name: string) => {
    const subject = directory.resolvePrincipal(name);
    return subject === null ? null : { subject, directory };
  },
  applications: directory.snapshot.applications.map((subject) => ({ subject, directory })),
};

const place = (stated: Partial<CredentialPlace> = {}): CredentialPlace => ({
  message: 'm1',
  part: '1',
  member: '[]',
  start: 500,
  stop: 520,
  voice: 'written',
  rule: 'prose-password',
  kind: 'password',
  principal: null,
  host: null,
  context: 'the password is ████████ for now',
  saidOf: null,
  sentAt: '2024-01-02T00:00:00.000Z',
  ...stated,
});

const name = (text: string, stated: Partial<KeyedName> = {}): KeyedName => ({
  name: accountNameKey(hash, identityKeys(text)[0] ?? ''),
  message: 'm1',
  part: '1',
  member: '[]',
  voice: 'written',
  start: 100,
  stop: 110,
  ...stated,
});

interface Said {
  readonly here?: readonly KeyedName[];
  readonly before?: readonly KeyedName[];
  readonly to?: readonly string[];
  readonly nameless?: number;
}

const around = ({ here = [], before = [], to = ['ana.ruiz@agency.example'], nameless = 1 }: Said): Surroundings => ({
  namesIn: () => here,
  namesBefore: () => before,
  senderOf: () => 'bo.lind@agency.example',
  readersOf: () => to,
  peopleOf: () => ['bo.lind@agency.example', ...to],
  namelessBeside: () => ({ text: nameless, message: nameless }),
});

function tied(credential: CredentialPlace, said: Said = {}): string | null {
  const found = tieBySurroundings([credential], around(said), registry);
  return found === null ? null : `${found.tie.reason}: ${subjectId(found.named)} (${found.tie.confidence})`;
}

describe('an account in the same text', () => {
  it('is whose it is where it is the only one', () => {
    expect(tied(place(), { here: [name('svc-load')] })).toBe('same-text: svc-load (medium)');
    expect(tied(place(), { here: [name('svc-load'), name('svc-load@agency.example')] })).toContain('svc-load');
    expect(tied(place({ kind: 'client-secret' }), { here: [name('Harvest Weather Feed')] })).toContain('app-1');
  });

  it.each<[string, CredentialPlace, Said]>([
    ['there are two', place(), { here: [name('svc-load'), name('svc-mail')] }],
    ['it is a person’s', place(), { here: [name('ana.ruiz@agency.example')], to: ['x@elsewhere.example'] }],
    ['nobody knows it', place(), { here: [name('svc-other')] }],
    ['it stands far away', place({ start: 9000, stop: 9010 }), { here: [name('svc-load')] }],
    ['the text names another account', place({ principal: 'report_reader' }), { here: [name('svc-load')] }],
    ['the text names a host', place({ host: 'core-rtr-2' }), { here: [name('svc-load')] }],
    ['many credentials stand there', place(), { here: [name('svc-load')], nameless: 5 }],
    ['it is the key of a network', place({ rule: 'prose-wifi-key' }), { here: [name('svc-load')] }],
    ['it is the code of a door', place({ rule: 'prose-code', kind: 'pin' }), { here: [name('svc-load')] }],
  ])('is not where %s', (_, credential, said) => expect(tied(credential, said)).toBeNull());
});

describe('elsewhere in the message and its conversation', () => {
  const attached = place({ part: '2', kind: 'private-key', rule: 'pem-private-key' });

  it('the body says whose an attached key is', () => {
    expect(tied(attached, { here: [name('svc-load')] })).toBe('same-message: svc-load (medium)');
    expect(tied(attached, { here: [name('svc-load', { voice: 'quoted' })] })).toBe('quoted: svc-load (medium)');
  });

  it('an answer is about the account that the question names', () => {
    expect(tied(place(), { here: [name('svc-mail', { voice: 'quoted', start: 700, stop: 708 })] })).toBe(
      'quoted: svc-mail (medium)',
    );
    expect(tied(place(), { before: [name('svc-mail', { message: 'm0' })] })).toBe('thread: svc-mail (low)');
  });

  it('but what is quoted itself is not about what another quote names, nor about two', () => {
    expect(tied(place({ voice: 'quoted' }), { before: [name('svc-mail', { message: 'm0' })] })).toBeNull();
    expect(tied(place(), { before: [name('svc-mail'), name('svc-load')] })).toBeNull();
  });
});

describe('whose it is said to be', () => {
  it('the writer’s, or the only reader’s', () => {
    expect(tied(place({ saidOf: 'writer' }), { here: [name('svc-load')] })).toBe('writer: bo.lind (medium)');
    expect(tied(place({ saidOf: 'reader' }))).toBe('reader: ana.ruiz (medium)');
  });

  it.each<[string, CredentialPlace, Said]>([
    ['it is quoted: another wrote it', place({ saidOf: 'writer', voice: 'quoted' }), {}],
    ['the text names whose', place({ saidOf: 'writer', principal: 'root' }), {}],
    [
      'there are two readers',
      place({ saidOf: 'reader' }),
      { to: ['ana.ruiz@agency.example', 'svc-mail@agency.example'] },
    ],
    ['the reader is unknown', place({ saidOf: 'reader' }), { to: ['x@elsewhere.example'] }],
  ])('nobody’s where %s', (_, credential, said) => expect(tied(credential, said)).toBeNull());

  it('the account that the same text names comes before the reader', () => {
    expect(tied(place({ saidOf: 'reader' }), { here: [name('svc-load')] })).toContain('svc-load');
  });
});

describe('a token that acts as who made it', () => {
  const token = place({ rule: 'github-classic-pat', kind: 'token' });

  it('is likely its sender’s, where a mail itself states it', () => expect(tied(token)).toBe('maker: bo.lind (low)'));

  it.each([
    ['stands in a file', place({ ...token, part: '2' })],
    ['stands in an archive', place({ ...token, member: '["run.ps1"]' })],
    ['is quoted', place({ ...token, voice: 'quoted' })],
    ['is an application’s', place({ ...token, rule: 'slack-token' })],
  ])('is not where it %s', (_, credential) => expect(tied(credential)).toBeNull());
});

describe('an application by the words of its name', () => {
  const connection = (host: string, principal: string | null) =>
    place({ kind: 'connection-string', rule: 'postgres-url', host, principal, context: '████████' });

  it('is tied where two of them stand in the address', () => {
    expect(tied(connection('weather.agency.example', 'harvest_reader'))).toBe('application-words: app-1 (low)');
  });

  it.each([
    ['one word alone', connection('harvest.agency.example', 'reader')],
    ['words that every application has', connection('api.feed.agency.example', 'service')],
    ['another application by its id', connection('weather.agency.example', '0a1b2c3d-1111-4222-8333-444455556666')],
  ])('is not by %s', (_, credential) => expect(tied(credential)).toBeNull());
});
