import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { expectResumable, fileEvents, line, mailbox, message, pathEvents, placed } from './archive-events.ts';
import { eventsOf } from './source-bytes.ts';
import { binarySize, paxRecords, tarMember, writeTar } from './tar-fixture.ts';
import { writeZip } from './zip-fixture.ts';

const lines = async (tar: Uint8Array) => (await fileEvents(tar)).map(line);
const streamed = async (tar: Uint8Array) => (await eventsOf(tar)).map(line);

const MIXED = writeTar([
  { name: 'mail/', type: '5' },
  { name: 'mail/alice.mbox', data: mailbox('one', 'two') },
  { name: 'link', type: '2', link: '/etc/passwd' },
  { name: 'three.eml', data: message('three') },
  { name: 'empty' },
  { name: 'inner.zip', data: writeZip([{ name: 'four.eml', data: message('four') }]) },
  { name: 'five.mbox.gz', data: gzipSync(mailbox('five', 'six')) },
  { name: 'notes.txt', data: 'a note' },
]);
const MIXED_LINES = [
  'mail/alice.mbox > one',
  'mail/alice.mbox > two',
  'three.eml > three',
  'empty > ',
  'inner.zip > four.eml > four',
  'five.mbox.gz > five',
  'five.mbox.gz > six',
  'notes.txt > a note',
  '8 = 8 + 0 + 0',
];

describe('a tar given as a source', () => {
  test('has the items of its members; folders and links hold nothing', async () => {
    expect(await lines(MIXED)).toEqual(MIXED_LINES);
    expect(await streamed(MIXED)).toEqual(MIXED_LINES);
  });

  test('compressed reads the same', async () => {
    expect(await lines(gzipSync(MIXED))).toEqual(MIXED_LINES);
    expect(await streamed(gzipSync(MIXED))).toEqual(MIXED_LINES);
    expect(placed(await fileEvents(gzipSync(MIXED)))).toEqual(placed(await fileEvents(MIXED)));
  });

  test('goes on from every checkpoint, and from every item', async () => {
    await expectResumable(await fileEvents(MIXED), (from) => fileEvents(MIXED, { from }));
    const zipped = gzipSync(MIXED);
    await expectResumable(await eventsOf(zipped), (from) => eventsOf(zipped, { from }));
  });

  test('of the old form without a magic, and of the GNU form', async () => {
    for (const form of ['old', 'gnu'] as const) {
      const tar = writeTar([
        { name: 'mail/', type: form === 'old' ? '\0' : '5', form },
        { name: 'a.mbox', data: mailbox('one'), form },
      ]);
      expect(await lines(tar)).toEqual(['a.mbox > one', '1 = 1 + 0 + 0']);
    }
  });

  test('long names: ustar prefix, GNU, pax; sizes of pax', async () => {
    const long = `${'folder/'.repeat(40)}a.eml`;
    const tar = Buffer.concat([
      tarMember({ name: 'b.eml', prefix: 'p/q', data: message('one') }),
      tarMember({ name: '././@LongLink', type: 'L', data: `${long}\0`, form: 'gnu' }),
      tarMember({ name: long.slice(0, 100), data: message('two'), form: 'gnu' }),
      tarMember({
        name: 'PaxHeader',
        type: 'x',
        data: paxRecords({ path: `ü/${long}`, size: String(message('three').length) }),
      }),
      tarMember({ name: 'short', data: message('three'), sizeField: Buffer.from('00000000000\0') }),
      tarMember({ name: 'after.eml', data: message('four') }),
      Buffer.alloc(1024),
    ]);
    const expected = ['p/q/b.eml > one', `${long} > two`, `ü/${long} > three`, 'after.eml > four', '4 = 4 + 0 + 0'];
    expect(await lines(tar)).toEqual(expected);
    expect(await streamed(tar)).toEqual(expected);
  });

  test('a hard link with and without data', async () => {
    const tar = writeTar([
      { name: 'a.eml', data: message('one') },
      { name: 'b.eml', type: '1', link: 'a.eml', sizeField: Buffer.from('00000001000\0') },
      { name: 'c.eml', type: '1', link: 'a.eml', data: message('two') },
    ]);
    expect(await lines(tar)).toEqual(['a.eml > one', 'c.eml > two', '2 = 2 + 0 + 0']);
  });

  test('a file with holes is a row', async () => {
    const tar = writeTar([
      { name: 'holes', type: 'S', data: 'x', form: 'gnu' },
      { name: 'a.eml', data: message('one') },
    ]);
    expect(await lines(tar)).toEqual(['holes > unsupported', 'holes > ', 'a.eml > one', '2 = 1 + 1 + 0']);
  });

  test('archives one after the other are read as one', async () => {
    const tar = Buffer.concat([writeTar([{ name: 'a', data: 'one' }]), writeTar([{ name: 'b', data: 'two' }])]);
    expect(await lines(tar)).toEqual(['a > one', 'b > two', '2 = 2 + 0 + 0']);
  });
});

describe('a damaged or hostile tar', () => {
  test('a bad header: a row, and on at the next sound one', async () => {
    const tar = Buffer.concat([
      tarMember({ name: 'a.eml', data: message('one') }),
      Buffer.alloc(1536, 7),
      tarMember({ name: 'b.eml', data: message('two') }),
      Buffer.alloc(1024),
    ]);
    const expected = ['a.eml > one', 'damaged', 'b.eml > two', 'unknown = 2 + 0 + 0'];
    expect(await lines(tar)).toEqual(expected);
    expect(await streamed(tar)).toEqual(expected);
    await expectResumable(await fileEvents(tar), (from) => fileEvents(tar, { from }));
  });

  test.each([1, 700, 1500])('cut %i bytes before its end mark', async (gone) => {
    const tar = writeTar([
      { name: 'a.mbox', data: mailbox('one', 'two') },
      { name: 'b.mbox', data: mailbox(...Array.from({ length: 30 }, (_, index) => `n${index}`)) },
    ]);
    const cut = tar.subarray(0, tar.length - 1024 - gone);
    for (const read of [await lines(cut), await streamed(cut)]) {
      expect(read.slice(0, 3)).toEqual(['a.mbox > one', 'a.mbox > two', 'b.mbox > n0']);
      expect(read.join()).toContain('truncated');
      expect(read.at(-1)).toMatch(/^unknown = /);
    }
    await expectResumable(await fileEvents(cut), (from) => fileEvents(cut, { from }));
  });

  test('sizes beyond all bounds', async () => {
    for (const size of [(1n << 63n) - 1n, 1n << 62n, 1n << 40n]) {
      const tar = Buffer.concat([
        tarMember({ name: 'a.txt', data: 'hello\n', sizeField: binarySize(size) }),
        tarMember({ name: 'b.eml', data: message('two') }),
        Buffer.alloc(1024),
      ]);
      for (const read of [await lines(tar), await streamed(tar)]) {
        expect(read.join()).toContain('a.txt > truncated');
        expect(read.at(-1)).toMatch(/^unknown = (?:1 \+ 0|0 \+ 1)/);
      }
    }
  });

  test('a hundred thousand empty members, in bounded time', async () => {
    const member = tarMember({ name: 'empty' });
    const tar = Buffer.concat([...Array.from({ length: 100_000 }, () => member), Buffer.alloc(1024)]);
    const started = performance.now();
    expect((await lines(tar)).at(-1)).toBe('100000 = 100000 + 0 + 0');
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 60_000);

  test('names are data', async () => {
    const tar = writeTar(['../../etc/passwd', '/abs', 'a\u001b[2J'].map((name) => ({ name, data: 'x' })));
    expect((await lines(tar)).slice(0, 3)).toEqual(['../../etc/passwd > x', '/abs > x', 'a\uFFFD[2J > x']);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'tar-parity-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasTar = ['/bin/tar', '/usr/bin/tar'].some((path) => existsSync(path));

describe.skipIf(!hasTar)('what tar writes (skipped where there is none)', () => {
  test.each(['v7', 'oldgnu', 'gnu', 'ustar', 'posix'])('--format=%s', async (format) => {
    const root = join(folder, format);
    const deep = join(root, format === 'v7' ? 'd' : 'd/'.repeat(30));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'ä.mbox'), mailbox('one', 'two'));
    writeFileSync(join(root, 'z.eml'), message('three'));
    symlinkSync('z.eml', join(root, 'link.eml'));
    const tar = join(folder, `${format}.tar`);
    execFileSync('tar', ['-C', root, `--format=${format}`, '--sort=name', '-cf', tar, '.']);
    const read = (await pathEvents(tar)).map(line);
    expect(read.map((one) => one.split(' > ').at(-1))).toEqual(['one', 'two', 'three', '3 = 3 + 0 + 0']);
    expect(read[0]).toContain('ä.mbox');
  });

  test('sparse files are rows', async () => {
    const root = join(folder, 'sparse');
    mkdirSync(root);
    writeFileSync(join(root, 'holes'), 'x');
    truncateSync(join(root, 'holes'), 50_000_000);
    writeFileSync(join(root, 'z.eml'), message('one'));
    for (const format of ['gnu', 'posix']) {
      const tar = join(folder, `sparse-${format}.tar`);
      execFileSync('tar', ['-C', root, '-S', `--format=${format}`, '--sort=name', '-cf', tar, '.']);
      const read = (await pathEvents(tar)).map(line);
      expect(read.slice(-2)).toEqual(['./z.eml > one', '2 = 1 + 1 + 0']);
      expect(read[0]).toContain('unsupported');
    }
  });
});
