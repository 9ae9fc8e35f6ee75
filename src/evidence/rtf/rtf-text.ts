import type { RtfLimits, RtfText } from './contents.ts';
import { readEncapsulated } from './encapsulated.ts';
import { readNative } from './native-text.ts';
import { rtfHead } from './rtf-head.ts';

export type { RtfLimits, RtfObject, RtfText } from './contents.ts';

/**
 * Reads an RTF document (RTF 1.9.1), and what Outlook encapsulates in one ([MS-OXRTFEX]). Never throws, whatever the bytes; linear in their number.
 * @example readRtf(Buffer.from('{\\rtf1 Hello\\par}'), limits).text.utf8 // "Hello" in UTF-8
 */
export function readRtf(bytes: Uint8Array, limits: RtfLimits): RtfText {
  const kind = rtfHead(bytes);
  return kind === 'native' ? readNative(bytes, limits) : readEncapsulated(bytes, kind, limits);
}
