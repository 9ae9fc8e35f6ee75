import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { type Document, Key, type KeySource, type Message, readSource } from '../../src/evidence/index.ts';
import { textOf } from './opened-document.ts';

const TIKA = '../shared/corpora/mail/tika';

/** What reading a file comes to: whether there is any text, and what was not read of it and why. */
interface Outcome {
  readonly text: boolean;
  readonly unread: readonly string[];
}

const EXPECTED = JSON.parse(
  readFileSync(new URL('./fixtures/tika-documents.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Outcome>>;

/** Words that other programs show (pdftotext, LibreOffice, unzip) who open the file; a sample of thirty. */
const SEEN: Readonly<Record<string, string>> = {
  'testJournalParser.pdf': 'Scalability of Controlling Heterogenous',
  'testPDF_XFA_govdocs1_258578.pdf': 'Mount Rushmore National Memorial',
  'testPDF_rotated.pdf': 'Tika - Content Analysis Toolkit',
  'testPDF_bookmarks.pdf': 'This is a page about Denmark',
  'testPDF_acroform3.pdf': 'form with a signature field',
  'testPDFVarious.pdf': 'Footnote appears here',
  'testPDFPackage.pdf': 'bound together in this PDF Package',
  'testPageNumber.pdf': 'This is page one.',
  'testPDF-TIKA-4444.pdf': 'Lorem ipsum dolor sit amet',
  'testPDF.pdf': 'Tika - Content Analysis Toolkit',
  'testWORD_various.docx': 'Here is a text box',
  'testWORD_text_box.docx': 'the footer of the document',
  'footnotes.docx': 'Eto ochen prosto',
  'testWORD_embeded.docx': 'The quick brown fox jumps over',
  'testComment.docx': 'Here is a comment',
  'testWORD_phonetic.docx': '東京',
  'testInstrLink.docx': 'Invoice document shared with your Gmail Workspace',
  'testWORD_numbered_list.docx': 'Intervening table',
  'testEXCEL_headers_footers.xlsx': 'John Smith5',
  'testEXCEL_textbox.xlsx': 'some autoshape text',
  'testDataConnections.xlsx': 'Test data connections',
  'testEXCEL_hyperlinks.xlsx': 'mailto:user@tika.apache.org',
  'test-columnar.xlsx': 'Square of the Record Number',
  'testPPT_various.pptx': 'ゾルゲと尾崎、淡々と最期',
  'testComment.pptx': 'Here is some text',
  'testPPT_masterFooter.pptx': 'Master footer is here',
  'testPPT_groups.pptx': 'Ungrouped text box',
  'test-documents.7z': 'Tika',
  'test-documents.rar': 'Tika',
  'test-documents.zip': 'Tika',
};

/** Passwords that the files' own tests use, and what a person reads once inside. */
const LOCKED: readonly (readonly [file: string, password: string, words: string])[] = [
  ['testEXCEL_protected_passtika.xlsx', 'tika', 'Encrypted Excel spreadsheet'],
  ['testEXCEL_protected_passtika_2.xlsx', 'tika', 'Encrypted Excel spreadsheet'],
  ['testWORD_protected_passtika.docx', 'tika', 'encrypted Word 2007 File'],
  ['testPPT_protected_passtika.pptx', 'tika', 'encrypted PowerPoint'],
  ['test7Z_protected_passTika.7z', 'Tika', 'TEST DATA FOR TIKA'],
  ['full_encrypted.7z', 'password', ''],
  ['testPDF_no_extract_no_accessibility_owner_user.pdf', 'user', 'Hello'],
];

describe.skipIf(!existsSync(TIKA))('documents of tika (skipped where ../shared is not there)', () => {
  const files = new Map<string, string>();
  beforeAll(() => {
    for (const path of globSync(`${TIKA}/**/*.{pdf,docx,xlsx,pptx,zip,7z,rar,tsd}`).sort())
      if (!files.has(basename(path))) files.set(basename(path), path);
  });

  test('each is read, or is a row with its reason, as the list says', { timeout: 240_000 }, async () => {
    const found: Record<string, Outcome> = {};
    for (const name of files.keys()) found[name] = outcomeOf(await itemsOf(name));
    expect(Object.keys(found).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const [name, outcome] of Object.entries(found)) expect([name, outcome]).toEqual([name, EXPECTED[name]]);
  });

  test('nothing comes out empty without a reason', () => {
    const empty = Object.entries(EXPECTED).filter(([, { text, unread }]) => !text && unread.length === 0);
    expect(empty.map(([name]) => name)).toEqual(WITHOUT_TEXT);
  });

  test.each(Object.entries(SEEN))('%s says what a person sees in it', { timeout: 60_000 }, async (name, words) => {
    expect(await shownText(name)).toContain(words);
  });

  test.each(LOCKED)(
    '%s opens with its password and with no other',
    { timeout: 60_000 },
    async (name, password, words) => {
      expect(await shownText(name, () => [new Key('wrong', 'a guess')])).toBe(await shownText(name));
      const opened = await shownText(name, () => [new Key('wrong', 'a guess'), new Key(password, 'its own test')]);
      expect(opened.length).toBeGreaterThan((await shownText(name)).length);
      expect(opened).toContain(words);
    },
  );

  async function itemsOf(name: string, keys?: KeySource): Promise<readonly (Document | Message)[]> {
    const path = files.get(name) ?? '';
    const items: (Document | Message)[] = [];
    const options = keys === undefined ? {} : { keys };
    const source = { path, relative: name, size: statSync(path).size };
    for await (const event of readSource(source, { parsers: DIRECT_PARSERS, ...options }))
      if (event.type === 'document') items.push(event.document);
      else if (event.type === 'message') items.push(event.message);
    return items;
  }

  async function shownText(name: string, keys?: KeySource): Promise<string> {
    return (await itemsOf(name, keys))
      .map(({ parts }) => textOf(parts))
      .join('\n')
      .replace(/[ \t\n]+/g, ' ')
      .trim();
  }
});

/** A zip of empty files, a page without a word. */
const WITHOUT_TEXT = ['testPDF_malformedXFA.pdf', 'gbk.zip'];

function outcomeOf(items: readonly (Document | Message)[]): Outcome {
  const unread = new Set<string>();
  let text = false;
  for (const { parts, place } of items)
    for (const { content, member } of parts) {
      if (content.state === 'text' && content.text.utf8.length > 0) text = true;
      if (content.state === 'unread') unread.add(`${[...place.container, ...member].join('/')}: ${content.reason}`);
    }
  return { text, unread: [...unread].sort() };
}
