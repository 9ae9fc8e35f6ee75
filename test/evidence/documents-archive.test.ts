import { existsSync, readFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece, ReadOrder } from '../../src/evidence/documents/document-reader.ts';
import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { openedBy } from '../../src/evidence/isolation/deferral.ts';
import { ParserPool } from '../../src/evidence/isolation/parser-pool.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { lockedRar5 } from './rar5-fixture.ts';
import { packed } from './seven-zip-fixture.ts';

const FILES = { 'mail/keys.env': 'TOKEN=1\n', 'notes.txt': 'a note\n' };
const TEXTS = Object.values(FILES).join('\n');
/** In the order in which 7-Zip packs them. */
const NAMES = { '7z': ['mail/keys.env', 'notes.txt'], wim: ['notes.txt', 'mail/keys.env'] };
const ZEROS = Buffer.alloc(40 * 1024 * 1024);
const LIMITS = { pieceBytes: 1 << 26, memberBytes: 1 << 28, members: 1000, expansionRatio: 200 };

async function pieces(bytes: Uint8Array, order: Partial<ReadOrder> = {}): Promise<readonly Piece[]> {
  const found: Piece[] = [];
  const settled = { mediaType: '', fileName: null, limits: LIMITS, passwords: [], ocr: false, ...order };
  for await (const piece of DIRECT_PARSERS.read({ ...settled, reader: 'archive', bytes })) found.push(piece);
  return found;
}

const reasonsOf = (found: readonly Piece[]) =>
  found.flatMap((piece) => (piece.type === 'text' ? [] : (piece.shortfall?.reason ?? [])));

describe('an archive', () => {
  it.each(['7z', 'wim'] as const)('in %s: its files are read', async (format) => {
    const { parts } = await openedDocument(await packed(format, FILES));
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', ...NAMES[format]]);
    for (const text of Object.values(FILES)) expect(textOf(parts)).toContain(text);
    expect(unreadOf(parts)).toEqual([]);
  });

  it.each(['xz', 'bz2'])('in %s: the file in it, named as it is without its ending', async (format) => {
    const bytes = await packed(format, { 'log.txt': 'the log\n' });
    const { parts } = await openedDocument(bytes, { fileName: `log.txt.${format}` });
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'log.txt']);
    expect(textOf(parts)).toBe('the log\n\n');
  });

  it('of Zstandard frames: what all of them hold', async () => {
    const bytes = Buffer.concat([zstdCompressSync('first '), zstdCompressSync('second')]);
    expect(await pieces(bytes, { fileName: 'a.tzst' })).toMatchObject([{ type: 'member', name: 'a.tar' }]);
    expect(await pieces(bytes)).toMatchObject([{ type: 'member', name: 'content' }]);
    expect(await pieces(bytes, { fileName: 'a.txt.zst' })).toMatchObject([
      { type: 'member', name: 'a.txt', bytes: Buffer.from('first second'), shortfall: null },
    ]);
  });

  it('within an archive is read in its turn', async () => {
    const inner = await packed('tar', FILES);
    const { parts } = await openedDocument(await packed('7z', { 'backup.tar.xz': await packed('xz', { a: inner }) }));
    expect(parts.at(-1)?.member).toEqual(['backup.tar.xz', 'backup.tar', 'notes.txt']);
    expect(unreadOf(parts)).toEqual([]);
  });

  it('that holds nothing says so', async () => {
    const empty = Buffer.concat([
      Buffer.from("7z\xbc\xaf'\x1c\0\x04", 'latin1'),
      Buffer.from('8d9bd50f', 'hex'),
      Buffer.alloc(20),
    ]);
    expect(await pieces(empty)).toMatchObject([{ type: 'text', name: null, text: { utf8: Buffer.alloc(0) } }]);
  });
});

describe('a locked archive', () => {
  it.each([
    ['of which the names are seen', []],
    ['of which nothing is seen', ['-mhe=on']],
  ])('%s opens with the right password, and says which', async (_which, switches) => {
    const bytes = await packed('7z', FILES, { password: 'Grün & gelb!', switches });
    const { parts } = await openedDocument(bytes, { passwords: ['wrong', 'Grün & gelb!', 'more'] });
    expect(unreadOf(parts)).toEqual([]);
    expect(textOf(parts).trim().split('\n\n').sort()).toEqual(TEXTS.trim().split('\n\n').sort());
    expect(parts.slice(1).map((part) => openedBy(part)?.origin)).toEqual(['password 1', 'password 1']);
  });

  it.each([
    ['without a password', []],
    ['with wrong ones', ['wrong', 'Wrong', '']],
  ])('is a row %s, and nothing of it is text', async (_how, passwords) => {
    for (const switches of [[], ['-mhe=on'], ['-mx=0']]) {
      const { parts } = await openedDocument(await packed('7z', FILES, { password: 'right', switches }), { passwords });
      expect(textOf(parts)).toBe('');
      const rows = unreadOf(parts);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.endsWith(': encrypted'))).toBe(true);
    }
  });

  it.each([
    ['and a value that tells a wrong one', {}],
    ['alone', { hasCheck: false }],
    ['that is not bound to it', { checksum: 'plain', hasCheck: false }],
  ] as const)('in RAR 5 is proven by its checksum %s', async (_how, lock) => {
    const bytes = lockedRar5('pläne.txt', 'TOKEN=1', { password: 'Grün & gelb!', ...lock });
    const { parts } = await openedDocument(bytes, { passwords: ['wrong', 'Grün & gelb!'] });
    expect(parts.map(({ member }) => member)).toEqual([[], ['pläne.txt']]);
    expect(textOf(parts).trim()).toBe('TOKEN=1');
    const { parts: shut } = await openedDocument(bytes, { passwords: Array.from({ length: 40 }, (_, at) => `w${at}`) });
    expect(textOf(shut).trim()).toBe('');
    expect(unreadOf(shut)).toEqual(['pläne.txt: encrypted']);
  });

  it('in RAR 5 without a checksum stays a row: nothing proves a password', async () => {
    const bytes = lockedRar5('a.txt', 'TOKEN=1', { password: 'right', hasCheck: false, checksum: 'none' });
    const { parts } = await openedDocument(bytes, { passwords: ['wrong', 'right'] });
    expect(textOf(parts).trim()).toBe('');
    expect(unreadOf(parts)).toEqual(['a.txt: encrypted']);
  });
});

describe('a hostile archive', () => {
  it('of zeros stops at the limit, and what fits stands', async () => {
    for (const format of ['7z', 'xz', 'bz2']) {
      const bytes = await packed(format, { zeros: ZEROS }, { switches: ['-mx=1'] });
      const [piece, ...more] = await pieces(bytes);
      expect(more).toEqual([]);
      expect(piece).toMatchObject({ type: 'member', shortfall: { reason: 'over-budget' } });
      const limit = Math.max(1 << 20, bytes.length * LIMITS.expansionRatio);
      expect(piece?.type === 'member' ? piece.bytes.length : 0).toBe(limit);
    }
  });

  it('of more bytes together than members may have stops there, and names the rest', async () => {
    const bytes = await packed('7z', { a: ZEROS.subarray(0, 1000), b: ZEROS.subarray(0, 1000), c: 'x', d: '' });
    const found = await pieces(bytes, { limits: { ...LIMITS, memberBytes: 1500 } });
    expect(reasonsOf(found)).toEqual(['over-budget', 'over-budget']);
    expect(found.find((piece) => piece.name === 'b')).toMatchObject({ type: 'member', bytes: ZEROS.subarray(0, 500) });
    expect(found.find((piece) => piece.name === 'c')).toMatchObject({ type: 'unread' });
    expect(found.find((piece) => piece.name === 'd')).toMatchObject({ type: 'member', shortfall: null });
  });

  it('of many entries stops at as many as may be, and says so', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}`, '']));
    const found = await pieces(await packed('7z', files), { limits: { ...LIMITS, members: 100 } });
    expect(found.filter(({ type }) => type === 'member')).toHaveLength(100);
    expect(found.at(-1)).toMatchObject({ type: 'unread', name: null, shortfall: { reason: 'over-budget' } });
  });

  it.each(['7z', 'xz', 'bz2', 'wim'])(
    'cut at any byte, in %s, is a row or what came before',
    async (format) => {
      const bytes = await packed(format, { 'a.txt': 'some text' });
      const step = Math.max(1, Math.floor(bytes.length / 60));
      for (let end = 8; end < bytes.length; end += step) {
        const reasons = reasonsOf(await pieces(bytes.subarray(0, end)));
        expect(reasons.length).toBeGreaterThan(0);
      }
    },
    60_000,
  );

  it('never brings its reader down, and never gives more than it may', async () => {
    const seeds = [
      await packed('7z', FILES),
      await packed('7z', FILES, { password: 'p' }),
      await packed('wim', FILES),
      await packed('xz', { a: 'text' }),
      zstdCompressSync('text'),
    ];
    await fc.assert(
      fc.asyncProperty(mutatedBytes(seeds, 30), async (bytes) => {
        const found = await pieces(bytes, { passwords: ['p'] });
        expect(found.length).toBeGreaterThan(0);
        expect(JSON.stringify(found)).not.toContain('brought its reader down');
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

it('is read in a parser with no rights but to read our own code', async () => {
  const locked = await packed('7z', FILES, { password: 'right', switches: ['-mhe=on'] });
  const { parts } = await openedDocument(locked, { passwords: ['right'], parsers: new ParserPool() });
  expect(unreadOf(parts)).toEqual([]);
  expect(textOf(parts)).toContain('TOKEN=1');
}, 30_000);

const TIKA =
  '../shared/corpora/mail/tika/tika-parsers/tika-parsers-standard/tika-parsers-standard-modules/tika-parser-pkg-module/src/test/resources/test-documents';

describe.skipIf(!existsSync(TIKA))('archives of Apache Tika (skipped without the corpora)', () => {
  it.each([
    ['test-documents.7z', [], 9],
    ['test-documents.rar', [], 9],
    ['test7Z_protected_passTika.7z', ['Tika'], 1],
    ['full_encrypted.7z', ['password'], 1],
  ] as const)('%s', async (name, passwords, count) => {
    const { parts } = await openedDocument(readFileSync(`${TIKA}/${name}`), { passwords });
    expect(parts.filter(({ member }) => member.length === 1)).toHaveLength(count);
    expect(unreadOf(parts).filter((row) => /encrypted|damaged|truncated/.test(row))).toEqual([]);
  });

  it('test-documents-enc.rar, by its password alone', async () => {
    const bytes = readFileSync(`${TIKA}/test-documents-enc.rar`);
    const { parts } = await openedDocument(bytes, { passwords: ['wrong'] });
    expect(unreadOf(parts)).toEqual([': encrypted']);
    const { parts: open } = await openedDocument(bytes, { passwords: ['ApacheTika'] });
    expect(open.filter(({ member }) => member.length === 1)).toHaveLength(9);
  });
});
