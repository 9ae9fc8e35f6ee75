import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectBalance, expectResumable, fileEvents, line, mailbox, message, placed } from './archive-events.ts';
import { eventsOf } from './source-bytes.ts';
import { writeTar } from './tar-fixture.ts';
import { writeZip } from './zip-fixture.ts';

const lines = async (zip: Uint8Array, budget = {}) => (await fileEvents(zip, { budget })).map(line);

const LOCKED = Buffer.from('not to be opened by anything, be it the checksum that stands in the index');

const MIXED = writeZip([
  { name: 'mail/', data: '', method: 0 },
  { name: 'mail/alice.mbox', data: mailbox('one', 'two') },
  { name: 'bob.mbox', data: mailbox('three', 'four'), method: 0 },
  { name: 'five.eml', data: message('five') },
  { name: 'notes.txt', data: 'a note' },
  { name: 'locked.eml', data: 'x', flags: 1, packed: LOCKED },
  { name: 'empty.txt', data: '' },
  { name: 'inner.zip', data: writeZip([{ name: 'deep.mbox', data: mailbox('six', 'seven') }]) },
  { name: 'mail.tar.gz', data: gzipSync(writeTar([{ name: 't/eight.eml', data: message('eight') }])) },
  { name: 'nine.mbox.gz', data: gzipSync(mailbox('nine', 'ten')) },
  { name: 'song.mp3', data: Buffer.from('ID3\x04\0\0\0\0', 'latin1') },
]);

const MIXED_LINES = [
  'mail/alice.mbox > one',
  'mail/alice.mbox > two',
  'bob.mbox > three',
  'bob.mbox > four',
  'five.eml > five',
  'notes.txt > a note',
  'locked.eml > encrypted',
  'locked.eml > ',
  'empty.txt > ',
  'inner.zip > deep.mbox > six',
  'inner.zip > deep.mbox > seven',
  'mail.tar.gz > t/eight.eml > eight',
  'nine.mbox.gz > nine',
  'nine.mbox.gz > ten',
  'song.mp3 > unsupported',
  'song.mp3 > ',
  '14 = 12 + 1 + 1',
];

describe('a zip given as a source', () => {
  test('has the items of its members, each with the way to it, and one balance', async () => {
    expect(await lines(MIXED)).toEqual(MIXED_LINES);
  });

  test('reads the same from standard input, in pieces of any size', async () => {
    const file = await fileEvents(MIXED);
    for (const step of [1 << 20, 777]) {
      const piped = placed(await eventsOf(MIXED, { step }));
      expect(JSON.stringify(piped).replaceAll('"memory"', '"export"')).toBe(JSON.stringify(placed(file)));
    }
  });

  test('goes on from every checkpoint, and from every item', async () => {
    await expectResumable(await fileEvents(MIXED), (from) => fileEvents(MIXED, { from }));
    await expectResumable(await eventsOf(MIXED), (from) => eventsOf(MIXED, { from }));
  });

  test('places: member numbers before the place in the member, spans within the member', async () => {
    const events = await fileEvents(MIXED);
    const [first, second] = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
    expect(first?.place).toMatchObject({ position: [1, first?.span[0]], container: ['mail/alice.mbox'] });
    expect(second?.place.position).toEqual([1, second?.span[0]]);
    expect(second?.span[1]).toBe(mailbox('one', 'two').length - 1);
    const deep = events.find((event) => event.type === 'message' && event.message.header.subject === 'seven');
    expect(deep?.type === 'message' ? deep.message.place.position : null).toEqual([
      7,
      0,
      deep?.type === 'message' ? deep.message.span[0] : -1,
    ]);
    const positions = events.flatMap((event) =>
      event.type === 'message' ? [event.message.place] : event.type === 'document' ? [event.document.place] : [],
    );
    expect(new Set(positions.map(({ position }) => position.join())).size).toBe(positions.length);
  });

  test('that is an office document, an e-book or a Java archive is one document', async () => {
    const office = writeZip([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'word/document.xml', data: '<w:p><w:r><w:t>text</w:t></w:r></w:p>' },
    ]);
    const book = writeZip([
      { name: 'mimetype', data: 'application/epub+zip', method: 0 },
      { name: 'one.xhtml', data: '<html><p>chapter' },
    ]);
    const java = writeZip([{ name: 'META-INF/MANIFEST.MF', data: 'Manifest-Version: 1.0\n' }]);
    for (const zip of [office, book, java]) {
      const events = await fileEvents(zip);
      expect(events.map((event) => event.type)).toEqual(['document', 'tally']);
      expect(
        line(
          events[1] ?? {
            type: 'tally',
            source: '',
            tally: { expected: 0, read: 0, unreadable: 0, encrypted: 0, recovered: 0 },
          },
        ),
      ).toBe('1 = 1 + 0 + 0');
      expect((await eventsOf(zip)).map((event) => event.type)).toEqual(['document', 'tally']);
    }
  });

  test('nothing in it: nothing expected', async () => {
    expect(await lines(writeZip([]))).toEqual(['0 = 0 + 0 + 0']);
  });

  test('that has lost its index: found by local headers, expectation unknown', async () => {
    const zip = MIXED.subarray(0, MIXED.indexOf('PK\x01\x02', 'latin1'));
    const read = await lines(zip);
    expect(read.slice(0, 6)).toEqual(MIXED_LINES.slice(0, 6));
    expect(read).toContain('damaged');
    expect(read.at(-1)).toMatch(/^unknown = /);
    await expectResumable(await fileEvents(zip), (from) => fileEvents(zip, { from }));
  });

  test('cut in the middle of a mailbox: the mailbox up to there', async () => {
    const zip = writeZip([{ name: 'a.mbox', data: mailbox('one', 'two', 'three'), method: 0 }]);
    const read = await lines(zip.subarray(0, 36 + mailbox('one', 'two').length + 60));
    expect(read.slice(0, 2)).toEqual(['a.mbox > one', 'a.mbox > two']);
    expect(read.join()).toContain('damaged');
    expect(read.at(-1)).toMatch(/^unknown = 3/);
  });

  test('a wrong checksum: the text is kept, and a row says so', async () => {
    for (const method of [0, 8] as const) {
      const zip = writeZip([
        { name: 'a.mbox', data: mailbox('one'), method },
        { name: 'b.txt', data: 'b' },
      ]);
      zip.writeUInt32LE(1, zip.indexOf('PK\x01\x02', 'latin1') + 16);
      const events = await fileEvents(zip);
      expect(events.map(line)).toEqual(['a.mbox > one', 'a.mbox > damaged', 'b.txt > b', 'unknown = 2 + 0 + 0']);
      expect(events[1]).toMatchObject({
        loss: { level: 'source', detail: expect.stringContaining("the archive's checksum does not match") },
      });
      await expectResumable(events, (from) => fileEvents(zip, { from }));
    }
  });

  test('damaged compressed data: what comes before the fault is read', async () => {
    const log = Array.from({ length: 9000 }, (_, index) => `line ${index * 7919 * 7919}\n`).join('');
    const zip = writeZip([
      { name: 'log', data: log },
      { name: 'after.eml', data: message('after') },
    ]);
    zip.fill(0xff, zip.length >> 1, (zip.length >> 1) + 40);
    const events = await fileEvents(zip);
    const read = events.flatMap((event) => (event.type === 'document' ? [event.document.span[1]] : []));
    expect(read[0]).toBeGreaterThan(log.length / 3);
    expect(events.map(line)).toContain('log > damaged');
    expect(events.map(line)).toContain('after.eml > after');
    expectBalance(events);
  });

  test('split over several files: a row', async () => {
    const zip = Buffer.from(writeZip([{ name: 'a.txt', data: 'a' }]));
    zip.writeUInt16LE(1, zip.indexOf('PK\x01\x02', 'latin1') + 34);
    const events = await fileEvents(zip);
    expect(events.find((event) => event.type === 'loss')).toMatchObject({
      loss: { reason: 'truncated', detail: expect.stringContaining('several files') },
    });
  });

  test('with a program before it, as a self-extracting archive has', async () => {
    const zip = writeZip([{ name: 'a.mbox', data: mailbox('one') }]);
    expect(await lines(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(3000, 1), zip]))).toContain(
      'a.mbox > one',
    );
  });
});

describe('a hostile zip', () => {
  test('many entries for the same bytes: the first is read', async () => {
    const kernel = { name: 'a', data: 'x'.repeat(1000) };
    const zip = writeZip([
      kernel,
      { ...kernel, name: 'b', headerOffset: 0 },
      { ...kernel, name: 'c', headerOffset: 0 },
    ]);
    const events = await fileEvents(zip);
    expect(events.map(line).filter((one) => one.endsWith('damaged'))).toEqual(['b > damaged', 'c > damaged']);
    expect(events.map(line).at(-1)).toBe('3 = 1 + 2 + 0');
    await expectResumable(events, (from) => fileEvents(zip, { from }));
  });

  test('an entry that reaches over the next one is read up to there where it is stored, else refused', async () => {
    const over = (method: 0 | 8) => {
      const zip = writeZip([
        { name: 'a', data: 'x'.repeat(30), method },
        { name: 'b', data: 'y'.repeat(30), method },
      ]);
      zip.writeUInt32LE(200, zip.indexOf('PK\x01\x02', 'latin1') + 20);
      return lines(zip);
    };
    const read = [`b > ${'y'.repeat(30)}`];
    expect(await over(8)).toEqual(['a > damaged', 'a > ', ...read, '2 = 1 + 1 + 0']);
    expect(await over(0)).toEqual([`a > ${'x'.repeat(30)}`, 'a > damaged', ...read, '2 = 2 + 0 + 0']);
  });

  test('one that expands without end is cut, and the next is read', async () => {
    const zip = writeZip([
      { name: 'zeros', data: Buffer.alloc(40_000_000, 'a') },
      { name: 'after', data: 'still read' },
    ]);
    const events = await fileEvents(zip);
    expect(events.map(line)).toContain('zeros > over-budget');
    expect(events.map(line)).toContain('after > still read');
    const bytes = events.flatMap((event) => (event.type === 'document' ? [event.document.span[1]] : []));
    expect(Math.max(...bytes)).toBeLessThan(12_000_000);
  });

  test('bombs in bombs do not multiply: all levels together have the budget of the outermost member', async () => {
    let zip: Buffer = writeZip([{ name: 'z', data: Buffer.alloc(20_000_000) }]);
    for (let level = 0; level < 2; level += 1) {
      zip = writeZip(Array.from({ length: 16 }, (_, index) => ({ name: `${index}.zip`, data: zip })));
    }
    const started = performance.now();
    const events = await fileEvents(zip);
    const total = events.reduce((sum, event) => sum + (event.type === 'document' ? event.document.span[1] : 0), 0);
    expect(total).toBeLessThan(200 * zip.length + 16 * 1024 * 1024);
    expect(performance.now() - started).toBeLessThan(40_000);
    expectBalance(events);
  }, 60_000);

  test('a bomb three levels deep is done within seconds: no member is decompressed further than it may come to', async () => {
    let zip: Buffer = writeZip([{ name: 'z', data: Buffer.alloc(4_000_000) }]);
    for (let level = 0; level < 3; level += 1) {
      zip = writeZip(Array.from({ length: 10 }, (_, index) => ({ name: `${index}.zip`, data: zip })));
    }
    const started = performance.now();
    const events = await fileEvents(zip);
    expect(performance.now() - started).toBeLessThan(40_000);
    expect(events.map(line)).toContain('9.zip > 9.zip > 9.zip > z > over-budget');
    expectBalance(events);
  }, 60_000);

  test('nested beyond the budget of depth: a row that names the way', async () => {
    let zip = writeZip([{ name: 'deep.eml', data: message('bottom') }]);
    for (let level = 0; level < 6; level += 1) zip = writeZip([{ name: 'z', data: zip }]);
    expect(await lines(zip)).toEqual(['z > z > z > z > z > z > deep.eml > bottom', '1 = 1 + 0 + 0']);
    expect(await lines(zip, { depth: 4 })).toEqual([
      'z > z > z > z > z > over-budget',
      'z > z > z > z > z > ',
      '1 = 0 + 1 + 0',
    ]);
  });

  test('more entries than the budget: counted by the index, and a row', async () => {
    const many = writeZip(Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, data: `${index}` })));
    const read = await lines(many, { members: 10 });
    expect(read.slice(9)).toEqual(['9 > 9', 'over-budget', '50 = 10 + 40 + 0']);
  });

  test('names are data', async () => {
    const names = ['../../etc/passwd', '/abs', 'a\0b\u001b[2J', 'C:\\x', ''];
    const read = await lines(writeZip(names.map((name) => ({ name, data: 'x' }))));
    expect(read.slice(0, 4)).toEqual(['../../etc/passwd > x', '/abs > x', 'a\uFFFDb\uFFFD[2J > x', 'C:\\x > x']);
  });
});
