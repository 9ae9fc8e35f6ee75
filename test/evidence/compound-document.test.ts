import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { BROUGHT_DOWN } from '../../src/evidence/documents/readers.ts';
import { compoundBytes, type Tree } from './compound-builder.ts';
import { markedText } from './marked-text.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { comment, narrowText, presentationTree } from './presentation-builder.ts';
import { vbaTree } from './vba-builder.ts';
import { numbers, wordTree } from './word-builder.ts';
import { number, shared, sharedStrings, workbook } from './workbook-builder.ts';

const opened = async (tree: Tree) => (await openedDocument(compoundBytes(tree))).parts;
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 1)]);

describe('what documents in a compound file have in common', () => {
  test('properties: known by name, one’s own by theirs, times, texts in the code page and in Unicode', async () => {
    const summary = propertyStream('f29f85e0-4ff9-1068-ab91-08002b27b3d9', [
      [1, typed(0x02, words16(1251))],
      [2, typed(0x1e, sized(Buffer.from('cfe0f0eeebfc00', 'hex')))],
      [4, typed(0x1f, Buffer.concat([numbers([4]), Buffer.from('Ève\0', 'utf16le')]))],
      [12, typed(0x40, Buffer.from('0080e5c0d4c5d901', 'hex'))],
      [17, typed(0x47, Buffer.from('a picture'))],
    ]);
    const names = Buffer.concat([numbers([1, 2, 7]), Buffer.from('apiKey\0')]);
    const own = propertyStream('d5cdd505-2e9c-101b-9397-08002b2cf9ae', [
      [0, names],
      [1, typed(0x02, words16(1252))],
      [2, typed(0x1e, sized(Buffer.from('key-4711\0')))],
    ]);
    const streams = { '\x05SummaryInformation': summary, '\x05DocumentSummaryInformation': own };
    const [, ...marked] = markedText(await opened({ ...wordTree({ main: 'text\r' }), ...streams }));
    const text = 'Title: Пароль\nAuthor: Ève\nCreated: 2023-08-03T06:33:52.000Z\napiKey: key-4711\n';
    expect(marked.map(([name]) => name)).toEqual(['properties']);
    expect(marked[0]?.[1].replace(/Created: 2023-[\dT:.-]+Z/, 'Created: 2023-08-03T06:33:52.000Z')).toBe(text);
  });

  test('objects are members: files of packages, documents by themselves; what shows them only is none', async () => {
    const inner = { ...wordTree({ main: 'inner words\r' }), '\x01CompObj': Buffer.alloc(8) };
    const parts = await opened({
      ...wordTree({ main: 'outer words\r' }),
      ObjectPool: {
        _1: { '\x03ObjInfo': Buffer.alloc(6), ...inner },
        _2: { Package: Buffer.from('plain words in a package') },
        _3: { '\x02OlePres000': Buffer.alloc(36) },
      },
    });
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', '_1', '_2']);
    expect(textOf(parts)).toBe('outer words\n\ninner words\n\nplain words in a package\n');
    expect(unreadOf(parts)).toEqual([]);
  });

  test('pictures are members by their own bytes; what only begins like one is none', async () => {
    const blip = (bytes: Buffer, type = 0xf01e) =>
      Buffer.concat([
        Buffer.from([0, 0x6e, type & 0xff, type >>> 8]),
        numbers([bytes.length + 17]),
        Buffer.alloc(17),
        bytes,
      ]);
    const data = Buffer.concat([Buffer.from('lead'), blip(PNG), blip(Buffer.alloc(50, 3)), blip(PNG).subarray(0, 60)]);
    const parts = await opened({ ...wordTree({ main: 'text\r' }), Data: data });
    expect(parts.slice(1).map(({ member, mediaType }) => [member[0], mediaType])).toContainEqual([
      'picture 1.png',
      'image/png',
    ]);
    expect(parts.some(({ member }) => member[0] === 'picture 2.png')).toBe(false);
  });

  test('of other programs’ documents what looks like text, and a row; never bytes of one width read as another', async () => {
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 0xff));
    const drawing = Buffer.concat([
      noise,
      Buffer.from('\0\0router password\0\0', 'utf16le'),
      Buffer.from('\0plain text of a shape\0'),
    ]);
    const parts = await opened({ VisioDocument: drawing });
    const text = textOf(parts);
    expect(text).toContain('router password\n');
    expect(text).toContain('plain text of a shape\n');
    expect(text).not.toMatch(/[\u3000-\ud7ff\ufffd]/);
    expect(unreadOf(parts)).toEqual(['(rest): unsupported']);
  });

  test('Publisher’s text', async () => {
    const text = Buffer.from('a flyer\rwith Ж', 'utf16le');
    const entry = Buffer.alloc(24);
    entry.writeUInt16LE(24, 0);
    entry.write('TEXT', 2, 'latin1');
    numbers([0x20 + 24, text.length]).copy(entry, 16);
    const contents = Buffer.concat([Buffer.from('CHNKINK '), Buffer.alloc(24), entry, text]);
    const parts = await opened({ Contents: Buffer.alloc(100), Quill: { QuillSub: { CONTENTS: contents } } });
    expect(markedText(parts)).toEqual([['text', 'a flyer\nwith Ж\n']]);
  });

  test('an index that is damaged: what is found, and a row', async () => {
    const whole = compoundBytes(wordTree({ main: 'words that stand\r' }));
    const { parts } = await openedDocument(whole.subarray(0, whole.length - 600));
    expect(unreadOf(parts).length).toBeGreaterThan(0);
  });

  test('a text longer than it may be: what there is room for, and a row', async () => {
    const main = `${'many words '.repeat(400)}\r`.repeat(300);
    const { parts } = await openedDocument(compoundBytes(wordTree({ main }, 5000)), {
      budget: { ...DEFAULT_BUDGET, partBytes: 1_000_000 },
    });
    expect(textOf(parts).length).toBeGreaterThan(900_000);
    expect(textOf(parts).length).toBeLessThan(1_000_100);
    expect(unreadOf(parts)).toEqual(['(rest): over-budget']);
  });

  test('more objects than there may be: those there is room for, and a row', async () => {
    const objects = Array.from({ length: 40 }, (_, index) => [`_${index}`, { Package: Buffer.from(`file ${index}`) }]);
    const bytes = compoundBytes({ ...wordTree({ main: 'text\r' }), ObjectPool: Object.fromEntries(objects) });
    const { parts } = await openedDocument(bytes, { budget: { ...DEFAULT_BUDGET, parts: 12 } });
    expect(parts.length).toBeLessThan(20);
    expect(textOf(parts)).toContain('file 1');
    expect(unreadOf(parts).filter((row) => row.endsWith('over-budget')).length).toBe(1);
  });

  test('damage of any kind brings no reader down', async () => {
    const macros = { VBA: vbaTree({ M: Buffer.from('Attribute VB_Name = "M"\r\nkey') }) };
    const seeds: readonly Tree[] = [
      {
        ...wordTree({ main: 'one\rtwo \x13HYPERLINK "x"\x14y\x15\r', comments: ['c'], headers: ['', 'h'] }),
        Macros: macros,
      },
      {
        Workbook: workbook(
          [sharedStrings('a', 'Ж')],
          [{ name: 'S', records: [shared(0, 0, 0), shared(0, 1, 1), number(1, 1, 2)] }],
        ),
      },
      presentationTree([{ outline: [narrowText('a')], own: [comment('e', 'c')], notes: [narrowText('n')] }]),
    ];
    const mutated = mutatedBytes(
      seeds.map((seed) => compoundBytes(seed)),
      300,
    );
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const { parts } = await openedDocument(bytes);
        const isDown = ({ content }: (typeof parts)[number]) =>
          content.state === 'unread' && content.detail === BROUGHT_DOWN.detail;
        expect(parts.filter(isDown)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const CORPORA = new URL('../../../shared/corpora/mail/', import.meta.url);

describe.skipIf(!existsSync(CORPORA))('documents that others made (skipped where ../shared is not there)', () => {
  test.each([
    ['missing-filenames/TechlibNOV99.doc', 'company: bhp'],
    ['MAPI_ATTACH_DATA_OBJ/VIA_Nytt_1402.doc', 'Nytt'],
  ])('%s', async (name, words) => {
    const bytes = readFileSync(new URL(`mimekit/UnitTests/TestData/tnef/${name}`, CORPORA));
    const { parts } = await openedDocument(bytes);
    const text = textOf(parts.slice(0, 1));
    expect(text.toLowerCase()).toContain(words.toLowerCase());
    expect(text).not.toMatch(/[\x00-\x08\x0e-\x1f\ufffd]/);
    expect(unreadOf(parts.slice(0, 1))).toEqual([]);
  });
});

const sized = (bytes: Buffer) => Buffer.concat([numbers([bytes.length]), bytes]);
const typed = (type: number, value: Buffer) => Buffer.concat([numbers([type]), value]);

function words16(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** A stream of one set of properties ([MS-OLEPS] §2.21). */
function propertyStream(format: string, properties: readonly (readonly [id: number, bytes: Buffer])[]): Buffer {
  const padded = properties.map(
    ([id, bytes]) => [id, Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])] as const,
  );
  const head: number[] = [];
  let at = 8 + padded.length * 8;
  for (const [id, bytes] of padded) {
    head.push(id, at);
    at += bytes.length;
  }
  const set = Buffer.concat([numbers([at, padded.length, ...head]), ...padded.map(([, bytes]) => bytes)]);
  const guid = Buffer.from(format.replaceAll('-', ''), 'hex');
  const id = Buffer.concat([
    guid.subarray(0, 4).reverse(),
    guid.subarray(4, 6).reverse(),
    guid.subarray(6, 8).reverse(),
    guid.subarray(8),
  ]);
  return Buffer.concat([
    Buffer.from('feff000000000000', 'hex'),
    Buffer.alloc(16),
    numbers([1]),
    id,
    numbers([48]),
    set,
  ]);
}
