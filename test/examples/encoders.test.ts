import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { canEncode, encodeText } from '../../examples/mime/charset.ts';
import { encodeWords, foldField, parameter } from '../../examples/mime/header-field.ts';
import { base64Lines, quotedPrintable } from '../../examples/mime/transfer-encoding.ts';
import { zipArchive } from '../../examples/mime/zip.ts';

const SAMPLES = {
  'iso-8859-1': 'Grüße à l’œuvre'.replace(/[’œ]/g, 'x'),
  'windows-1252': 'Grüße – l’œuvre “là”',
  'iso-2022-jp': 'パスワードについて abc 潮位データ\n次の行',
  'koi8-r': 'Доступ к серверу, Ёлка',
  'utf-16le': 'Ärger 潮 🙂',
  'utf-8': 'Ärger 潮 🙂',
} as const;

describe('encodeText', () => {
  it.each(Object.entries(SAMPLES))('%s is what a TextDecoder reads back', (charset, text) => {
    const bytes = encodeText(text, charset as keyof typeof SAMPLES);
    expect(new TextDecoder(charset).decode(bytes)).toBe(text);
    expect(canEncode(text, charset as keyof typeof SAMPLES)).toBe(true);
  });

  it('puts a question mark for what the charset lacks', () => {
    expect(encodeText('潮', 'koi8-r').toString('latin1')).toBe('?');
    expect(canEncode('潮', 'iso-8859-1')).toBe(false);
  });

  it('keeps every byte of ISO-2022-JP in seven bits', () => {
    expect(encodeText(SAMPLES['iso-2022-jp'], 'iso-2022-jp').every((byte) => byte < 0x80)).toBe(true);
  });
});

const decodeQuotedPrintable = (text: string) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

describe('transfer encodings', () => {
  it('quoted-printable comes back, in lines of at most 76 characters, with no blank at a line end', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { maxLength: 3 }), (lines) => {
        const bytes = Buffer.from(lines.map((line) => line.replace(/[\r\n]/g, '')).join('\r\n'), 'utf8');
        const encoded = quotedPrintable(bytes);
        expect(decodeQuotedPrintable(encoded)).toEqual(bytes);
        expect(encoded.split('\r\n').filter((line) => line.length > 76 || /[ \t]$/.test(line))).toEqual([]);
      }),
    );
  });

  it('base64 comes back, in lines of at most 76 characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const encoded = base64Lines(bytes);
        expect(Buffer.from(encoded, 'base64')).toEqual(Buffer.from(bytes));
        for (const line of encoded.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
      }),
    );
  });
});

describe('header fields', () => {
  it('encoded words are never longer than 75 characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
        fc.constantFrom('B' as const, 'Q' as const),
        (text, form) => {
          for (const word of encodeWords(`é${text}`, 'utf-8', form).split(' '))
            expect(word.length).toBeLessThanOrEqual(75);
        },
      ),
    );
  });

  it('folds long values before white space and loses none of it', () => {
    const value = 'word '.repeat(60).trim();
    const folded = foldField('Subject', value);
    expect(folded.split('\r\n').every((line) => line.length <= 78)).toBe(true);
    expect(folded.replaceAll('\r\n', '')).toBe(`Subject: ${value}`);
  });

  it('writes parameters that are not ASCII as RFC 2231 does', () => {
    expect(parameter('filename', 'Bericht.docx')).toBe('filename="Bericht.docx"');
    expect(parameter('filename', 'Maß (1).txt')).toBe("filename*=UTF-8''Ma%C3%9F%20%281%29.txt");
  });
});

describe('zipArchive', () => {
  it('is what a foreign reader unpacks, and has no clock in it', () => {
    const members = [
      { name: 'a/one.txt', bytes: Buffer.from('one'.repeat(500)) },
      { name: 'größe.txt', bytes: Buffer.alloc(0) },
    ];
    const archive = zipArchive(members);
    expect(zipArchive(members).equals(archive)).toBe(true);
    const unpacked = unzipSync(archive);
    expect(Object.keys(unpacked)).toEqual(['a/one.txt', 'größe.txt']);
    expect(Buffer.from(unpacked['a/one.txt'] ?? []).toString()).toBe('one'.repeat(500));
  });
});
