import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RtfText, readRtf } from '../../src/evidence/rtf/rtf-text.ts';

const MAIL = '../shared/corpora/mail';
const LIMITS = { textBytes: 1 << 26, objects: 1000 };

/** Every RTF file of the corpora by its path below them, forward slashes throughout. */
function documents(): readonly string[] {
  return readdirSync(MAIL, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.rtf'))
    .sort();
}

const read = (path: string): RtfText => readRtf(readFileSync(join(MAIL, path)), LIMITS);
const textOf = ({ text }: RtfText) => Buffer.from(text.utf8).toString();

/** Words that a person who opens the file sees. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'testRTF-ms932.rtf': ['こんにちは', 'テスト', 'タイトル'],
  'testRTFJapanese.rtf': ['ゾルゲと尾崎、淡々と最期', '1.\tゾルゲの処刑記録'],
  'testRTFVarious.rtf': [
    'Row 1 Col 1\tRow 1 Col 2\tRow 1 Col 3\nRow 2 Col 1',
    '•\tBullet 1',
    'http://tika.apache.org',
    'This is a footnote.',
    'Here is a text box',
    '𐌲𐌿𐍄𐌹𐍃𐌺',
  ],
  'testRTFTableCellSeparation.rtf': ['a\tb\nc\td\nä\të\nö\tü'],
  'testRTFWordPadCzechCharacters.rtf': ['Článek týdne'],
  'testRTFWord2010CzechCharacters.rtf': ['Svitky od Mrtvého moře'],
  'testRTFWindowsCodepage1250.rtf': ['zażółć gęślą jaźń'],
  'testRTFWithCurlyBraces.rtf': ['{ some text inside curly brackets }'],
  'testRTFControls.rtf': ['Thiswordhasanem—dash', 'Thiswordhasanon-breakinghyphen', 'Thiswordhasanoptionalhyphen'],
  'testRTFHexEscapeInsideWord.rtf': ['ESPÍRITO SANTO'],
  'testRTFListMicrosoftWord.rtf': ['1.\tone', '–\tsecond', 'Axel Dörfler'],
  'testRTFListLibreOffice.rtf': ['3.\tthree', '–\tthird'],
  'testComment.rtf': ['Here is a comment', 'Michael McCandless'],
  'testRTF_nestedHyperlinkPageRef.rtf': ['Before 42 after.'],
  'testFontAfterBufferedText.rtf': ['Уважаемый клиент!'],
  'testRTF_npeFromWMFInTikaServer.rtf': ['Example text to extract from RTF.', 'Example footer'],
  'testRTFTIKA_1713.rtf': ['REDACTED.docx</TD>', '</BODY></HTML>'],
  'nonUnicodeCP932.rtf': ['</html>'],
  'A memo.rtf': ['A memo.'],
  'A schedule.rtf': ['A message body.'],
  'christmas/message.rtf': ["You've made this a Christmas to remember"],
  'MAPI_ATTACH_DATA_OBJ/message.rtf': ['Ellers melder vår nykomling'],
};

describe.skipIf(!existsSync(MAIL))('RTF of the corpora (skipped where ../shared is not there)', () => {
  test('all 68 are read whole, and by their kinds', () => {
    const kinds = { html: 0, text: 0, native: 0 };
    for (const path of documents()) {
      const result = read(path);
      expect([path, result.shortfall]).toEqual([path, null]);
      expect([path, Buffer.from(result.text.utf8).includes(0)]).toEqual([path, false]);
      kinds[result.kind] += 1;
    }
    expect(kinds).toEqual({ html: 13, text: 4, native: 51 });
  });

  test.each(Object.entries(WORDS))('%s', (name, words) => {
    const path = documents().find((one) => one.endsWith(`/${name}`)) ?? '';
    const text = textOf(read(path));
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toMatch(/\\(?:par|pard|plain|htmltag)\b/);
  });

  test('embedded files by name and size', () => {
    const path = documents().find((one) => one.endsWith('testRTFEmbeddedFiles.rtf')) ?? '';
    const objects = read(path).objects.map(({ name, mediaType, bytes, isCut }) => ({
      name,
      mediaType,
      size: bytes().length,
      isCut,
    }));
    expect(objects.filter(({ isCut }) => isCut)).toEqual([]);
    expect(objects.filter(({ mediaType }) => mediaType === null)).toHaveLength(14);
    expect(objects.find(({ name }) => name?.startsWith('testHTML_utf8'))).toMatchObject({ size: 933 });
    expect(objects.find(({ name }) => name?.startsWith('testMSG'))).toMatchObject({ size: 20480 });
    expect(objects.filter(({ name }) => name?.startsWith('testJPEG')).map(({ size }) => size)).toEqual([7686, 7686]);
  });
});
