import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compoundBytes } from './compound-builder.ts';
import { hiddenText, markedText } from './marked-text.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { numbers, wordTree } from './word-builder.ts';

const opened = async (tree: Parameters<typeof compoundBytes>[0]) => (await openedDocument(compoundBytes(tree))).parts;

describe('a Word document of 97 to 2003', () => {
  test('paragraphs, notes, headers, comments and text boxes at their landmarks, over narrow and wide pieces', async () => {
    const parts = await opened(
      wordTree({
        main: 'Der Schlüssel heißt Löwe\rПароль: Утро-7\r\rEnd.\r',
        footnotes: ['a footnote'],
        headers: ['', '', '', '', '', '', '', 'Top of page', '', 'Bottom of page'],
        comments: ['first remark', 'Kommentar “zwei”'],
        endnotes: ['at the end'],
        textBoxes: ['in a box'],
      }),
    );
    expect(markedText(parts)).toEqual([
      ['paragraph 1', 'Der Schlüssel heißt Löwe\n'],
      ['paragraph 2', 'Пароль: Утро-7\n\n'],
      ['paragraph 4', 'End.\n'],
      ['footnote 1', 'a footnote\n'],
      ['header', 'Top of page\n'],
      ['footer', 'Bottom of page\n'],
      ['comment 1', 'first remark\n'],
      ['comment 2', 'Kommentar “zwei”\n'],
      ['endnote 1', 'at the end\n'],
      ['text box 1', 'in a box\n'],
    ]);
    expect(unreadOf(parts)).toEqual([]);
  });

  test('cells are parted by tabs, rows by line ends; breaks end lines; hyphens that break stand as such', async () => {
    const main = 'User\x07Pass\x07\x07bob\x07s3\x1ecret\x07\x07one\x0btwo\x0cthree so\x1fft\r';
    expect(textOf(await opened(wordTree({ main })))).toBe('User\tPass\nbob\ts3-cret\none\ntwo\nthree soft\n\n');
  });

  test('what a field shows stands in its place, what it leads to after its paragraph, unseen; fields in fields', async () => {
    const link = '\x13 HYPERLINK "https://u:p@h/" \x14the vault\x15';
    const nested = '\x13IF \x13 DOCPROPERTY key \x14shown key\x15 = 1 \x14yes\x15';
    const parts = await opened(wordTree({ main: `Open ${link} now\r${nested}, page \x13 PAGE \x143\x15\r` }));
    expect(textOf(parts)).toBe(
      'Open the vault now\nHYPERLINK "https://u:p@h/"\nyes, page 3\nIF shown key DOCPROPERTY key  = 1\n\n',
    );
    expect(hiddenText(parts)).toEqual(['HYPERLINK "https://u:p@h/"', 'IF shown key DOCPROPERTY key  = 1']);
  });

  test('a document of Word 6: one stretch of bytes in the charset of its language', async () => {
    const main = Buffer.alloc(0x300);
    const text = Buffer.from('cf e0 f0 ee eb fc 3a 20 d3 f2 f0 ee 0d'.replaceAll(' ', ''), 'hex');
    main.writeUInt16LE(0xa5dc, 0);
    main.writeUInt16LE(101, 2);
    main.writeUInt16LE(0x0419, 6);
    main.writeUInt32LE(0x300, 0x18);
    main.writeUInt32LE(0x300 + text.length, 0x1c);
    main.writeUInt32LE(text.length, 0x34);
    expect(textOf(await opened({ WordDocument: Buffer.concat([main, text]) }))).toBe('Пароль: Утро\n\n');
  });

  test('any text comes back whole, however it lies in pieces', async () => {
    const letter = fc.constantFrom('a', 'ü', 'Ж', '鍵', ' ', '\r');
    await fc.assert(
      fc.asyncProperty(
        fc.array(letter, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (text, length) => {
          const main = `${text.join('')}.\r`;
          const expected = main.replaceAll('\r', '\n').replace(/^\s*\n/, '');
          expect(textOf(await opened(wordTree({ main }, length))).trim()).toBe(expected.trim());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('without the list of pieces, or with less text than it says: a row, and what is there', async () => {
    const whole = wordTree({ main: 'all of this text\rand more\r' });
    const { WordDocument, ...rest } = whole;
    const without = { ...whole, '1Table': Buffer.alloc(64) };
    expect(unreadOf(await opened(without))).toEqual([': damaged']);
    if (!(WordDocument instanceof Uint8Array)) throw new Error('no stream');
    const cut = await opened({ ...rest, WordDocument: WordDocument.subarray(0, 1024 + 10) });
    expect(textOf(cut)).toMatch(/^all of/);
    expect(unreadOf(cut)).toEqual(['(rest): damaged']);
    expect(unreadOf(await opened({ WordDocument: Buffer.alloc(2000, 7) }))).toEqual([': damaged']);
  });

  test('counts of pieces that do not ascend are not believed, those that lie beyond the stream hold nothing', async () => {
    const tree = wordTree({ main: 'text\r' });
    const main = Buffer.from(tree.WordDocument instanceof Uint8Array ? tree.WordDocument : []);
    const piecesAt = main.readUInt32LE(0x1a2);
    const table = Buffer.from(tree['1Table'] instanceof Uint8Array ? tree['1Table'] : []);
    table.writeUInt32LE(0xffffffff, piecesAt + 10);
    expect(unreadOf(await opened({ ...tree, '1Table': table }))).toEqual([': damaged']);
    main.writeUInt32LE(0xffffffff, 0x4c);
    const parts = await opened({ ...tree, WordDocument: main });
    expect(textOf(parts)).toBe('text\n\n');
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });

  test('variables that macros keep', async () => {
    const tree = wordTree({ main: 'text\r' });
    const main = Buffer.from(tree.WordDocument instanceof Uint8Array ? tree.WordDocument : []);
    const table = Buffer.from(tree['1Table'] instanceof Uint8Array ? tree['1Table'] : []);
    const sized = (text: string) => Buffer.concat([Buffer.from([text.length, 0]), Buffer.from(text, 'utf16le')]);
    const names = Buffer.concat([sized('token'), Buffer.alloc(4)]);
    const variables = Buffer.concat([Buffer.from([0xff, 0xff, 1, 0, 4, 0]), names, sized('abc-123')]);
    numbers([table.length, variables.length]).copy(main, 0x9a + 60 * 8);
    const parts = await opened({ ...tree, WordDocument: main, '1Table': Buffer.concat([table, variables]) });
    expect(markedText(parts)).toContainEqual(['document variables', 'token: abc-123\n']);
  });
});
