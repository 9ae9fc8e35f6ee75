import { byteString } from '../../../decode/byte-string.ts';
import { u16, u32 } from '../bounded-number.ts';

const BEGINNING = /^CHNK(?:INK|WKS)/;
const DIRECTORY_AT = 0x20;
const ENTRY_BYTES = 24;
const MOST_ENTRIES = 64;

/**
 * The text of a stream of pieces with names, as Publisher and Works write it: a directory of entries of 24 bytes (length, name, type, place, length of
 * what it names), the text in UTF-16. Null where the stream is no such, or has no text.
 */
export function inkText(stream: Buffer): string | null {
  if (!BEGINNING.test(byteString(stream, 0, 8))) return null;
  const texts: string[] = [];
  for (let index = 0; index < MOST_ENTRIES; index += 1) {
    const at = DIRECTORY_AT + index * ENTRY_BYTES;
    if (u16(stream, at) !== ENTRY_BYTES) continue;
    if (byteString(stream, at + 2, at + 6) !== 'TEXT') continue;
    const from = u32(stream, at + 16);
    const length = u32(stream, at + 20);
    texts.push(stream.toString('utf16le', from, from + length - (length % 2)));
  }
  return texts.length === 0 ? null : texts.join('\n').replace(/[\r\v\f]/g, '\n');
}
