import { readerOf } from '../documents/reader-of.ts';
import type { Extraction } from '../mime/part-extractor.ts';
import type { Shortfall } from '../shortfall.ts';
import { isCompound, isStore, type Recognised, recogniseSource } from '../source/recognise.ts';
import type { BinaryFormat } from './binary-format.ts';
import { unreadExtraction } from './extraction.ts';

/** Binary formats that a reader here opens, by their media types; compound files and stores are known by more than that. */
const OPENED: ReadonlySet<string> = new Set(['application/applefile', 'application/rtf', 'application/pkcs7-mime']);

/** What a part comes to whose format nobody here opens; null for any other. */
export function unreadFormat(recognised: Recognised): Extraction | null {
  if (recognised.kind !== 'binary' || isCompound(recognised) || isStore(recognised)) return null;
  const { format } = recognised;
  const isOpened = format === null || OPENED.has(format.mediaType) || readerOf(recognised) !== null;
  return isOpened ? null : unreadExtraction(unsupported(format));
}

/** The same, told by a part's first bytes. */
export function unreadByHead(head: Uint8Array): Extraction | null {
  return unreadFormat(recogniseSource(head));
}

/** What to say of a format that is known and not read. */
export function unsupported({ name }: BinaryFormat): Shortfall {
  return { reason: 'unsupported', detail: `This is ${name}, whose text is not read yet; open it by hand.` };
}
