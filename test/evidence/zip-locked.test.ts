import { crc32, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { Piece } from '../../src/evidence/documents/document-reader.ts';
import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { oneMemberZip } from '../../src/evidence/documents/zip/one-member-zip.ts';
import { openedBy } from '../../src/evidence/isolation/deferral.ts';
import { type LockedFixture, lockedZip } from './locked-zip.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedAttachment } from './opened-attachment.ts';
import { textOf, unreadOf } from './opened-document.ts';
import { writeZip } from './zip-fixture.ts';
import { CONTENT, LOCKED_BY_OTHERS, UNCOMMON } from './zips-of-other-tools.ts';

const TEXT = 'DB_PASSWORD=Tr0ub4dor&3\n'.repeat(40);
const WRONG = ['wrong', 'Wrong2', 'mellon'];

const VARIANTS: readonly (readonly [string, Partial<LockedFixture>])[] = [
  ['ZipCrypto', { zipCrypto: true }],
  ['ZipCrypto, stored', { zipCrypto: true, stored: true }],
  ['ZipCrypto, checksum behind the data', { zipCrypto: true, described: true }],
  ['AES-128', { strength: 1 }],
  ['AES-192', { strength: 2 }],
  ['AES-256', { strength: 3 }],
  ['AES-256, stored', { strength: 3, stored: true }],
  ['AES-256, checksum behind the data', { strength: 3, described: true }],
];

describe.each(VARIANTS)('a zip locked by %s', (_, how) => {
  const zip = lockedZip([{ name: 'prod.env', data: TEXT, password: 'Sésame 7', ...how }]);

  test('opens with its password, and says which', async () => {
    const parts = await openedAttachment(await zip, { passwords: [...WRONG, 'Sésame 7', 'later'] });
    expect(textOf(parts)).toBe(`${TEXT}\n`);
    expect(unreadOf(parts)).toEqual([]);
    expect(parts.map((part) => openedBy(part)?.origin ?? null)).toEqual([null, 'password 3']);
  });

  test('is a row without it', async () => {
    for (const passwords of [[], WRONG]) {
      const parts = await openedAttachment(await zip, { passwords });
      expect(textOf(parts)).toBe('');
      expect(unreadOf(parts)).toEqual(['prod.env: encrypted']);
    }
  });

  test('opens where the index is lost', async () => {
    const bytes = await zip;
    const parts = await openedAttachment(bytes.subarray(0, bytes.indexOf('PK\x01\x02')), { passwords: ['Sésame 7'] });
    expect(textOf(parts)).toBe(`${TEXT}\n`);
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });
});

describe('zips that other tools wrote', () => {
  test.each(Object.entries(LOCKED_BY_OTHERS))('%s', async (_, base64) => {
    const zip = Buffer.from(base64, 'base64');
    expect(textOf(await openedAttachment(zip, { passwords: [...WRONG, 'sesame'] }))).toBe(`${CONTENT}\n`);
    const locked = await openedAttachment(zip, { passwords: WRONG });
    expect([textOf(locked), unreadOf(locked).map((row) => row.split(': ')[1])]).toEqual(['', ['encrypted']]);
  });

  test.each(Object.entries(UNCOMMON))('compressed by %s', async (_, base64) => {
    const zip = Buffer.from(base64, 'base64');
    const parts = await openedAttachment(zip);
    expect([textOf(parts), unreadOf(parts)]).toEqual([`${CONTENT}\n`, []]);
    expect(parts.map((part) => openedBy(part))).toEqual([null, null]);
    const data = zip.indexOf('tok.env') + 20;
    zip[data] = (zip[data] ?? 0) ^ 0xff;
    expect(unreadOf(await openedAttachment(zip))).toContain('tok.env: damaged');
  });

  test('compressed by Zstandard, and by what nobody knows', async () => {
    const zip = (method: number) =>
      oneMemberZip({
        ...{ method, flags: 0, time: 0, aes: null },
        ...{ data: zstdCompressSync(CONTENT), crc32: crc32(CONTENT), size: CONTENT.length },
      });
    expect(textOf(await openedAttachment(zip(93)))).toBe(`${CONTENT}\n`);
    expect(unreadOf(await openedAttachment(zip(77)))).toEqual(['m: unsupported']);
  });
});

describe('passwords', () => {
  test('differ from member to member, and each says which opened it', async () => {
    const zip = await lockedZip([
      { name: 'a', data: 'first', password: 'one', zipCrypto: true },
      { name: 'b', data: 'open' },
      { name: 'c', data: 'third', password: 'two' },
      { name: 'd', data: 'fourth', password: 'one' },
      { name: 'e', data: 'fifth', password: 'unknown' },
    ]);
    const parts = await openedAttachment(zip, { passwords: ['zero', 'one', 'two'] });
    expect(parts.slice(1).map((part) => [part.member[0], openedBy(part)?.origin ?? null])).toEqual([
      ['a', 'password 1'],
      ['b', null],
      ['c', 'password 2'],
      ['d', 'password 1'],
      ['e', null],
    ]);
    expect([textOf(parts), unreadOf(parts)]).toEqual(['first\nopen\nthird\nfourth\n', ['e: encrypted']]);
  });

  test('are tried without a loss: what was read without them stays, within the same budget', async () => {
    const zip = await lockedZip([
      { name: 'open', data: 'open text\n'.repeat(60_000) },
      { name: 'locked', data: 'x', password: 'p' },
    ]);
    const rows = async (passwords: readonly string[], expandedBytes: number) =>
      unreadOf(await openedAttachment(zip, { passwords, budget: { expandedBytes, parts: 4 } }));
    expect(await rows([], 1_000_000)).toEqual(['locked: encrypted']);
    expect(await rows(['wrong'], 1_000_000)).toEqual(['locked: encrypted']);
    expect(await rows(['wrong', 'p'], 1_000_000)).toEqual([]);
    expect(await rows(['p'], 600_000)).toEqual(['locked: over-budget']);
  });

  test.each([
    ['windows-1252', 'Übergröße€'],
    ['cp437', 'Übergröße'],
    ['shift_jis', 'パスワード'],
    ['cp866', 'Пароль'],
  ])('of tools that take %s', async (page, password) => {
    for (const zipCrypto of [true, false]) {
      const rawPassword = iconv.encode(password, page);
      const zip = await lockedZip([{ name: 'a', data: TEXT, rawPassword, zipCrypto }]);
      expect(textOf(await openedAttachment(zip, { passwords: ['x', password] }))).toBe(`${TEXT}\n`);
    }
  });

  test('that are wrong, ten thousand of them, open nothing, although each 256th passes the first check', async () => {
    const passwords = Array.from({ length: 10_000 }, (_, index) => `guess ${Math.imul(index, 2654435761) >>> 0}`);
    for (const stored of [true, false]) {
      const members = ['k', TEXT].map((data, at) => ({
        name: `${at}`,
        data,
        password: 'none of them',
        zipCrypto: true,
        stored,
      }));
      const pieces = await piecesOf(await lockedZip(members.slice(1)), passwords);
      expect(pieces).toMatchObject([{ type: 'unread', shortfall: { reason: 'encrypted' } }]);
      expect(JSON.stringify(pieces)).toContain('none of 10000 passwords');
      // Of one byte a checksum says no more than the byte: what comes out is right whoever opened it.
      for (const piece of await piecesOf(await lockedZip(members.slice(0, 1)), passwords))
        if (piece.type === 'member') expect(Buffer.from(piece.bytes).toString()).toBe('k');
    }
  });
});

describe('hostile zips', () => {
  const zipOf = (how: Partial<LockedFixture>) => lockedZip([{ name: 'a', data: TEXT, password: 'p', ...how }]);
  const outcome = async (zip: Uint8Array) => {
    const parts = await openedAttachment(zip, { passwords: ['p'] });
    return [textOf(parts), unreadOf(parts)];
  };
  const OPEN = [`${TEXT}\n`, []];

  test('whose two headers do not agree on the lock', async () => {
    for (const zipCrypto of [true, false]) {
      const zip = await zipOf({ zipCrypto });
      const central = zip.indexOf('PK\x01\x02');
      for (const at of [6, central + 8]) {
        const changed = Buffer.from(zip);
        changed.writeUInt16LE(zip.readUInt16LE(at) & ~1, at);
        expect(await outcome(changed)).toEqual(OPEN);
      }
    }
  });

  test('that say they are locked and are not', async () => {
    const zip = writeZip([
      { name: 'a', data: TEXT, flags: 1 },
      { name: 'b', data: TEXT, flags: 1, method: 0 },
    ]);
    expect(await outcome(zip)).toEqual([`${TEXT}\n${TEXT}\n`, []]);
  });

  test('that have lost how AES is used, in one header or both', async () => {
    const zip = await zipOf({});
    const fields = [
      zip.indexOf('\x01\x99\x07\0', 0, 'latin1'),
      zip.lastIndexOf('\x01\x99\x07\0', zip.length, 'latin1'),
    ];
    expect(fields[0]).toBeLessThan(fields[1] ?? 0);
    const without = (lost: readonly (number | undefined)[]) => {
      const changed = Buffer.from(zip);
      for (const at of lost) changed.writeUInt16LE(0x7777, at);
      return changed;
    };
    expect(await outcome(without(fields.slice(0, 1)))).toEqual(OPEN);
    expect(await outcome(without(fields.slice(1)))).toEqual(OPEN);
    expect(await outcome(without(fields))).toEqual(['', ['a: damaged']]);
  });

  test('that lie on sizes, or end in the middle of a member', async () => {
    for (const zipCrypto of [true, false]) {
      const zip = await zipOf({ zipCrypto });
      const central = zip.indexOf('PK\x01\x02');
      const lies = (at: number, value: number) => {
        const changed = Buffer.from(zip);
        changed.writeUInt32LE(value, central + at);
        return changed;
      };
      expect((await outcome(lies(24, 1)))[0]).toBe(`${TEXT}\n`);
      expect(await outcome(lies(20, 5))).toEqual(['', ['a: damaged']]);
      expect(await outcome(lies(20, zip.readUInt32LE(central + 20) - 3))).toEqual(['', ['a: encrypted']]);
      expect(await outcome(lies(20, 1_000_000))).toEqual(['', ['a: truncated']]);
    }
  });

  test('with members over one another: the first alone is opened', async () => {
    const zip = repeated(await zipOf({}), 3, false);
    expect(await outcome(zip)).toEqual([`${TEXT}\n`, ['a: damaged', 'a: damaged']]);
  });

  test('locked by what is not opened: a row of its own', async () => {
    const strong = await zipOf({ zipCrypto: true });
    strong.writeUInt16LE(0x41, strong.indexOf('PK\x01\x02') + 8);
    const parts = await openedAttachment(strong, { passwords: ['p'] });
    expect(parts[1]?.content).toMatchObject({
      reason: 'encrypted',
      detail: expect.stringContaining('strong encryption'),
    });
    const [whole] = await openedAttachment(lockedIndex(), { passwords: ['p'] });
    expect(whole?.content).toMatchObject({ reason: 'encrypted', detail: expect.stringContaining('as a whole') });
  });

  test('an empty member is empty, whatever the password', async () => {
    for (const zipCrypto of [true, false]) {
      const pieces = await piecesOf(await zipOf({ zipCrypto, data: '' }), ['p']);
      expect(pieces).toMatchObject([{ type: 'member', shortfall: null }]);
      expect(pieces[0]?.type === 'member' ? pieces[0].bytes.length : -1).toBe(0);
    }
  });

  test('two thousand locked members with a thousand passwords: each is a row, in time', async () => {
    const zip = repeated(await zipOf({ zipCrypto: true }), 2_000, true);
    const start = performance.now();
    const pieces = await piecesOf(
      zip,
      Array.from({ length: 1000 }, (_, index) => `w${index}`),
    );
    expect(pieces.filter((piece) => piece.type === 'unread' && piece.shortfall.reason === 'encrypted')).toHaveLength(
      2_000,
    );
    expect(performance.now() - start).toBeLessThan(50_000);
  }, 60_000);
});

test('whatever is changed in a locked zip: what a password opens is what was locked, or said to be damaged', async () => {
  const seeds = await Promise.all(
    VARIANTS.slice(0, 7).map(([, how]) =>
      lockedZip([
        { name: 'a', data: TEXT, password: 'p', ...how },
        { name: 'b', data: 'b'.repeat(99), password: 'q', ...how },
      ]),
    ),
  );
  await fc.assert(
    fc.asyncProperty(mutatedBytes(seeds, 60), async (zip) => {
      for (const piece of await piecesOf(zip, ['x', 'p', 'q'])) {
        if (piece.type !== 'member' || piece.shortfall !== null || piece.bytes.length === 0) continue;
        expect([TEXT, 'b'.repeat(99)]).toContain(Buffer.from(piece.bytes).toString());
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);

/** What the reader finds, each with its reason. */
async function piecesOf(bytes: Uint8Array, passwords: readonly string[]): Promise<readonly Piece[]> {
  const limits = { pieceBytes: 2 ** 26, memberBytes: 2 ** 28, members: 10_000, expansionRatio: 200 };
  const order = {
    reader: 'zip',
    bytes,
    mediaType: 'application/zip',
    fileName: null,
    limits,
    passwords,
    ocr: false,
  } as const;
  return Array.fromAsync(DIRECT_PARSERS.read(order));
}

/** The one member of a zip again and again, each with bytes of its own or all with the same. */
function repeated(zip: Buffer, count: number, isCopied: boolean): Buffer {
  const central = zip.indexOf('PK\x01\x02');
  const end = zip.indexOf('PK\x05\x06');
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = Buffer.from(zip.subarray(central, end));
    entry.writeUInt32LE(isCopied ? index * central : 0, 42);
    return entry;
  });
  const members = Array.from({ length: isCopied ? count : 1 }, () => zip.subarray(0, central));
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(count * (end - central), 12);
  tail.writeUInt32LE(members.length * central, 16);
  return Buffer.concat([...members, ...entries, tail]);
}

/** A zip whose index is encrypted (APPNOTE.TXT 7.3.4): its Zip64 end record says so by its version. */
function lockedIndex(): Buffer {
  const index = Buffer.alloc(64, 0xa7);
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(62, 14);
  record.writeBigUInt64LE(1n, 32);
  record.writeBigUInt64LE(64n, 40);
  record.writeBigUInt64LE(4n, 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(68n, 8);
  const end = Buffer.alloc(22, 0xff);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(0, 20);
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), index, record, locator, end]);
}
