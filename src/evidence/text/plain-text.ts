import { decodeCharset } from '../decode/charset.ts';
import type { LeafPart } from '../mime/part-extractor.ts';

/**
 * A text part in UTF-8: by the charset its bytes show (UTF-16, UTF-32), else the declared one, else as `decodeCharset` guesses.
 * @param shown The charset the bytes show; null where they show none.
 */
export function readPlainText(leaf: LeafPart, shown: string | null): Uint8Array {
  if (shown !== null) return decodeCharset(leaf.bytes(), shown).utf8;
  return leaf.charset === null ? decodeCharset(leaf.bytes(), null).utf8 : leaf.text();
}
