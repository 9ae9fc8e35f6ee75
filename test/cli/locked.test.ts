import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agileStreams, compoundOf } from '../evidence/locked-office.ts';
import { packed } from '../evidence/seven-zip-fixture.ts';
import { writeZip } from '../evidence/zip-fixture.ts';
import { mbox } from '../run/case-kit.ts';
import { LOCKED_TEXT, letter, lockedZip } from '../run/locked-mail.ts';
import { caseDifferences } from './case-differences.ts';
import { canariesBelow, canariesIn } from './find-canaries.ts';
import { dumpCase } from './fresh-case.ts';
import { killedAfter, postbreach, postbreachHere, type Ran, records, scratch } from './postbreach.ts';

const { at, remove } = scratch();
const DAY = ['--as-of', '2024-04-08T13:00:00Z'];

/** A lock, the password, and the message that gives it, each in a conversation of its own. */
const STORIES = [
  { name: 'report.zip', password: 'Kirschbaum!88', body: 'Das Kennwort lautet Kirschbaum!88', language: 'German' },
  { name: 'old.zip', password: 'Chevre bleue', body: 'Le mot de passe est « Chevre bleue ».', language: 'French' },
  { name: 'shiryou.7z', password: 'sakura-2024', body: 'パスワードは「sakura-2024」です。', language: 'Japanese' },
  { name: 'otchet.zip', password: 'Весна7', body: 'пароль: Весна7', language: 'Russian' },
  { name: 'plan.docx', password: 'tangerine dream', body: 'password: tangerine dream', language: 'English' },
  { name: 'list.zip', password: 'marigold', subject: 'AW: marigold', body: 'wie besprochen', language: 'a subject' },
];

function docx(text: string): Buffer {
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return writeZip([
    {
      name: '[Content_Types].xml',
      data: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/document.xml',
      data: `<w:document ${word}><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    },
  ]);
}

async function lockedBytes({ name, password }: (typeof STORIES)[number], text: string): Promise<Uint8Array> {
  if (name.endsWith('.7z')) return packed('7z', { 'inside.txt': text }, { password, switches: ['-mhe=on'] });
  if (name.endsWith('.docx')) return compoundOf(agileStreams(docx(text), { password }));
  return lockedZip(password, { zipCrypto: name === 'old.zip', text });
}

const secretOf = (index: number) => `Gannet-Umbra-55${index}7`;
const CANARIES = Object.fromEntries(
  STORIES.flatMap(({ name, password }, index) => [
    [`key of ${name}`, password],
    [`inside ${name}`, secretOf(index)],
  ]),
);

async function plantStories(): Promise<void> {
  const letters = [];
  for (const [index, story] of STORIES.entries()) {
    const bytes = await lockedBytes(story, LOCKED_TEXT.replace(/is \S+/, `is ${secretOf(index)}`));
    const people = { from: `a${index}@agency.example`, to: `b${index}@vendor.example` };
    const at = `2024-01-${10 + index}T10:00:00Z`;
    const attached = { name: story.name, bytes };
    letters.push(letter({ id: `lock-${index}`, subject: `file ${index}`, body: 'see there', attached, at, ...people }));
    const subject = story.subject ?? `Re: file ${index}`;
    letters.push(letter({ id: `key-${index}`, subject, body: story.body, answers: `lock-${index}`, at, ...people }));
  }
  mkdirSync(at('mail'));
  writeFileSync(at('mail/inbox.mbox'), mbox(...letters));
}

beforeAll(plantStories, 60_000);
afterAll(remove);

const leaks = ({ stdout, stderr }: Ran) => canariesIn(Buffer.from(`${stdout}\n${stderr}`), CANARIES);

describe('scan', () => {
  it('opens each lock by the message that gives its password, and shows all where it is asked to', async () => {
    const ran = await postbreachHere(['scan', at('mail'), '--format', 'ndjson', '--show-secrets']);
    expect(records(ran).filter(({ type }) => type === 'loss')).toEqual([]);
    expect(ran.code).toBe(0);
    for (const [name, value] of Object.entries(CANARIES)) expect(ran.stdout, name).toContain(value);
    for (const [index, { name, language }] of STORIES.entries()) {
      const opened = `${name} was opened by a password in message <key-${index}@agency.example>`;
      expect(ran.stdout, language).toContain(opened);
      expect(ran.stdout, language).toContain(`opened ${name} of message <lock-${index}@agency.example>`);
    }
  });

  it.each(['pretty', 'ndjson', 'csv'])('--format %s shows neither key nor what was locked', async (format) => {
    const ran = await postbreachHere(['scan', at('mail'), '--format', format]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('mailed-key');
    expect(leaks(ran)).toEqual([]);
  });

  it('says of standard input that it is read once', () => {
    const ran = postbreach(['scan', '-', '--format', 'ndjson'], { input: readFileSync(at('mail/inbox.mbox')) });
    const losses = records(ran).filter(({ type }) => type === 'loss');
    expect(losses).toHaveLength(STORIES.length);
    for (const loss of losses) expect(loss.detail).toContain('cannot be read twice');
    expect(ran.code).toBe(1);
  });

  it('leaves what nobody gave the password of as a loss, told once', async () => {
    const attached = { name: 'a.zip', bytes: await lockedZip('Nobody-Said-This-1') };
    writeFileSync(
      at('shut.mbox'),
      mbox(letter({ id: 'lock', body: 'see', attached }), letter({ id: 'key', body: 'no key', answers: 'lock' })),
    );
    const ran = await postbreachHere(['scan', at('shut.mbox'), '--format', 'ndjson']);
    expect(records(ran).filter(({ type }) => type === 'loss')).toMatchObject([{ reason: 'encrypted', level: 'part' }]);
    expect(records(ran).at(-1)).toMatchObject({ type: 'summary', losses: 1 });
    expect(ran.code).toBe(1);
  });
});

describe('a case', () => {
  const key = at('key');
  const open = ['--identity', key, ...DAY];
  const run = (kase: string) => ['run', kase, ...open, '--quiet'];

  beforeAll(async () => {
    expect((await postbreachHere(['init', at('fresh.case'), '--new-identity', key, ...DAY])).code).toBe(0);
    expect((await postbreachHere(['add', at('fresh.case'), at('mail'), ...open])).code).toBe(0);
    cpSync(at('fresh.case'), at('whole.case'), { recursive: true });
    expect((await postbreachHere(run(at('whole.case')))).code).toBe(0);
  }, 60_000);

  it('has every lock open, says so, and verifies', async () => {
    const status = await postbreachHere(['status', at('whole.case'), ...DAY]);
    for (const [index, { name }] of STORIES.entries())
      expect(status.stdout).toContain(
        `opens ${name} of message <lock-${index}@agency.example>: lock and key were both in the mail, the key in message <key-${index}@agency.example>`,
      );
    expect((await postbreachHere(['verify', at('whole.case')])).code).toBe(0);
  });

  it('holds and prints neither key nor what was locked, and reveals both', async () => {
    expect(canariesBelow(at('whole.case'), CANARIES)).toEqual([]);
    const listed = await postbreachHere(['credentials', at('whole.case'), '--min-confidence', 'low', '--json']);
    const items = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly id: string; readonly rule: string });
    const keys = items.filter(({ rule }) => rule === 'mailed-key').map(({ id }) => id);
    const inside = items.filter(({ rule }) => rule !== 'mailed-key').map(({ id }) => id);
    expect([keys.length, inside.length]).toEqual([STORIES.length, STORIES.length]);
    const some = [...keys.slice(0, 2), ...inside.slice(0, 2)];
    const commands = [
      ...some.map((id) => ['credentials', at('whole.case'), 'show', id]),
      ...['html', 'md', 'json'].map((format) => [
        ...['report', at('whole.case'), 'status', '--format', format, '--out', '-'],
        ...open,
      ]),
      ['status', at('whole.case'), ...DAY, '--json'],
    ];
    const said: Ran[] = [];
    for (const command of commands) said.push(await postbreachHere(command));
    for (const ran of [listed, ...said]) expect(leaks(ran)).toEqual([]);
    expect(said.some(({ stdout }) => stdout.includes('lock and key were both in the mail'))).toBe(true);
    for (const id of some) {
      const shown = (await postbreachHere(['credentials', at('whole.case'), 'reveal', id, ...open])).stdout.trim();
      expect(Object.values(CANARIES)).toContain(shown);
    }
  }, 300_000);

  it('killed anywhere, between the passes too, comes to the same', async () => {
    const started = performance.now();
    cpSync(at('fresh.case'), at('timed.case'), { recursive: true });
    postbreach(run(at('timed.case')));
    const duration = performance.now() - started;
    for (const share of [0.45, 0.7, 0.9]) {
      const kase = at(`killed-${share}.case`);
      cpSync(at('fresh.case'), kase, { recursive: true });
      await killedAfter(share * duration, run(kase));
      await killedAfter(share * duration, run(kase));
      expect(postbreach(run(kase)).code).toBe(0);
      expect(caseDifferences(dumpCase(at('whole.case')), dumpCase(kase))).toEqual([]);
    }
  }, 180_000);

  it('keeps --ocr for later runs, and reads anew what was read without', async () => {
    cpSync(at('whole.case'), at('ocr.case'), { recursive: true });
    expect((await postbreachHere([...run(at('ocr.case')), '--ocr'])).code).toBe(0);
    const withOcr = dumpCase(at('ocr.case'));
    expect(withOcr.settings).toHaveLength(1);
    expect((await postbreachHere(run(at('ocr.case')))).code).toBe(0);
    expect(caseDifferences(withOcr, dumpCase(at('ocr.case')))).toEqual([]);
    expect(withOcr.openings).toEqual(dumpCase(at('whole.case')).openings);
  }, 60_000);
});
