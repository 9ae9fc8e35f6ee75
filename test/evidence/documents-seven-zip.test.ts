import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedEntry } from '../../src/evidence/documents/seven-zip/listing.ts';
import { type ExtractedEntry, SevenZip } from '../../src/evidence/documents/seven-zip/seven-zip.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { packed } from './seven-zip-fixture.ts';
import { writeTar } from './tar-fixture.ts';

const LONG = Buffer.from(Array.from({ length: 20_000 }, (_, line) => `line ${line} of it\n`).join(''));
const FILES = { 'notes/first.txt': 'the first', 'other/first.txt': 'another first', 'long.txt': LONG, 'empty.txt': '' };

type Found = Pick<ExtractedEntry, 'bytes' | 'fault'>;

interface Extracting {
  readonly password?: string | null;
  readonly limit?: number;
}

/** Everything in an archive, by name: its text, or why it is not whole. */
async function contents(bytes: Buffer, { password = null, limit = 1 << 26 }: Extracting = {}) {
  const archive = new SevenZip(bytes);
  const listing = await archive.list(password, 1000);
  if (typeof listing === 'string') return listing;
  const found = new Map<string, Found>();
  const nameOf = ({ name }: Pick<ListedEntry, 'name'>) => name ?? '(none)';
  for await (const entry of archive.extract({ listing, password, isWanted: () => true, limitOf: () => limit })) {
    const { index, ...rest } = entry;
    found.set(nameOf(listing.entries[index] ?? { name: 'no such entry' }), rest);
  }
  return found;
}

const whole = (data: Uint8Array | string): Found => ({ bytes: Buffer.from(data), fault: null });
const nothing = (fault: Found['fault']): Found => ({ bytes: Buffer.alloc(0), fault });
const ALL = new Map(Object.entries(FILES).map(([name, data]) => [name, whole(data)]));

describe('7-Zip in memory', () => {
  it.each(['7z', 'tar', 'wim'])('gives every file of a %s, of the same name in two folders too', async (format) => {
    expect(await contents(await packed(format, FILES))).toEqual(ALL);
  });

  it.each(['xz', 'bz2'])('gives the one file in %s', async (format) => {
    const found = await contents(await packed(format, { 'long.txt': LONG }));
    expect(found).toEqual(new Map([['(none)', whole(LONG)]]));
  });

  it('gives nothing of a locked file without its password, nor with a wrong one', async () => {
    const archive = await packed('7z', FILES, { password: 'häslich 1' });
    expect(await contents(archive, { password: 'häslich 1' })).toEqual(ALL);
    for (const password of [null, 'wrong']) {
      const found = await contents(archive, { password });
      const locked = [...ALL].map(
        ([name, { bytes }]) => [name, bytes.length === 0 ? whole('') : nothing('locked')] as const,
      );
      expect(found).toEqual(new Map<string, Found>(locked));
    }
  });

  it('gives no names that are encrypted without the password', async () => {
    const archive = await packed('7z', FILES, { password: 'secret', switches: ['-mhe=on'] });
    expect(await contents(archive)).toBe('locked');
    expect(await contents(archive, { password: 'wrong' })).toBe('locked');
    expect(await contents(archive, { password: 'secret' })).toEqual(ALL);
  });

  it('tells the right password by one entry', async () => {
    const archive = new SevenZip(await packed('7z', FILES, { password: 'secret' }));
    const listing = await archive.list(null, 10);
    const entry = typeof listing === 'string' ? undefined : listing.entries.find(({ name }) => name === 'long.txt');
    if (entry === undefined) throw new Error('not listed');
    expect(await archive.isOpenedBy('secret', entry)).toBe(true);
    for (const wrong of ['Secret', '', 'a\0b', 'x'.repeat(100_000)])
      expect(await archive.isOpenedBy(wrong, entry)).toBe(false);
  });

  it('gives the first bytes of what comes to more than it may, and what stands behind it', async () => {
    const archive = await packed(
      '7z',
      { 'a.txt': 'before', 'b.txt': LONG, 'c.txt': 'behind' },
      { switches: ['-ms=on'] },
    );
    const found = await contents(archive, { limit: 100 });
    expect(found).toEqual(
      new Map<string, Found>([
        ['a.txt', whole('before')],
        ['b.txt', { bytes: LONG.subarray(0, 100), fault: 'over-limit' }],
        ['c.txt', whole('behind')],
      ]),
    );
  });

  it('gives what comes before the damage', async () => {
    const archive = await packed('xz', { 'long.txt': LONG });
    const found = await contents(archive.subarray(0, archive.length >> 1));
    const [entry] = typeof found === 'string' ? [] : found.values();
    expect(entry?.fault).toBe('cut');
    expect(entry?.bytes.length).toBeGreaterThan(1000);
    expect(LONG.subarray(0, entry?.bytes.length).equals(entry?.bytes ?? LONG)).toBe(true);
  });

  it('lists no more entries than it is asked for', async () => {
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.txt`, `${at}`]));
    const listing = await new SevenZip(await packed('7z', files)).list(null, 10);
    expect(listing).toMatchObject({ isCut: true });
    expect(typeof listing === 'string' ? 0 : listing.entries.length).toBe(10);
  });

  it('takes names for names, wherever they lead', async () => {
    const names = [
      '../../etc/passwd',
      '/etc/passwd',
      'C:\\x.txt',
      'a/../../b',
      '..',
      'con',
      '*',
      '-o',
      '@x',
      'x\u202e.txt',
    ];
    const found = await contents(writeTar(names.map((name) => ({ name, data: `of ${name}` }))));
    expect(typeof found === 'string' ? [] : [...found.values()]).toEqual(names.map((name) => whole(`of ${name}`)));
  });

  it('leaves the exit code of this process alone', async () => {
    const before = process.exitCode;
    expect(await contents(Buffer.from('no archive'))).toBe('damaged');
    expect(process.exitCode).toBe(before);
  });

  it('comes to an end on damaged archives, and never gives more than a locked one holds', async () => {
    const plain = await packed('7z', FILES);
    const locked = await packed('7z', { 'long.txt': LONG }, { password: 'secret' });
    await fc.assert(
      fc.asyncProperty(mutatedBytes([plain, locked, await packed('bz2', { a: 'text' })], 40), async (bytes) => {
        const found = await contents(bytes, { password: 'secret', limit: 1 << 20 });
        if (typeof found === 'string') return;
        for (const { bytes: given } of found.values()) expect(given.length).toBeLessThanOrEqual(1 << 20);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
