import type { RtfLimits, RtfText } from './contents.ts';
import { readEncapsulated } from './encapsulated.ts';
import { readNative } from './native-text.ts';
import { rtfHead } from './rtf-head.ts';

export type { RtfLimits, RtfObject, RtfText } from './contents.ts';

const OPEN = 0x7b;
/** A byte order mark or white space may stand before a document, and is no part of it. */
const MOST_BEFORE = 128;

/**
 * Reads an RTF document (RTF 1.9.1), and what Outlook encapsulates in one ([MS-OXRTFEX]). Never throws, whatever the bytes; linear in their number.
 * @example readRtf(Buffer.from('{\\rtf1 Hello\\par}'), limits).text.utf8 // "Hello" in UTF-8
 */
export function readRtf(bytes: Uint8Array, limits: RtfLimits): RtfText {
  const document = bytes.subarray(Math.max(0, bytes.subarray(0, MOST_BEFORE).indexOf(OPEN)));
  const kind = rtfHead(document);
  return kind === 'native' ? readNative(document, limits) : readEncapsulated(document, kind, limits);
}
