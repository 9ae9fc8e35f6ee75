import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DIRECT_PARSERS, openedBy, ParserPool, type Part, PreparingParsers } from '../../src/evidence/index.ts';
import { RememberingParsers } from '../../src/evidence/isolation/remembered-pieces.ts';
import { lockedZip } from './locked-zip.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { paragraph, wordDocument, workbook } from './office-fixture.ts';
import { openedAttachment } from './opened-attachment.ts';
import { textOf, unreadOf } from './opened-document.ts';
import { pdfOf, shown } from './pdf-builder.ts';
import { writeZip } from './zip-fixture.ts';

const pool = new ParserPool({ size: 2 });
afterAll(() => pool.close());
const ENGINES = [
  ['in this process', DIRECT_PARSERS],
  ['in children', pool],
  ['in children, ahead, and remembered', new PreparingParsers(new RememberingParsers(pool))],
] as const;

const pdf = pdfOf([shown('the key of the door', 72, 700)]);
const word = wordDocument(paragraph('the key of the door'));
const sheet = workbook({
  Budget: '<sheetData><row><c r="B4" t="str"><v>the key of the door</v></c></row></sheetData>',
});
const nested = writeZip([
  { name: 'letter.docx', data: word },
  { name: 'inner.zip', data: writeZip([{ name: 'paper.pdf', data: pdf }]) },
]);
const locked = await lockedZip([{ name: 'prod.env', data: 'the key of the door', password: 'Sésame 7', strength: 3 }]);
const FORMATS: readonly (readonly [string, Buffer])[] = [
  ['PDF', pdf],
  ['docx', word],
  ['xlsx', sheet],
  ['documents in a zip in a zip', nested],
  ['a database', database()],
];

describe.each(ENGINES)('readers %s', (_where, parsers) => {
  it.each(FORMATS)('read %s', async (_format, bytes) => {
    const parts = await openedAttachment(bytes, { parsers });
    expect(textOf(parts)).toContain('the key of the door');
    expect(unreadOf(parts)).toEqual([]);
  });

  it('keep the places of a text', async () => {
    const parts = await openedAttachment(pdf, { parsers });
    expect(parts[0]?.content).toMatchObject({ text: { landmarks: [{ at: 0, name: 'page 1' }] } });
  });

  it('open what is locked with its password, say which, and give nothing without', async () => {
    const opened = await openedAttachment(locked, { parsers, passwords: ['wrong', 'Sésame 7'] });
    expect(textOf(opened)).toContain('the key of the door');
    expect(opened.map((part) => openedBy(part)?.origin ?? null)).toEqual([null, 'password 1']);
    const shut = await openedAttachment(locked, { parsers, passwords: ['wrong'] });
    expect(textOf(shut)).toBe('');
    expect(unreadOf(shut)).toEqual(['prod.env: encrypted']);
  });

  it('say what is damaged', async () => {
    const parts = await openedAttachment(pdf.subarray(0, 40), { parsers });
    expect(unreadOf(parts)).toEqual([': damaged']);
  });

  it('keep to the budget', async () => {
    const budget = {
      depth: 32,
      parts: 3,
      members: 10,
      messageBytes: 1e6,
      partBytes: 1e6,
      expandedBytes: 1e6,
      expansionRatio: 200,
    };
    const many = writeZip(Array.from({ length: 9 }, (_, at) => ({ name: `${at}.pdf`, data: pdf })));
    const parts = await openedAttachment(many, { parsers, budget });
    expect(unreadOf(parts).at(-1)).toMatch(/over-budget$/);
  });
});

describe('both', () => {
  it('come to the very same, whole or damaged', async () => {
    const whole = FORMATS.map(([, bytes]) => bytes);
    const inputs = [...whole, locked, ...fc.sample(mutatedBytes(whole, 200), { numRuns: 60, seed: 4 })];
    for (const input of inputs) {
      const [direct, ...isolated] = await Promise.all(
        ENGINES.map(async ([, parsers]) => (await openedAttachment(input, { parsers })).map(summary)),
      );
      for (const parts of isolated) expect(parts).toEqual(direct);
    }
  });
});

function summary({ member, mediaType, content }: Part) {
  if (content.state !== 'text') return { member, mediaType, content };
  const { utf8, hidden, landmarks } = content.text;
  return { member, mediaType, text: Buffer.from(utf8).toString('latin1'), hidden, landmarks };
}

function database(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-isolation-'));
  const path = join(folder, 'notes.db');
  using made = new DatabaseSync(path);
  made.exec("CREATE TABLE note (words TEXT); INSERT INTO note VALUES ('the key of the door')");
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}
