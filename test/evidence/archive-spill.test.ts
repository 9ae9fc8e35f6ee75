import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ByteWindow } from '../../src/evidence/source/byte-window.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { sliceAccess } from '../../src/evidence/source/slice-access.ts';
import { spill } from '../../src/evidence/source/spill.ts';
import { spillFile } from '../../src/evidence/source/spill-file.ts';
import { line, mailbox, pathEvents } from './archive-events.ts';
import { writeTar } from './tar-fixture.ts';
import { writeZip } from './zip-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'spill-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** More than is held in memory, and hard to compress. */
const noise = randomBytes(17 * 1024 * 1024);
const PLAIN = Buffer.from('From canary@plain.example Mon Jan  1 00:00:00 2001\n');

describe('a spill file', () => {
  test('gives back what was written, from any place', () => {
    const file = spillFile(join(folder, 'new'));
    const bytes = randomBytes(100_000);
    for (let at = 0; at < bytes.length; at += 777) file.append(bytes.subarray(at, at + 777));
    const access = file.access();
    expect(access.size).toBe(bytes.length);
    fc.assert(
      fc.property(fc.nat({ max: 110_000 }), fc.nat({ max: 5000 }), (position, length) => {
        expect(access.read(position, length)).toEqual(bytes.subarray(position, position + length));
      }),
    );
    expect(access.fault()).toBeNull();
    access.close();
  });

  test.skipIf(process.platform === 'win32')('has no name while it is in use', () => {
    const place = join(folder, 'nameless');
    const file = spillFile(place);
    file.append(PLAIN);
    expect(readdirSync(place)).toEqual([]);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    file.close();
  });

  test.skipIf(!existsSync('/proc/self/fd'))('holds no plaintext (skipped where open files cannot be listed)', () => {
    const file = spillFile(join(folder, 'hidden'));
    for (let count = 0; count < 1000; count += 1) file.append(PLAIN);
    const open = readdirSync('/proc/self/fd')
      .map((name) => join('/proc/self/fd', name))
      .flatMap((path) => {
        try {
          const size = statSync(path).size;
          return size === PLAIN.length * 1000 ? [readFileSync(path)] : [];
        } catch {
          return [];
        }
      });
    expect(open).toHaveLength(1);
    expect(open[0]?.includes('canary')).toBe(false);
    expect(open[0]?.includes('plain')).toBe(false);
    file.close();
  });

  test('is made only for what is larger than memory may hold', async () => {
    const place = join(folder, 'unneeded');
    const small = { read: async () => 0, close: async () => {} };
    const access = await spill(new ByteWindow(small), place);
    expect('size' in access ? access.size : -1).toBe(0);
    expect(existsSync(place)).toBe(false);
  });
});

describe('an archive in an archive that is larger than memory may hold', () => {
  const inner = writeZip([
    { name: 'a.mbox', data: mailbox('one', 'two') },
    { name: 'noise.bin', data: noise, method: 0 },
    { name: 'b.mbox', data: mailbox('three') },
  ]);
  const expected = ['inner.zip > a.mbox > one', 'inner.zip > a.mbox > two'];

  test('is read from a spill file, which leaves nothing; and goes on from a checkpoint', async () => {
    const place = join(folder, 'spill');
    const path = join(folder, 'mail.tar.gz');
    writeFileSync(path, gzipSync(writeTar([{ name: 'inner.zip', data: inner }]), { level: 1 }));
    const events = await pathEvents(path, { spillFolder: place });
    expect(events.map(line).slice(0, 2)).toEqual(expected);
    expect(events.map(line)).toContain('inner.zip > b.mbox > three');
    expect(events.map(line).at(-1)).toBe('4 = 3 + 1 + 0');
    expect(readdirSync(place)).toEqual([]);
    const [, second] = events;
    const from = second?.type === 'message' ? { from: second.checkpoint } : {};
    expect((await pathEvents(path, { ...from, spillFolder: place })).map(line)).toEqual(events.slice(2).map(line));
  }, 30_000);

  test('stored in a zip it needs none', async () => {
    const place = join(folder, 'no-spill');
    const path = join(folder, 'stored.zip');
    writeFileSync(path, writeZip([{ name: 'inner.zip', data: inner, method: 0 }]));
    expect((await pathEvents(path, { spillFolder: place })).map(line).slice(0, 2)).toEqual(expected);
    expect(existsSync(place)).toBe(false);
  });

  test('is a row where no file can be written', async () => {
    const path = join(folder, 'mail.tar.gz');
    const events = await pathEvents(path, { spillFolder: join(path, 'spill') });
    expect(events.map(line)).toEqual(['inner.zip > over-budget', '1 = 0 + 1 + 0']);
  });
});

test('a slice ends where it should', () => {
  const slice = sliceAccess(memoryAccess(Buffer.from('0123456789')), 3, 4);
  expect([slice.size, slice.read(0, 9).toString(), slice.read(2, 1).toString(), slice.read(4, 1).length]).toEqual([
    4,
    '3456',
    '5',
    0,
  ]);
  expect(
    sliceAccess(memoryAccess(Buffer.from('0123')), 3, 4)
      .read(-5, 9)
      .toString(),
  ).toBe('3');
  expect(sliceAccess(memoryAccess(Buffer.from('0123')), 9, 4).size).toBe(0);
});
