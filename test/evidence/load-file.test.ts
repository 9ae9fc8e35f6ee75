import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  discoverSources,
  type EvidenceEvent,
  listsFilesBeside,
  readSource,
  recogniseSource,
  type Source,
} from '../../src/evidence/index.ts';
import { namesBelow } from '../../src/evidence/loadfile/beside.ts';
import { eventsOf } from './source-bytes.ts';
import { writeZip } from './zip-fixture.ts';

const TITLE = 'Document ID,Subject or Title,"Sender or Created by",Target Path,Location';
const row = (number: number, path: string) => `${number},"Re: a, ""b""",ann@a.example,${path},Inbox`;
const csv = (...paths: readonly string[]) =>
  `${[TITLE, ...paths.map((path, index) => row(index + 1, path))].join('\r\n')}\r\n`;
const concordance = (...paths: readonly string[]) =>
  [['BEGDOC', 'Subject', 'From', 'NativeLink'], ...paths.map((path, index) => [`D${index}`, 'a', 'b', path])]
    .map((fields) => fields.map((field) => `\u00fe${field}\u00fe`).join('\u0014'))
    .join('\r\n');
const MAIL = 'From: a@a.example\r\nSubject: s\r\n\r\nwords\r\n';

describe('a load file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-load-'));
  const put = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(() => {
    put('whole/Results.csv', csv('Exchange\\ann\\1.eml', 'Exchange/bob/2.eml'));
    put(
      'lacking/data/Items.csv',
      csv('natives\\1.eml', 'natives\\gone.eml', 'natives\\1.eml', '..\\..\\whole\\Results.csv'),
    );
    put('alone/Results.csv', csv('x\\1.msg', 'x\\2.msg'));
    put('platform/load.dat', concordance('1.eml', '9.eml'));
    put('platform/wide.dat', Buffer.from(`\uFEFF${concordance('1.eml')}`, 'utf16le'));
    for (const name of [
      'whole/Exchange/ann/1.eml',
      'whole/Exchange/bob/2.eml',
      'lacking/natives/1.eml',
      'platform/1.eml',
    ])
      put(name, MAIL);
  });

  const read = async (name: string) => {
    const events: EvidenceEvent[] = [];
    const sources: Source[] = [];
    for await (const found of discoverSources(join(folder, name))) {
      if (found.type === 'source') sources.push(found.source);
    }
    for (const source of sources) for await (const event of readSource(source)) events.push(event);
    const tallies = events.flatMap((event) => (event.type === 'tally' ? [[event.source, event.tally] as const] : []));
    return {
      tally: Object.fromEntries(tallies),
      losses: events.flatMap((event) => (event.type === 'loss' ? [event.loss] : [])),
    };
  };

  test('whose files are all there counts as itself alone', async () => {
    const { tally, losses } = await read('whole');
    expect(losses).toEqual([]);
    expect(tally['Results.csv']).toMatchObject({ expected: 1, read: 1, unreadable: 0 });
  });

  test('tells which rows name a file that is not there, or one outside of what was given', async () => {
    const { tally, losses } = await read('lacking');
    expect(losses.map(({ reason, detail }) => [reason, detail.slice(0, 5)])).toEqual([
      ['not-found', 'Row 2'],
      ['not-found', 'Row 4'],
    ]);
    expect(tally['data/Items.csv']).toMatchObject({ expected: 3, read: 1, unreadable: 2 });
  });

  test('without its files says so in one sentence, and counts them', async () => {
    const { tally, losses } = await read('alone');
    expect(losses).toHaveLength(1);
    expect(tally['Results.csv']).toMatchObject({ expected: 3, read: 1, unreadable: 2 });
  });

  test('of a review platform is read in its own form, in UTF-16 too', async () => {
    const { tally, losses } = await read('platform');
    expect(losses).toHaveLength(1);
    expect(tally['load.dat']).toMatchObject({ expected: 2, unreadable: 1 });
    expect(tally['wide.dat']).toMatchObject({ expected: 1, unreadable: 0 });
  });

  test('in an archive is held against the names in it', async () => {
    const zip = writeZip([
      { name: 'export/Results.csv', data: csv('Exchange\\1.eml', 'Exchange\\2.eml') },
      { name: 'export/Exchange/1.eml', data: MAIL },
    ]);
    const events = await eventsOf(zip);
    expect(events.flatMap((event) => (event.type === 'loss' ? [event.loss.provenance.container] : []))).toEqual([
      ['export/Results.csv'],
    ]);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 3, read: 2, unreadable: 1 } });
  });

  test('is told from a list of stolen messages by the files beside it', () => {
    const at = (name: string) => ({ path: join(folder, name), relative: name, size: -1 });
    expect(listsFilesBeside(at('whole/Results.csv'), Buffer.from(csv('Exchange\\ann\\1.eml')))).toBe(true);
    expect(listsFilesBeside(at('alone/Results.csv'), Buffer.from(csv('x\\1.msg')))).toBe(false);
    expect(listsFilesBeside(at('whole/Results.csv'), Buffer.from(MAIL))).toBe(false);
  });

  test.each([
    ['a title row without a path', 'Subject,From,To,Date\r\na,b,c,d\r\n'],
    ['a path among columns that are not of mail', 'Name,File Path,Size\r\na,b,c\r\n'],
    ['prose', 'Subject, from and to: nothing, file path\r\n'],
  ])('is not %s', (_name, text) => {
    expect(recogniseSource(Buffer.from(text)).kind).not.toBe('load-file');
  });
});

describe('a path in a load file', () => {
  test.each([
    ['a\\b.msg', ['a', 'b.msg']],
    ['.\\a.msg', ['a.msg']],
    ['/a/b.msg', ['a', 'b.msg']],
    ['ann.001.pst\\Top of Information Store\\Inbox\\Hello', ['ann.001.pst']],
    ['C:\\x\\y.msg', null],
    ['a\\..\\..\\b', null],
    ['', null],
    ['a\0b', null],
  ])('%j', (path, names) => {
    expect(namesBelow(path)).toEqual(names);
  });

  test('never leads out', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const names = namesBelow(path);
        expect(
          names === null || (names.length > 0 && !names.includes('..') && !names.some((name) => name.includes('/'))),
        ).toBe(true);
      }),
    );
  });
});
