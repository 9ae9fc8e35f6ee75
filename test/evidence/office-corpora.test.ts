import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { linesOf } from './office-fixture.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';

const CORPUS = '../shared/corpora/mail/tika';
const NAMES = /\.(?:docx|xlsx|pptx)$/i;
const isZip = (bytes: Buffer) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Documents whose own text is empty, and why. */
const EMPTY: Readonly<Record<string, string>> = {
  'testAltChunkHTML.docx': 'all of it is a chunk, which is a member',
  'testAltChunkMHT.docx': 'all of it is a chunk, which is a member',
  'testWORD_truncated.docx': 'its first 763 bytes, with no text in them',
};

/** A line of a document as a person sees it in its program, and where it stands. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  'testWORD_various.docx': [
    'footnote 1| \t This is a footnote.',
    'header| This is the header text.',
    'table 1, row 2| Row 2 Col 1\tRow 2 Col 2\tRow 2 Col 3',
  ],
  'testComment.docx': ['comment 1| Michael McCandless: Here is a comment'],
  'testComment.xlsx': ['Sheet1!A1| Here is some text'],
  'testDataConnections.xlsx': [
    'connections.xml~ connection: Provider=SQLOLEDB;Data Source=db.example.org;Initial Catalog=TestDB;User ID=user;Password=secret123',
  ],
  'testDdeLink.xlsx': ['externalLink1.xml~ ddeService: cmd\tddeTopic: /c calc.exe'],
  'testMailMerge.docx': ['settings~ query: SELECT * FROM contacts'],
  'testEXCEL.strict.xlsx': ['Sheet Number 2!A7| 1\t10\t2\t13'],
  'testEXCEL_textbox.xlsx': ['Sheet1, drawing| this is some autoshape text'],
  'testPPT_comment.pptx': [
    "slide 1, comment| Allison, Timothy B.: I'm afraid I'm going to have to ask you to add some content to this tps deck",
  ],
  'testPPT_various.pptx': [
    'slide 1| Row 1 Col 1\tRow 1 Col 2\tRow 1 Col 3',
    'slide 1, notes| This is the footer text.',
  ],
  'testPPT_diagramData.pptx': ['slide 1, diagram| President'],
};

function documents(): readonly string[] {
  return readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && NAMES.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isZip(readFileSync(path)))
    .toSorted();
}

if (!existsSync(CORPUS)) console.warn(`skipped: ${CORPUS} is not here`);

describe.skipIf(!existsSync(CORPUS))('office documents of the corpus', () => {
  test('each has text, or is known to have none', { timeout: 120_000 }, async () => {
    const paths = documents();
    expect(paths.length).toBeGreaterThanOrEqual(120);
    for (const path of paths) {
      const { parts } = await openedDocument(readFileSync(path), { fileName: basename(path) });
      const [own] = parts;
      const isEmpty = own?.content.state !== 'text' || own.content.text.utf8.length === 0;
      expect(isEmpty, path).toBe(basename(path) in EMPTY);
      expect(textOf(parts).trim() === '' && unreadOf(parts).length === 0, path).toBe(false);
      const broken = unreadOf(parts).filter((why) => why.startsWith(':') || why.startsWith('(rest)'));
      expect(broken, path).toEqual([]);
    }
  });

  test.each(Object.entries(SEEN))('%s', async (name, seen) => {
    const path = documents().find((one) => basename(one) === name) ?? name;
    const content = (await openedDocument(readFileSync(path))).parts[0]?.content;
    const lines = content?.state === 'text' ? linesOf(content.text) : [];
    for (const line of seen) expect(lines).toContain(line);
  });
});
