import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';

const TIKA = '../shared/corpora/mail/tika';

/** What opens the four that are locked, by their own tests. */
const PASSWORDS = ['user', '    ', '  ! < > " \\ € œ ¤ 1⁄4 1⁄2 𠜎 𩶘 😀  '];

/** Words that a person sees who opens the file. */
const SEEN: readonly (readonly [string, string])[] = [
  ['testPDF.pdf', 'Apache Tika is a toolkit'],
  ['testPDF_acroform3.pdf', 'aTextField: TIKA-1226'],
  ['testPDF_XFA_govdocs1_258578.pdf', 'my_school'],
  ['testAnnotations.pdf', 'Michael McCandless: Here is a comment'],
  ['testPDFTwoTextBoxes.pdf', 'Left column line 1\nLeft column line 2'],
  ['testPDF_jsActionOnPage.pdf', "app.alert('TIKA test')"],
  ['testPDF_bookmarks.pdf', 'Denmark bookmark is here'],
  ['testPDF-custommetadata.pdf', 'Custom Property: Custom Value'],
];

describe.skipIf(!existsSync(TIKA))('PDFs of tika (skipped where ../shared is not there)', () => {
  const files = globSync(`${TIKA}/**/*.pdf`).sort();

  test('each is read, or is a row with the right reason', { timeout: 120_000 }, async () => {
    const rows = new Set<string>();
    const empty = new Set<string>();
    for (const file of files) {
      const { parts } = await openedDocument(readFileSync(file));
      const own = parts[0]?.content;
      if (own?.state === 'text' && own.text.utf8.length === 0) empty.add(basename(file));
      for (const row of unreadOf(parts)) if (!row.endsWith(': unsupported')) rows.add(`${basename(file)}: ${row}`);
    }
    expect(files).toHaveLength(69);
    expect([...rows].sort()).toEqual(EXPECTED_ROWS);
    expect([...empty]).toEqual(['testPDF_malformedXFA.pdf']);
  });

  test('the four that are locked open with their passwords', { timeout: 60_000 }, async () => {
    const locked = files.filter((file) => /Password|owner_user/.test(file));
    expect(locked).toHaveLength(4);
    for (const file of locked) {
      const { parts } = await openedDocument(readFileSync(file), { passwords: PASSWORDS });
      expect(unreadOf(parts).filter((row) => row.endsWith('encrypted'))).toEqual([]);
      expect(textOf(parts).trim()).not.toBe('');
    }
  });

  test.each(SEEN)('%s says %s', async (name, words) => {
    const file = files.find((path) => path.endsWith(`/${name}`)) ?? '';
    expect(textOf((await openedDocument(readFileSync(file))).parts)).toContain(words);
  });
});

/** What is locked by a password, or by a rights service; a stretch of whose data is damaged. */
const EXPECTED_ROWS: readonly string[] = [
  'testMicrosoftIRMServices.pdf: MicrosoftIRMServices Protected PDF.pdf: encrypted',
  'testPDF_bad_page_303226.pdf: (damaged data): damaged',
  'testPDF_no_extract_no_accessibility_owner_user.pdf: : encrypted',
  'testPDF_no_extract_yes_accessibility_owner_user.pdf: : encrypted',
  'testPassword4Spaces.pdf: : encrypted',
  'testUnicodePassword.pdf: : encrypted',
];
