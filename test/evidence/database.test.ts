import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/evidence/documents/database/column-names.ts';
import { landmarkAt, type Part } from '../../src/evidence/index.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';

/** A database made by SQLite itself. */
function database(...statements: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'database-'));
  try {
    const path = join(folder, 'x.db');
    const db = new DatabaseSync(path);
    for (const sql of statements) db.exec(sql);
    db.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const partsOf = async (bytes: Uint8Array): Promise<readonly Part[]> => (await openedDocument(bytes)).parts;

/** Where a text stands, as a person would say it. */
function placeOf([part]: readonly Part[], needle: string): string | null {
  if (part?.content.state !== 'text') return null;
  const { utf8, landmarks } = part.content.text;
  return landmarkAt(landmarks, Buffer.from(utf8).indexOf(needle));
}

describe('an SQLite database', () => {
  it('is read row by row, each value after its column', async () => {
    const parts = await partsOf(
      database(
        'CREATE TABLE logins (id INTEGER PRIMARY KEY, "user name" TEXT, password TEXT, ratio REAL, big INTEGER)',
        `INSERT INTO logins VALUES (7, 'alice', 'Blau-4711', 0.5, 9007199254740993), (8, 'bob', NULL, NULL, -3)`,
      ),
    );
    expect(textOf(parts)).toContain(
      'id: 7\tuser name: alice\tpassword: Blau-4711\tratio: 0.5\tbig: 9007199254740993\n',
    );
    expect(textOf(parts)).toContain('id: 8\tuser name: bob\tbig: -3\n');
    expect(placeOf(parts, 'bob')).toBe('logins, row 2');
    expect(unreadOf(parts)).toEqual([]);
  });

  it.each(['UTF-8', 'UTF-16le', 'UTF-16be'])('is read in %s', async (encoding) => {
    const bytes = database(
      `PRAGMA encoding = '${encoding}'`,
      'CREATE TABLE t (a)',
      `INSERT INTO t VALUES ('Пароль 秘密')`,
    );
    expect(textOf(await partsOf(bytes))).toContain('a: Пароль 秘密\n');
  });

  it('is read through interior and overflow pages, and in tables without row ids', async () => {
    const parts = await partsOf(
      database(
        'PRAGMA page_size = 512',
        'CREATE TABLE many (n INTEGER, word TEXT)',
        `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000) INSERT INTO many SELECT n, 'word' || n FROM c`,
        'CREATE TABLE keyed (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID',
        `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 300) INSERT INTO keyed SELECT 'key' || n, 'value' || n FROM c`,
        'CREATE TABLE long (body TEXT)',
        `INSERT INTO long VALUES ('start' || hex(zeroblob(20000)) || 'end')`,
      ),
    );
    const text = textOf(parts);
    expect(text.match(/word: word\d+\n/g)).toHaveLength(2000);
    expect(new Set(text.match(/v: value\d+\n/g)).size).toBe(300);
    expect(text).toContain(`start${'00'.repeat(20000)}end`);
    expect(unreadOf(parts)).toEqual([]);
  });

  it('shows deleted rows until they are written over, and not once they are wiped', async () => {
    const fill = [
      'CREATE TABLE t (a TEXT)',
      `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000) INSERT INTO t SELECT 'gone' || n FROM c`,
    ];
    const left = textOf(await partsOf(database('PRAGMA secure_delete = 0', ...fill, 'DROP TABLE t')));
    expect(left).toMatch(/gone1\d+\n/);
    const wiped = textOf(await partsOf(database('PRAGMA secure_delete = 1', ...fill, 'DROP TABLE t')));
    expect(wiped).not.toMatch(/gone1\d+\n/);
  });

  it('gives files that it keeps as members, and text in blobs as text', async () => {
    const zip = 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==';
    const hex = Buffer.concat([Buffer.from(zip, 'base64'), Buffer.alloc(80)]).toString('hex');
    const parts = await partsOf(
      database(
        'CREATE TABLE f (name TEXT, body BLOB)',
        `INSERT INTO f VALUES ('a', x'${hex}'), ('b', CAST('plain words' AS BLOB))`,
      ),
    );
    expect(textOf(parts)).toContain('name: b\tbody: plain words\n');
    expect(parts[1]?.member).toEqual(['f, row 1, body']);
  });

  it('says so when pages are missing, and gives what stands in the others', async () => {
    const whole = database(
      'CREATE TABLE t (a TEXT)',
      `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5000) INSERT INTO t SELECT 'word' || n FROM c`,
    );
    const parts = await partsOf(whole.subarray(0, whole.length - 2 * 4096));
    expect(textOf(parts)).toContain('a: word1\n');
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
    expect(unreadOf(await partsOf(whole))).toEqual([]);
  });

  it('never throws or hangs, whatever is changed in it', async () => {
    const whole = database(
      'PRAGMA page_size = 512',
      'CREATE TABLE t (a TEXT, b BLOB)',
      `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200) INSERT INTO t SELECT 'word' || n, zeroblob(n * 5) FROM c`,
    );
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), fc.nat(whole.length), async (changes, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const parts = await partsOf(Buffer.concat([whole.subarray(0, 100), bytes.subarray(100, 100 + cut)]));
        expect(parts.every(({ content }) => content.state !== 'container')).toBe(true);
        expect(unreadOf(parts).join()).not.toContain('brought');
      }),
      { numRuns: 200 },
    );
  });
});

describe('columns of a statement', () => {
  it.each([
    ['CREATE TABLE t (a, b TEXT DEFAULT (1, 2), "c,d" INT, [e f], PRIMARY KEY (a, b))', ['a', 'b', 'c,d', 'e f'], -1],
    ['create table "x(y" (`id` INTEGER PRIMARY KEY, v VARCHAR(10, 2) CHECK (v <> \')\'))', ['id', 'v'], 0],
    ['CREATE TABLE t (a', [], -1],
    ['CREATE VIRTUAL TABLE t USING fts5', [], -1],
  ])('%s', (sql, names, rowId) => {
    expect(columnsOf(sql)).toEqual({ names, rowId });
  });
});
