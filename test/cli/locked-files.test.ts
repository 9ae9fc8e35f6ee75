import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agileStreams, compoundOf } from '../evidence/locked-office.ts';
import { lockedZip as lockedMembers } from '../evidence/locked-zip.ts';
import { packed } from '../evidence/seven-zip-fixture.ts';
import { writeZip } from '../evidence/zip-fixture.ts';
import { mbox } from '../run/case-kit.ts';
import { BEHIND_THE_LOCK, LOCKED_TEXT, letter, lockedZip } from '../run/locked-mail.ts';
import { canariesBelow } from './find-canaries.ts';
import { dumpCase } from './fresh-case.ts';
import { postbreachHere, records, scratch } from './postbreach.ts';

const { at, remove } = scratch();
const DAY = ['--as-of', '2024-04-08T13:00:00Z'];
const KEY = 'Kirschbaum!88';
afterAll(remove);

function write(name: string, data: Uint8Array | string): string {
  const path = at(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
  return path;
}

/** What a scan says: the secrets found, the losses, and every reason. */
async function scanned(...paths: readonly string[]) {
  const told = records(await postbreachHere(['scan', ...paths, '--format', 'ndjson', '--show-secrets']));
  const findings = told.filter(({ type }) => type === 'finding');
  return {
    secrets: findings.map(({ secret }) => secret),
    reasons: findings.flatMap(({ reasons }) => reasons as readonly string[]),
    losses: told.filter(({ type }) => type === 'loss').map(({ reason }) => reason),
    tally: told.find(({ type }) => type === 'summary')?.tally,
  };
}

const note = `Hello,\nthe password for the archive is ${KEY}\n`;
const wordLock = () => {
  const text = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${LOCKED_TEXT}</w:t></w:r></w:p></w:body></w:document>`;
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
  const office = writeZip([
    { name: '[Content_Types].xml', data: types },
    { name: 'word/document.xml', data: text },
  ]);
  return compoundOf(agileStreams(office, { password: KEY }));
};

const LOCKS = [
  ['mail.zip', () => lockedZip(KEY)],
  ['mail.7z', () => packed('7z', { 'inside.txt': LOCKED_TEXT }, { password: KEY, switches: ['-mhe=on'] })],
  ['report.docx', wordLock],
] as const;

describe('scan of a folder with something locked', () => {
  it.each(LOCKS)('%s: a note beside it opens it, whichever comes first', async (name, bytes) => {
    for (const [index, beside] of ['a-note.txt', 'zz-note.txt'].entries()) {
      const folder = `${name}-${index}`;
      write(`${folder}/${name}`, await bytes());
      write(`${folder}/${beside}`, note);
      const { secrets, reasons, losses, tally } = await scanned(at(folder));
      expect(secrets).toContain(BEHIND_THE_LOCK);
      expect(losses).toEqual([]);
      expect(reasons.join()).toContain(`opened by a password in file ${beside}`);
      expect(reasons.join()).toContain('opened file');
      expect(tally).toMatchObject({ expected: 2 });
    }
  });

  it.each(LOCKS)('%s: a note in another folder does not', async (name, bytes) => {
    write(`apart-${name}/one/${name}`, await bytes());
    write(`apart-${name}/two/password.txt`, note);
    write(`apart-${name}/password.txt`, note);
    const { secrets, losses } = await scanned(at(`apart-${name}`));
    expect(secrets).not.toContain(BEHIND_THE_LOCK);
    expect(losses).toEqual(['encrypted']);
  });

  it('mail beside it opens it, also where files are given one by one', async () => {
    const lock = write('mail/export.zip', await lockedZip(KEY));
    const inbox = write(
      'mail/inbox.mbox',
      mbox(letter({ id: 'one', body: 'nothing' }), letter({ id: 'key', body: note })),
    );
    for (const paths of [[at('mail')], [inbox, lock], [lock, inbox]]) {
      const { secrets, reasons } = await scanned(...paths);
      expect(secrets).toContain(BEHIND_THE_LOCK);
      expect(reasons.join()).toContain('opened by a password in message <key@agency.example>');
    }
  });

  it('another member of the archive opens it, and what is locked in that in its turn', async () => {
    const inner = await packed('7z', { 'inside.txt': LOCKED_TEXT }, { password: KEY });
    const zip = await lockedMembers([
      { name: 'readme.txt', data: note },
      { name: 'a/locked.eml', data: letter({ id: 'in', body: LOCKED_TEXT }), password: KEY },
      { name: 'b/inner.7z', data: inner, password: KEY },
    ]);
    const { secrets, losses } = await scanned(write('self/mail.zip', zip));
    expect(secrets.filter((secret) => secret === BEHIND_THE_LOCK)).toHaveLength(2);
    expect(losses).toEqual([]);
  });

  it('its own name opens it', async () => {
    expect((await scanned(write('named/mail (pw Sommer24).zip', await lockedZip('Sommer24')))).secrets).toContain(
      BEHIND_THE_LOCK,
    );
    expect((await scanned(write('named/mail_Winter23_final.zip', await lockedZip('Winter23')))).secrets).toContain(
      BEHIND_THE_LOCK,
    );
    expect((await scanned(write('named/mail.zip', await lockedZip('Herbst22')))).secrets).not.toContain(
      BEHIND_THE_LOCK,
    );
  });

  it('many members of one archive that nothing opens take no time', async () => {
    const members = Array.from({ length: 60 }, (_, index) => ({
      name: `${index}.txt`,
      data: LOCKED_TEXT,
      password: 'never said',
    }));
    write('many/mail.zip', await lockedMembers(members));
    write('many/words.txt', Array.from({ length: 2000 }, (_, index) => `word${index * 7919}`).join(' '));
    const started = performance.now();
    expect((await scanned(at('many'))).losses).toHaveLength(60);
    expect(performance.now() - started).toBeLessThan(60_000);
  }, 90_000);
});

describe('a case with a folder with something locked', () => {
  const key = at('key');
  const open = ['--identity', key, ...DAY];

  beforeAll(async () => {
    write('evidence/mail.zip', await lockedZip(KEY));
    write('evidence/password.txt', note);
    write('evidence/apart/other.zip', await lockedZip(KEY));
    write(
      'evidence/named/x-Herbst2022-y.zip',
      await lockedMembers([{ name: 'Herbst2022.txt', data: LOCKED_TEXT, password: 'Herbst2022' }]),
    );
    expect((await postbreachHere(['init', at('fresh.case'), '--new-identity', key, ...DAY])).code).toBe(0);
    expect((await postbreachHere(['add', at('fresh.case'), at('evidence'), '--as', 'mail', ...open])).code).toBe(0);
    await postbreachHere(['run', at('fresh.case'), ...open, '--quiet']);
  }, 60_000);

  it('has what the note opens open, and nothing else', async () => {
    const status = await postbreachHere(['status', at('fresh.case'), ...DAY]);
    expect(status.stdout).toContain('opens inside.txt: lock and key lie side by side, the key in file password.txt');
    const { losses, messages } = dumpCase(at('fresh.case'));
    expect(losses?.filter((row) => row.includes('encrypted'))).toHaveLength(1);
    expect(messages?.filter((row) => row.includes('Herbst2022'))).toEqual([]);
    expect((await postbreachHere(['verify', at('fresh.case')])).code).toBe(0);
  });

  it('writes neither key nor what was locked, and changes nothing when it runs again', async () => {
    expect(canariesBelow(at('fresh.case'), { key: KEY, inside: BEHIND_THE_LOCK })).toEqual([]);
    const before = dumpCase(at('fresh.case'));
    await postbreachHere(['run', at('fresh.case'), ...open, '--quiet']);
    expect(dumpCase(at('fresh.case'))).toEqual(before);
  });
});
