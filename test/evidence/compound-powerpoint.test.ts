import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compoundBytes, type Tree } from './compound-builder.ts';
import { hiddenText, markedText } from './marked-text.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { comment, container, narrowText, ppt, presentationTree, string, wideText } from './presentation-builder.ts';
import { numbers, wordTree } from './word-builder.ts';

const opened = async (tree: Tree) => (await openedDocument(compoundBytes(tree))).parts;

describe('a PowerPoint presentation of 97 to 2003', () => {
  test('slides in the order in which they are shown, their boxes, comments and notes', async () => {
    const box = container(0xf002, container(0xf003, container(0xf004, container(0xf00d, narrowText('in a box')))));
    const parts = await opened(
      presentationTree([
        { outline: [wideText('Erste Folie\rПароль')], own: [box], notes: [narrowText('say the key')] },
        { outline: [narrowText('second')], own: [comment('Eve', 'really?')] },
        { notes: [wideText('last notes')] },
      ]),
    );
    expect(markedText(parts)).toEqual([
      ['slide 1', 'Erste Folie\nПароль\n'],
      ['slide 1', 'in a box\n'],
      ['slide 2', 'second\n'],
      ['slide 2, comment', 'Eve\nreally?\n'],
      ['slide 1, notes', 'say the key\n'],
      ['slide 3, notes', 'last notes\n'],
    ]);
    expect(unreadOf(parts)).toEqual([]);
  });

  test('what an earlier version left in the file is read and marked, and not said twice', async () => {
    const left = [container(0x03ee, narrowText('removed secret'), narrowText('still there'))];
    const parts = await opened(presentationTree([{ own: [narrowText('still there')] }], left));
    expect(markedText(parts)).toEqual([
      ['slide 1', 'still there\n'],
      ['earlier version, slide', 'removed secret\n'],
    ]);
    expect(hiddenText(parts)).toEqual(['removed secret']);
  });

  test('without its index: slides as they stand, and a row', async () => {
    const { 'PowerPoint Document': stream = Buffer.alloc(0) } = presentationTree([
      { own: [narrowText('one')] },
      { own: [narrowText('two')] },
    ]);
    const parts = await opened({ 'PowerPoint Document': stream });
    expect(markedText(parts)).toEqual([
      ['slide 1', 'two\n'],
      ['slide 2', 'one\n'],
    ]);
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });

  test('edits that lead back to one another, and a directory that lies about its length, end', async () => {
    const directory = ppt(0x1772, 0, 0, numbers([(0xfff << 20) | 1, 0]));
    const edit = ppt(0x0ff5, 0, 0, numbers([0, 0, directory.length, 0, 1, 0, 0]));
    const user = ppt(0x0ff6, 0, 0, numbers([20, 0, directory.length]));
    const slide = container(0x03ee, narrowText('words'));
    const tree = { 'PowerPoint Document': Buffer.concat([directory, edit, slide]), 'Current User': user };
    const parts = await opened(tree);
    expect(textOf(parts)).toContain('words');
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });

  test('containers nested without end cost neither the stack nor the run', async () => {
    const head = Buffer.from(ppt(0xf004, 0, 0xf).subarray(0, 8));
    head.writeUInt32LE(0x7fffffff, 4);
    const deep = Buffer.concat(Array.from({ length: 20_000 }, () => head));
    const stream = Buffer.concat([container(0x03ee, narrowText('before')), container(0x03ee, deep)]);
    expect(textOf(await opened({ 'PowerPoint Document': stream }))).toContain('before');
  });

  test('embedded objects, compressed and not, are read as the files they are', async () => {
    const inner = compoundBytes(wordTree({ main: 'a document on a slide\r' }));
    const size = Buffer.alloc(4);
    const { 'PowerPoint Document': stream = Buffer.alloc(0), ...rest } = presentationTree([{}]);
    if (!(stream instanceof Uint8Array)) throw new Error('no stream');
    const objects = [ppt(0x1011, 1, 0, size, deflateSync(inner)), ppt(0x1011, 0, 0, inner)];
    const shift = (tree: Tree) => ({ ...tree, 'PowerPoint Document': Buffer.concat([stream, ...objects]) });
    const parts = await opened(shift(rest));
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'object 1', 'object 2']);
    expect(textOf(parts.slice(1))).toBe('a document on a slide\n\na document on a slide\n\n');
    const broken = [ppt(0x1011, 1, 0, size, deflateSync(inner).subarray(0, 200))];
    expect(unreadOf(await opened({ ...rest, 'PowerPoint Document': Buffer.concat([stream, ...broken]) }))).toContain(
      'object 1: damaged',
    );
  });

  test('links of the document', async () => {
    const link = container(0x0fd7, ppt(0x0fd3, 0, 0, numbers([1])), string('the vault'), string('https://u:p@h/', 1));
    const document = container(0x03e8, container(0x0409, link));
    const directory = ppt(0x1772, 0, 0, numbers([(1 << 20) | 1, 0]));
    const edit = ppt(0x0ff5, 0, 0, numbers([0, 0, 0, document.length, 1, 0, 0]));
    const user = ppt(0x0ff6, 0, 0, numbers([20, 0, document.length + directory.length]));
    const parts = await opened({
      'PowerPoint Document': Buffer.concat([document, directory, edit]),
      'Current User': user,
    });
    expect(markedText(parts)).toEqual([['document', 'the vault\nhttps://u:p@h/\n']]);
  });
});
