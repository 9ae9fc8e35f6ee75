import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompressVba } from '../../src/evidence/documents/compound/macros/decompress.ts';
import { compoundBytes, type Tree } from './compound-builder.ts';
import { markedText } from './marked-text.ts';
import { openedDocument, unreadOf } from './opened-document.ts';
import { literalContainer, vbaTree } from './vba-builder.ts';
import { wordTree } from './word-builder.ts';

const opened = async (tree: Tree) => (await openedDocument(compoundBytes(tree))).parts;
const source = (text: string) => Buffer.from(`Attribute VB_Name = "M"\r\n${text}\r\n`, 'latin1');

describe('macros', () => {
  test('a container with copies, as [MS-OVBA] §3.2 has it', () => {
    const container = Buffer.from(
      '012fb000236161616263646582660070616768696a013808616b6c00306d6e6f700671027004107273747576107778797a003c',
      'hex',
    );
    expect(decompressVba(container, 1000)).toEqual({
      bytes: Buffer.from('#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa'),
      isWhole: true,
    });
    expect(decompressVba(Buffer.from('0103b002614500', 'hex'), 10_000).bytes.toString()).toBe('a'.repeat(73));
  });

  test('a copy from before the chunk, a chunk that is cut, a container without its sign: what came before, not whole', () => {
    expect(decompressVba(Buffer.from('0103b001111111', 'hex'), 100).isWhole).toBe(false);
    expect(decompressVba(literalContainer(Buffer.from('abcdefgh')).subarray(0, -2), 100).isWhole).toBe(false);
    expect(decompressVba(Buffer.from('0203b0004141', 'hex'), 100)).toEqual({ bytes: Buffer.alloc(0), isWhole: false });
  });

  test('bytes come back whole, whatever their length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
        expect(decompressVba(literalContainer(Buffer.from(bytes)), 1e6)).toEqual({
          bytes: Buffer.from(bytes),
          isWhole: true,
        });
      }),
      { numRuns: 50 },
    );
  });

  test('any bytes end, within the limit and a chunk', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const { bytes: out } = decompressVba(Buffer.from([1, ...bytes]), 5000);
        expect(out.length).toBeLessThan(5000 + 4096);
      }),
    );
  });

  test('modules of a document, and of a project by itself, in the project’s charset', async () => {
    const modules = { ThisDocument: source('pw = "hunter2"'), Module1: source("' \xcf\xe0\xf0\xee\xeb\xfc") };
    const texts = [
      ['macro ThisDocument', 'Attribute VB_Name = "M"\npw = "hunter2"\n\n'],
      ['macro Module1', 'Attribute VB_Name = "M"\n\' Пароль\n\n'],
    ];
    const project = { VBA: vbaTree(modules), PROJECT: Buffer.from('ID="{}"') };
    const alone = await opened(project);
    expect(markedText(alone)).toEqual(texts);
    expect(unreadOf(alone)).toEqual([]);
    const document = await opened({ ...wordTree({ main: 'text\r' }), Macros: project });
    expect(markedText(document)).toEqual([['paragraph 1', 'text\n'], ...texts]);
    expect(document.length).toBe(1);
  });

  test('forms: the texts of their controls', async () => {
    const form = {
      f: Buffer.from('\0\x04\x10\0 Enter code\0', 'latin1'),
      o: Buffer.from('\x02\0default-pw-77\0\x01', 'latin1'),
    };
    const parts = await opened({ VBA: vbaTree({ M: source('x') }), UserForm1: form });
    expect(markedText(parts).slice(1)).toEqual([
      ['form UserForm1', ' Enter code\n'],
      ['form UserForm1', 'default-pw-77\n'],
    ]);
  });

  test('without the list of modules every stream is looked through, and a row says so', async () => {
    const project = vbaTree({ Module1: source('key = "k-1"') });
    const parts = await opened({ VBA: { ...project, dir: Buffer.from([1, 0xff, 0xff, 7]) } });
    expect(markedText(parts)).toEqual([['macro Module1', 'Attribute VB_Name = "M"\nkey = "k-1"\n\n']]);
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });
});
