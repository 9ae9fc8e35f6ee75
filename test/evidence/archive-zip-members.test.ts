import { existsSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { Key } from '../../src/evidence/index.ts';
import { ParserPool } from '../../src/evidence/isolation/parser-pool.ts';
import { ParserProcess } from '../../src/evidence/isolation/parser-process.ts';
import { nameCharset } from '../../src/evidence/text/zip/name-charset.ts';
import {
  expectBalance,
  expectResumable,
  type FileOptions,
  fileEvents,
  line,
  mailbox,
  message,
  pathEvents,
} from './archive-events.ts';
import { imploded, reduced, shrunk } from './early-zip-methods.ts';
import { lockedZip } from './locked-zip.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { packed } from './seven-zip-fixture.ts';
import { writeZip } from './zip-fixture.ts';

const direct: FileOptions = { parsers: DIRECT_PARSERS };
const lines = async (zip: Uint8Array, options: FileOptions = direct) => (await fileEvents(zip, options)).map(line);
const withKeys = (...passwords: readonly string[]): FileOptions => ({
  ...direct,
  keys: () => passwords.map((password) => new Key(password, '')),
});

/** As an attachment is read: a zip in a document that is no archive given as a source. */
const attached = (zip: Uint8Array) =>
  openedDocument(
    writeZip([
      { name: 'mimetype', data: '' },
      { name: 'in.zip', data: zip },
    ]),
  );

const TWO = mailbox('one', 'two');
const EARLY = [
  ['shrunk', 1, shrunk],
  ['imploded', 6, imploded],
] as const;

describe('members compressed by methods of the early days', () => {
  test.each(EARLY)('%s: in an archive given as a source each is a source', async (_name, method, pack) => {
    const zip = writeZip([
      { name: 'a.mbox', data: TWO, method, packed: pack(Buffer.from(TWO)) },
      { name: 'b.txt', data: 'plain' },
    ]);
    const events = await fileEvents(zip, direct);
    expect(events.map(line)).toEqual(['a.mbox > one', 'a.mbox > two', 'b.txt > plain', '3 = 3 + 0 + 0']);
    await expectResumable(events, (from) => fileEvents(zip, { ...direct, from }));
  });

  test.each(EARLY)('%s: in an attachment it is read too', async (_name, method, pack) => {
    const zip = writeZip([{ name: 'a.txt', data: 'a note', method, packed: pack(Buffer.from('a note')) }]);
    expect(textOf((await attached(zip)).parts)).toContain('a note');
  });

  test('reduced: a row that says what to do', async () => {
    const zip = writeZip([{ name: 'a.txt', data: 'a note', method: 2, packed: reduced(Buffer.from('a note')) }]);
    expect(await lines(zip)).toEqual(['a.txt > unsupported', 'a.txt > ', '1 = 0 + 1 + 0']);
  });

  test('in children of this process, too: one child for all members', async () => {
    const early = (subject: string) => {
      const data = message(subject);
      return { name: `${subject}.eml`, data, method: 6, packed: imploded(Buffer.from(data)) };
    };
    let started = 0;
    const start = () => {
      started += 1;
      return new ParserProcess();
    };
    const pool = new ParserPool({ start });
    try {
      const zip = writeZip([early('one'), early('two'), early('three')]);
      const read = ['one.eml > one', 'two.eml > two', 'three.eml > three', '3 = 3 + 0 + 0'];
      expect(await lines(zip, { parsers: pool })).toEqual(read);
      expect(started).toBe(1);
    } finally {
      pool.close();
    }
  });

  test('damaged: what came out, and a row', async () => {
    const data = imploded(Buffer.from(TWO));
    const zip = writeZip([{ name: 'a.mbox', data: TWO, method: 6, packed: data.fill(0, data.length - 40) }]);
    const read = await lines(zip);
    expect(read[0]).toBe('a.mbox > one');
    expect(read.at(-2)).toBe('a.mbox > damaged');
  });

  test('longer than a part may be: over budget, and the next is read', async () => {
    const long = Buffer.from('x'.repeat(5000));
    const zip = writeZip([
      { name: 'a.txt', data: long, method: 6, packed: imploded(long) },
      { name: 'b.txt', data: 'next' },
    ]);
    expect(await lines(zip, { ...direct, budget: { partBytes: 4000 } })).toEqual([
      'a.txt > over-budget',
      'a.txt > ',
      'b.txt > next',
      '2 = 1 + 1 + 0',
    ]);
  });
});

describe('members compressed by methods of today', () => {
  test.each(['bzip2', 'lzma', 'deflate64', 'ppmd', 'xz'])('%s', async (method) => {
    const zip = await packed('zip', { 'a.mbox': TWO }, { switches: [`-mm=${method}`] });
    expect(await lines(zip)).toEqual(['a.mbox > one', 'a.mbox > two', '2 = 2 + 0 + 0']);
  });

  test('zstandard', async () => {
    const zip = writeZip([{ name: 'a.mbox', data: TWO, method: 93, packed: zstdCompressSync(TWO) }]);
    expect(await lines(zip)).toEqual(['a.mbox > one', 'a.mbox > two', '2 = 2 + 0 + 0']);
  });
});

describe('locked members', () => {
  const members = [
    { name: 'mail/one.eml', data: message('one'), password: 'Right-1' },
    { name: 'mail/two.mbox', data: TWO, password: 'Right-1', zipCrypto: true },
    { name: 'open.txt', data: 'not locked' },
    { name: 'inner.zip', data: writeZip([{ name: 'deep.txt', data: 'deep' }]), password: 'Right-1', described: true },
  ];
  const locked = lockedZip(members);

  test('each is a row without its password, and with a wrong one', async () => {
    const rows = ['mail/one.eml', 'mail/two.mbox'].flatMap((name) => [`${name} > encrypted`, `${name} > `]);
    const shut = [...rows, 'open.txt > not locked', 'inner.zip > encrypted', 'inner.zip > ', '4 = 1 + 0 + 3'];
    expect(await lines(await locked)).toEqual(shut);
    expect(await lines(await locked, withKeys('wrong', 'Right-2'))).toEqual(shut);
  });

  test('each is a document with what is in it, once its password is given', async () => {
    const events = await fileEvents(await locked, withKeys('wrong', 'Right-1'));
    const documents = events.flatMap((event) => (event.type === 'document' ? [event.document] : []));
    expect(documents.map(({ place }) => place.container)).toEqual(members.map(({ name }) => [name]));
    expect(
      documents.map(({ parts }) => parts.map(({ member, content }) => [...member, content.state].join(' > '))),
    ).toEqual([
      ['message', '1 > text'],
      ['container', '#1 > message', '#1 > 1 > text', '#2 > message', '#2 > 1 > text'],
      ['text'],
      ['container', 'deep.txt > text'],
    ]);
    expect(documents[0]?.parts[0]).toMatchObject({
      fileName: 'one.eml',
      path: '',
      member: [],
      mediaType: 'message/rfc822',
    });
    expect(events.map(line).at(-1)).toBe('4 = 4 + 0 + 0');
  });

  test('go on from every checkpoint, and from every item, open or not', async () => {
    const zip = await locked;
    for (const options of [direct, withKeys('Right-1')])
      await expectResumable(await fileEvents(zip, options), (from) => fileEvents(zip, { ...options, from }));
  });

  test('longer than a part may be: still locked, and nothing is tried', async () => {
    const zip = await lockedZip([{ name: 'a', data: 'x'.repeat(99), password: 'p', stored: true }]);
    let asked = 0;
    const keys = () => {
      asked += 1;
      return [new Key('p', '')];
    };
    expect(await lines(zip, { ...direct, keys, budget: { partBytes: 50 } })).toEqual([
      'a > encrypted',
      'a > ',
      '1 = 0 + 0 + 1',
    ]);
    expect(asked).toBe(0);
  });

  test('without an index: by their local headers', async () => {
    const zip = await lockedZip([{ name: 'a.txt', data: 'a note', password: 'p' }]);
    const cut = zip.subarray(0, zip.indexOf('PK\x01\x02', 'latin1'));
    expect(await lines(cut, withKeys('p'))).toContain('a.txt > a note');
  });
});

describe('a checksum that does not match', () => {
  test.each([0, 8])('method %i: the text, and a row beside it, in an attachment too', async (method) => {
    const zip = writeZip([
      { name: 'a.txt', data: 'a note', method },
      { name: 'b.txt', data: 'sound', method },
    ]);
    zip.writeUInt32LE(1, zip.indexOf('PK\x01\x02', 'latin1') + 16);
    expect(await lines(zip)).toEqual(['a.txt > a note', 'a.txt > damaged', 'b.txt > sound', '2 = 2 + 0 + 0']);
    const { parts } = await attached(zip);
    expect(textOf(parts)).toContain('a note\nsound');
    expect(unreadOf(parts)).toEqual(['in.zip/a.txt: damaged']);
  });
});

describe('lengths and places that lie', () => {
  test('a stored member of 2 GB in a file of 200 bytes is read up to the index', async () => {
    const zip = writeZip([{ name: 'hello.txt', data: 'Hello World\n', method: 0 }]);
    const directory = zip.indexOf('PK\x01\x02', 'latin1');
    zip.writeUInt32LE(0x7ffffffe, directory + 20);
    zip.writeUInt32LE(0x7ffffffe, directory + 24);
    const events = await fileEvents(zip, direct);
    expect(events.map(line)).toEqual(['hello.txt > Hello World\n', 'hello.txt > truncated', '1 = 1 + 0 + 0']);
    const { parts } = await attached(zip);
    expect(textOf(parts)).toBe('\nHello World\n\n');
    expect(unreadOf(parts)).toEqual(['in.zip/hello.txt: truncated']);
  });

  test('without an end record, up to what is left of the index', async () => {
    const zip = writeZip([{ name: 'hello.txt', data: 'Hello World\n', method: 0 }]);
    zip.writeUInt32LE(0x7ffffffe, 18);
    expect((await lines(zip.subarray(0, -22)))[0]).toBe('hello.txt > Hello World\n');
  });

  test('places in the index that leave out what stands between members: members are found by their names', async () => {
    const entries = ['one', 'two', 'three'].map((name) => ({ name, data: `text ${name}`, method: 0 }));
    const zip = writeZip(entries);
    const apart = Buffer.concat(
      [...entries.keys()].map((index) => {
        const start = zip.indexOf(`PK\x03\x04`, index === 0 ? 0 : startOf(zip, index), 'latin1');
        const end = index + 1 < entries.length ? startOf(zip, index + 1) : zip.indexOf('PK\x01\x02', 'latin1');
        return Buffer.concat([zip.subarray(start, end), Buffer.from('PK\x07\x08 descriptor')]);
      }),
    );
    const moved = Buffer.concat([apart, zip.subarray(zip.indexOf('PK\x01\x02', 'latin1'))]);
    const read = ['one > text one', 'two > text two', 'three > text three', '3 = 3 + 0 + 0'];
    expect(await lines(moved)).toEqual(read);
    const { parts } = await attached(moved);
    expect(textOf(parts)).toContain('text one\ntext two\ntext three');
    await expectResumable(await fileEvents(moved, direct), (from) => fileEvents(moved, { ...direct, from }));
  });

  test('no damage hangs it or unbalances its tally', async () => {
    const seeds = [
      writeZip([
        { name: 'a.mbox', data: TWO, method: 6, packed: imploded(Buffer.from(TWO)) },
        { name: 'b.txt', data: 'b', method: 0 },
        { name: 'c.txt', data: 'c'.repeat(300) },
      ]),
      await lockedZip([
        { name: 'a.txt', data: 'a note', password: 'p' },
        { name: 'b.txt', data: 'a note', password: 'p', zipCrypto: true },
      ]),
    ];
    await fc.assert(
      fc.asyncProperty(mutatedBytes(seeds, 100), async (zip) => expectBalance(await fileEvents(zip, withKeys('p')))),
      { numRuns: 60 },
    );
  }, 60_000);
});

function startOf(zip: Buffer, index: number): number {
  let at = 0;
  for (let step = 0; step < index; step += 1) at = zip.indexOf('PK\x03\x04', at + 1, 'latin1');
  return at;
}

describe('the code page of names', () => {
  const bytesOf = (...hex: readonly string[]) => hex.map((name) => Buffer.from(name, 'hex'));

  test.each([
    ['Übersicht, naïve.txt as DOS has it', 'cp437', bytesOf('9a62657273696368742c206e618b76652e747874')],
    ['Größe.txt as Windows has it', 'windows-1252', bytesOf('4772f6df652e747874')],
    ['отчет.doc as DOS has it', 'ibm866', bytesOf('aee2e7a5e22e646f63')],
    ['ОТЧЕТ.doc as DOS has it', 'ibm866', bytesOf('8e929785922e646f63')],
    ['Отчет.doc as Windows has it', 'windows-1251', bytesOf('cef2f7e5f22e646f63')],
    ['文章1.txt', 'shift_jis', bytesOf('95b68fcd312e747874')],
    ['パスワード.txt', 'shift_jis', bytesOf('83708358838f815b83682e747874')],
    ['审计文件.doc', 'gbk', bytesOf('c9f3bcc6cec4bcfe2e646f63')],
    ['會議記錄.doc', 'big5', bytesOf('b77cc4b3b04fbffd2e646f63')],
    ['비밀번호변경.txt', 'euc-kr', bytesOf('baf1b9d0b9f8c8a3bab0b0e62e747874')],
    ['no code page at all', 'cp437', bytesOf('b0b1b2dbdcff01')],
  ])('%s', (_name, charset, names) => {
    expect(nameCharset(names)).toBe(charset);
  });

  test('one for the whole archive; UTF-8 and ASCII beside it stay what they are', async () => {
    const zip = writeZip([
      { name: 'plain.txt', data: '1' },
      { name: '', nameBytes: Buffer.from('cef2f7e5f2', 'hex'), data: '2' },
      { name: '', nameBytes: Buffer.from('cff0e8e2e5f2', 'hex'), data: '3' },
      { name: 'Größe', data: '4', flags: 0x800 },
    ]);
    expect((await lines(zip)).slice(0, 4)).toEqual(['plain.txt > 1', 'Отчет > 2', 'Привет > 3', 'Größe > 4']);
  });

  test('any names have one, and it takes no time', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (names) => {
        expect(nameCharset(names)).toMatch(/^[\w-]+$/);
      }),
    );
    const started = performance.now();
    nameCharset([Buffer.alloc(256 * 1024, 0xc9), Buffer.alloc(256 * 1024, 'aé', 'latin1')]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

const TIKA = '../shared/corpora/mail/tika/tika-parsers/tika-parsers-standard';
const PACKAGES = `${TIKA}/tika-parsers-standard-modules/tika-parser-pkg-module/src/test/resources/test-documents`;

describe.skipIf(!existsSync(PACKAGES))('archives of Apache Tika (skipped where ../shared is not there)', () => {
  const of = async (path: string) => (await pathEvents(path, direct)).map(line);

  test('a book imploded in 1993: every chapter', async () => {
    const read = await of(`${PACKAGES}/moby.zip`);
    expect(read.at(-1)).toBe('135 = 135 + 0 + 0');
    expect(read.find((one) => one.startsWith('moby.1 > '))).toContain('LOOMINGS');
  }, 60_000);

  test('names in GBK and Shift JIS', async () => {
    expect((await of(`${PACKAGES}/gbk.zip`))[0]).toContain('审计压缩包文件检索测试/集团邮件审计系统2021年');
    const japanese = `${TIKA}/tika-parsers-standard-integration-tests/src/test/resources/test-documents`;
    expect((await of(`${japanese}/testZipEntryNameCharsetShiftSJIS.zip`))[0]).toMatch(/^文章1\.txt > /);
  });

  test('sizes that lie, and places that are off', async () => {
    const office = `${TIKA}/tika-parsers-standard-modules/tika-parser-microsoft-module/src/test/resources/test-documents`;
    expect(await of(`${office}/testZIP_corrupted_oom.zip`)).toEqual([
      'hello.txt > Hello World\n',
      'hello.txt > truncated',
      '1 = 1 + 0 + 0',
    ]);
    const read = await pathEvents(`${PACKAGES}/testZip_with_DataDescriptor.zip`, direct);
    const bytes = read.flatMap((event) => (event.type === 'document' ? [event.document.parts[0]?.bytes()] : []));
    expect(bytes.map((one) => Buffer.from(one ?? []).toString('hex'))).toEqual(Array(5).fill('01020304'));
  });
});
