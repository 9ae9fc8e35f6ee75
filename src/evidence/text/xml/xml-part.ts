import { byteString } from '../../decode/byte-string.ts';
import { decodeCharset } from '../../decode/charset.ts';
import type { Extraction, LeafPart } from '../../mime/part-extractor.ts';
import { textExtraction } from '../extraction.ts';
import { windows1252 } from '../html/numeric-entity.ts';

const HEAD = 256;
const DECLARATION =
  /^(?:\xef\xbb\xbf)?\s{0,100}<\?xml\s(?:[^>]{0,200}?\sencoding\s{0,5}=\s{0,5}["']([\w:.-]{1,40})["'])?/;
const WIDE = /^(?:\xff\xfe)?<\0\?\0x\0m\0l\0|^(?:\xfe\xff)?\0<\0\?\0x\0m\0l/;

/** Whether bytes begin with an XML declaration (XML 1.0 §2.8). */
export function beginsXml(bytes: Uint8Array): boolean {
  const head = byteString(bytes, 0, HEAD);
  return DECLARATION.test(head) || WIDE.test(head);
}

/**
 * XML as its author wrote it, with elements and attributes, which say what a value is; characters that are written as references (§4.1) stand for
 * themselves. No entity of a document's own is looked up.
 * @param shown The charset its bytes show; else the declared one counts, else what its declaration says.
 */
export function extractXml(leaf: LeafPart, shown: string | null): Extraction {
  const charset = shown ?? leaf.charset ?? DECLARATION.exec(byteString(leaf.bytes(), 0, HEAD))?.[1] ?? null;
  const { utf8 } = decodeCharset(leaf.bytes(), charset);
  return textExtraction(withoutReferences(utf8));
}

const AMPERSAND = 0x26;
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(?:x([0-9a-f]{1,8})|([0-9]{1,10})));/gi;
const NAMED: { readonly [Name in string]?: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML in UTF-8, characters for their references. */
export function withoutReferences(utf8: Uint8Array): Uint8Array {
  if (!utf8.includes(AMPERSAND)) return utf8;
  const text = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString('utf8');
  return Buffer.from(
    text.replace(REFERENCE, (written, name?: string, hexadecimal?: string, decimal?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? written;
      const code = hexadecimal === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hexadecimal, 16);
      return windows1252(code);
    }),
  );
}
