import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { writeZip } from './zip-fixture.ts';

const read = async (bytes: Uint8Array): Promise<string> => textOf((await openedDocument(bytes)).parts).trimEnd();

describe('XML', () => {
  it('keeps its elements and attributes, with characters for their references', async () => {
    const xml = `<?xml version="1.0"?>\n<add key="x" value="Password=p&amp;ss&lt;w0rd&#57;&#x21;"/><a><![CDATA[b&c]]></a>`;
    expect(await read(Buffer.from(xml))).toBe(
      `<?xml version="1.0"?>\n<add key="x" value="Password=p&ss<w0rd9!"/><a><![CDATA[b&c]]></a>`,
    );
  });

  it('looks up no entity of its own', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>';
    expect(await read(Buffer.from(laughs))).toBe(laughs);
  });

  it.each([
    ['iso-8859-1', 'latin1', 'pass: Grün'],
    ['UTF-16', 'utf16le', 'pass: Пароль'],
  ] as const)('is read in %s', async (label, encoding, words) => {
    const xml = `<?xml version="1.0" encoding="${label}"?><a>${words}</a>`;
    const mark = encoding === 'utf16le' ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
    expect(await read(Buffer.concat([mark, Buffer.from(xml, encoding)]))).toContain(words);
  });

  it('leaves references in what is no XML', async () => {
    expect(await read(Buffer.from('not xml &amp; all'))).toBe('not xml &amp; all');
  });
});

describe('an export of the registry', () => {
  const HEAD = 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\X]\r\n';
  const hex = (bytes: Buffer) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(',');

  it.each([
    ['wide text', `"Key"=hex(2):${hex(Buffer.from('Sommer-99\0', 'utf16le'))}`, '"Key"="Sommer-99"'],
    ['a list', `"Key"=hex(7):${hex(Buffer.from('one\0two\0\0', 'utf16le'))}`, '"Key"="one two"'],
    ['bytes', `"Key"=hex:${hex(Buffer.from('Winter-77'))}`, '"Key"="Winter-77"'],
    ['broken lines', `@=hex:${hex(Buffer.from('Win'))},\\\r\n  ${hex(Buffer.from('ter-77'))}`, '@="Winter-77"'],
  ])('shows %s in the place of its bytes', async (_name, line, shown) => {
    const text = Buffer.from(`\ufeff${HEAD}${line}\r\n`, 'utf16le');
    expect((await read(text)).split('\n')).toContain(shown);
  });

  it('shows nothing for bytes that are no text, and leaves the same line of another file', async () => {
    expect(await read(Buffer.from(`${HEAD}"Key"=hex:01,00,00,00,d0,8c,9d,df\r\n`))).not.toContain('="');
    expect(await read(Buffer.from('"Key"=hex:57,69,6e,74,65,72'))).toBe('"Key"=hex:57,69,6e,74,65,72');
  });

  it('never loses a line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[\w"=:,() ]{0,60}$/)), async (lines) => {
        const shown = (await read(Buffer.from(`${HEAD}${lines.join('\r\n')}`))).split('\n');
        for (const line of lines) if (line.trim() !== '') expect(shown.map((one) => one.trim())).toContain(line.trim());
      }),
    );
  });
});

describe('a Macintosh file', () => {
  const appleFile = (mark: number, entries: readonly (readonly [id: number, bytes: Buffer])[]): Buffer => {
    const header = Buffer.alloc(26 + 12 * entries.length);
    header.writeUInt32BE(mark, 0);
    header.writeUInt32BE(0x00020000, 4);
    header.writeUInt16BE(entries.length, 24);
    let offset = header.length;
    for (const [index, [id, bytes]] of entries.entries()) {
      header.writeUInt32BE(id, 26 + 12 * index);
      header.writeUInt32BE(offset, 30 + 12 * index);
      header.writeUInt32BE(bytes.length, 34 + 12 * index);
      offset += bytes.length;
    }
    return Buffer.concat([header, ...entries.map(([, bytes]) => bytes)]);
  };

  it('in AppleSingle is a container of its data fork, under its own name', async () => {
    const file = appleFile(0x00051600, [
      [3, Buffer.from('notes.txt')],
      [2, Buffer.alloc(40)],
      [1, Buffer.from('door code 4711')],
    ]);
    const { parts } = await openedDocument(file);
    expect(parts.map(({ member }) => member.join('/'))).toEqual(['', 'notes.txt']);
    expect(textOf(parts)).toBe('door code 4711\n');
    expect(unreadOf(parts)).toEqual([]);
    expect(unreadOf((await openedDocument(file.subarray(0, file.length - 4))).parts)).toEqual(['notes.txt: truncated']);
  });

  it('in AppleDouble without its data says that the file is elsewhere', async () => {
    const { parts } = await openedDocument(appleFile(0x00051607, [[2, Buffer.alloc(40)]]));
    expect(unreadOf(parts)).toEqual([': unsupported']);
  });
});

describe('an archive behind something else', () => {
  const zip = writeZip([{ name: 'notes.txt', data: 'door code 4711' }]);
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]);

  it('is read where a program unpacks itself', async () => {
    const { parts } = await openedDocument(Buffer.concat([program, zip]));
    expect(textOf(parts)).toContain('door code 4711');
  });

  it('leaves a program without one', async () => {
    expect(
      unreadOf((await openedDocument(Buffer.concat([program, Buffer.from('PK\x05\x06'), Buffer.alloc(18)]))).parts),
    ).toEqual([': unsupported']);
  });

  it('says of the last piece of a split one that the others are needed', async () => {
    const split = Buffer.from(zip);
    split.writeUInt16LE(1, split.length - 18);
    const directory = split.readUInt32LE(split.length - 6);
    split.writeUInt16LE(1, directory + 34);
    const piece = Buffer.concat([Buffer.from([0x81, 0xd3, 0x10, 0, 0xff, 0x9c]), split.subarray(30)]);
    expect(unreadOf((await openedDocument(piece)).parts).join()).toContain('truncated');
  });
});
