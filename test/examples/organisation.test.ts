import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeOrganisation } from '../../examples/make-organisation.ts';
import { messagesOf, readTexts } from './read-mail.ts';

const organisation = makeOrganisation(20240402, 3200);
const { truth, mailFiles, files } = organisation;
const fileText = (path: string) => files.find((file) => file.path === path)?.bytes.toString('utf8') ?? '';

describe('the mail of the organisation', () => {
  it('is at least 3,000 messages of four months, in mbox, Maildir, EML and a gzipped mbox', () => {
    const copies = mailFiles.flatMap((file) => file.copies);
    expect(copies.length).toBeGreaterThan(3000);
    const months = new Set(copies.map((copy) => new Date(copy.fated.letter.sentAt).toISOString().slice(0, 7)));
    expect([...months].sort()).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
    const paths = mailFiles.map((file) => file.path);
    for (const shape of [/\.mbox$/, /\.mbox\.gz$/, /Maildir\/cur\//, /\.eml$/])
      expect(paths.some((path) => shape.test(path))).toBe(true);
    expect(files.reduce((sum, file) => sum + file.bytes.length, 0)).toBeLessThan(60e6);
  });

  it('has an mbox in three dialects', () => {
    const inboxes = mailFiles.filter((file) => file.path.endsWith('Inbox.mbox'));
    const counted = inboxes.filter((file) => file.bytes.includes('\nContent-Length: '));
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.length).toBeLessThan(inboxes.length);
  });

  it('uses every language, charset, encoding and kind of attachment it promises', () => {
    const all = Buffer.concat(
      mailFiles.map((file) => (file.path.endsWith('.gz') ? gunzipSync(file.bytes) : file.bytes)),
    ).toString('latin1');
    const wanted = [
      ...['utf-8', 'iso-8859-1', 'windows-1252', 'iso-2022-jp', 'koi8-r'].map((charset) => `charset=${charset}`),
      ...['7bit', '8bit', 'quoted-printable', 'base64'].map((encoding) => `Content-Transfer-Encoding: ${encoding}`),
      ...['format=flowed', 'message/rfc822', 'multipart/alternative', 'multipart/report', 'text/calendar', 'List-Id:'],
      ...['.csv', '.json', '.xml', '.log', '.ps1', '.env', '.docx', '.zip', '.png', '.pdf'].map((end) => `${end}"`),
    ];
    expect(wanted.filter((text) => !all.includes(text))).toEqual([]);
    expect(new Set(organisation.letters.map(({ letter }) => letter.language)).size).toBe(6);
  });

  it('has messages without a Message-ID, and different messages with the same', () => {
    const letters = organisation.letters.map(({ letter }) => letter);
    expect(letters.some((letter) => letter.messageId === null)).toBe(true);
    const monitor = letters.filter((letter) => letter.messageId?.includes('tide-monitor'));
    expect(new Set(monitor.map((letter) => letter.text)).size).toBeGreaterThan(
      new Set(monitor.map((letter) => letter.messageId)).size,
    );
  });

  it('gives each message its count: splitting the files finds what was put in', () => {
    for (const file of mailFiles.filter(
      (one) => one.path.includes('.mbox') && !one.bytes.includes('\nContent-Length: '),
    )) {
      expect(messagesOf(file.path, file.bytes).length).toBe(file.copies.length);
    }
  });
});

describe('the ground truth', () => {
  it('plants 60 different credentials of at least 25 kinds, at least eight of them only in mail that was not stolen', () => {
    expect(truth.credentials.length).toBe(60);
    expect(new Set(truth.credentials.map((one) => one.value)).size).toBe(60);
    expect(new Set(truth.credentials.map((one) => one.kind)).size).toBeGreaterThanOrEqual(25);
    expect(truth.credentials.filter((one) => !one.stolen).length).toBeGreaterThanOrEqual(8);
    expect(truth.credentials.filter((one) => one.places.length === 0)).toEqual([]);
    expect(truth.credentials.filter((one) => one.places.length > 3).length).toBeGreaterThan(5);
  });

  it('says where each credential stands: a foreign decoder finds it in every place', async () => {
    const byPath = new Map(mailFiles.map((file) => [file.path, file]));
    const absent: string[] = [];
    for (const one of truth.credentials) {
      for (const place of one.places) {
        const file = byPath.get(place.source);
        const raw = messagesOf(place.source, file?.bytes ?? Buffer.alloc(0));
        const holding = raw.filter((bytes) =>
          bytes
            .toString('latin1')
            .replace(/\r?\n[ \t]+/g, ' ')
            .includes(`Message-ID: ${place.messageId}`),
        );
        const texts = (await Promise.all(holding.map(readTexts))).flatMap((read) => read.texts);
        if (!texts.some((text) => text.includes(one.value))) absent.push(`${one.id} in ${place.source}`);
      }
    }
    expect(absent).toEqual([]);
  });

  it('has messages held, partly held, missing and extra, and some the accounts list cannot reach', () => {
    const count = (status: string) => truth.stolen.filter((message) => message.status === status).length;
    expect(count('missing')).toBeGreaterThanOrEqual(25);
    expect(count('partly')).toBeGreaterThanOrEqual(8);
    expect(count('extra')).toBeGreaterThanOrEqual(15);
    expect(count('held')).toBeGreaterThan(250);
    const held = truth.stolen.filter((message) => message.status !== 'missing');
    expect(held.filter((message) => message.byAccounts).length / held.length).toBeGreaterThan(0.97);
  });

  it('agrees with the manifest: missing and held messages are listed, extra ones are not', () => {
    const manifest = fileText('manifest.csv');
    const listed = (id: string | null) => id !== null && manifest.includes(id.slice(1, -1));
    const one = (status: string) =>
      truth.stolen.filter((message) => message.status === status && !message.messageId?.includes('tide-monitor'));
    expect(one('extra').filter((message) => listed(message.messageId))).toEqual([]);
    expect([...one('missing'), ...one('partly')].filter((message) => !listed(message.messageId))).toEqual([]);
    const mail = Buffer.concat(mailFiles.map((file) => file.bytes)).toString('latin1');
    const carried = one('missing').filter((message) => mail.includes(`\nMessage-ID: ${message.messageId}`));
    expect(carried).toEqual([]);
  });

  it('lists decoys that lie in the mail', () => {
    expect(truth.decoys.length).toBeGreaterThanOrEqual(15);
    expect(truth.decoys.filter((decoy) => decoy.sources.length === 0)).toEqual([]);
  });

  it('names no planted value in the README or the lists', () => {
    const texts = ['README.txt', 'accounts.csv', 'directory-before.json', 'directory-after.json'].map(fileText);
    const long = truth.credentials.filter((one) => one.value.length > 8);
    expect(long.filter((one) => texts.some((text) => text.includes(one.value)))).toEqual([]);
  });
});

describe('the directory snapshots', () => {
  interface Snapshot {
    readonly capturedAt: string;
    readonly users: readonly {
      userPrincipalName: string;
      lastPasswordChangeDateTime: string;
      accountEnabled: boolean;
    }[];
    readonly applications: readonly { appId: string; passwordCredentials: readonly { hint: string }[] }[];
    readonly servicePrincipals: readonly { appId: string; accountEnabled: boolean }[];
  }
  const before: Snapshot = JSON.parse(fileText('directory-before.json'));
  const after: Snapshot = JSON.parse(fileText('directory-after.json'));

  it('prove exactly what the truth says', () => {
    for (const one of truth.credentials) {
      const user = (snapshot: Snapshot) =>
        snapshot.users.find((entry) => one.principal.includes(entry.userPrincipalName));
      const changed = user(before)?.lastPasswordChangeDateTime !== user(after)?.lastPasswordChangeDateTime;
      const disabled = user(before)?.accountEnabled === true && user(after)?.accountEnabled === false;
      if (one.proven === 'password-changed') expect(changed, one.id).toBe(true);
      if (one.proven === 'account-disabled') expect(disabled, one.id).toBe(true);
      if (one.proven === null && one.kind.startsWith('password-') && one.principal.length > 0)
        expect(changed || disabled, one.id).toBe(false);
    }
  });

  it('show the leaked client secrets by their hint, until they are removed or their application is switched off', () => {
    for (const one of truth.credentials.filter((credential) => credential.kind === 'entra-client-secret')) {
      const hints = (snapshot: Snapshot) =>
        snapshot.applications
          .find((entry) => one.application.includes(entry.appId))
          ?.passwordCredentials.map((secret) => secret.hint);
      expect(hints(before)).toContain(one.value.slice(0, 3));
      if (one.proven === 'key-removed') expect(hints(after)).not.toContain(one.value.slice(0, 3));
      else expect(hints(after)).toContain(one.value.slice(0, 3));
      const enabled = after.servicePrincipals.find((entry) => one.application.includes(entry.appId))?.accountEnabled;
      expect(enabled).toBe(one.proven !== 'application-deactivated');
    }
  });
});
