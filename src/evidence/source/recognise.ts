import type { JsonContainer } from '../../core/index.ts';
import { beginsTar } from '../archive/tar-header.ts';
import { asBuffer } from '../decode/byte-string.ts';
import { recogniseGraph } from '../graph/recognise-graph.ts';
import { type LoadFileShape, loadFileShape } from '../loadfile/load-file-shape.ts';
import { beginsEmlx } from '../mailbox/emlx.ts';
import { firstSeparator, type SeparatorStyle } from '../mailbox/separator.ts';
import { type BinaryFormat, binaryFormat, weakBinaryFormat } from '../text/binary-format.ts';
import { looksLikeHtml } from '../text/html-head.ts';
import { textEncoding } from '../text/text-encoding.ts';
import { isTnef } from '../tnef/read-attributes.ts';
import { beginsWithMailHeader } from './mail-head.ts';

/** What bytes are, by their content alone; names and declared types play no part. */
export type Recognised =
  /** `at`: where the first separator begins. */
  | { readonly kind: 'mbox'; readonly at: number; readonly style: SeparatorStyle }
  | { readonly kind: 'message' }
  /** A message between a count and a property list (Apple Mail). */
  | { readonly kind: 'emlx' }
  /** An export of Microsoft Graph messages in JSON. */
  | { readonly kind: 'graph'; readonly container: JsonContainer }
  /** The list of an export's files. */
  | { readonly kind: 'load-file'; readonly charset: string | null; readonly shape: LoadFileShape }
  /** winmail.dat. */
  | { readonly kind: 'tnef' }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'zip' }
  | { readonly kind: 'tar' }
  /** `charset`: where the bytes say it (UTF-16, UTF-32); null where a declaration or a guess is needed. */
  | { readonly kind: 'text'; readonly charset: string | null; readonly isHtml: boolean }
  /** `format`: null where the first bytes name none. */
  | { readonly kind: 'binary'; readonly format: BinaryFormat | null };

/** Bytes from a source's beginning that `recogniseSource` makes use of. */
export const HEAD_BYTES = 64 * 1024;

/**
 * Tells mailboxes, messages, archives, other text and other binaries apart.
 * @param head The first bytes, `HEAD_BYTES` of them or all there are; empty is text.
 * @example recogniseSource(Buffer.from('Received: from a by b\r\n\r\n')).kind // 'message'
 */
export function recogniseSource(head: Uint8Array): Recognised {
  const bytes = asBuffer(head).subarray(0, HEAD_BYTES);
  if (beginsTar(bytes)) return { kind: 'tar' };
  const separator = firstSeparator(bytes);
  if (separator !== null) return { kind: 'mbox', ...separator };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: 'gzip' };
  if (isZip(bytes)) return { kind: 'zip' };
  if (isTnef(bytes)) return { kind: 'tnef' };
  if (beginsEmlx(bytes)) return { kind: 'emlx' };
  if (beginsWithMailHeader(bytes)) return { kind: 'message' };
  const encoding = textEncoding(bytes);
  const format = binaryFormat(bytes, encoding !== null);
  if (format !== null) return { kind: 'binary', format };
  if (encoding === null) return { kind: 'binary', format: weakBinaryFormat(bytes) };
  const container = encoding === 'unmarked' ? recogniseGraph(bytes) : null;
  if (container !== null) return { kind: 'graph', container };
  const charset = encoding === 'unmarked' ? null : encoding;
  const shape = loadFileShape(bytes, charset);
  return shape === null
    ? { kind: 'text', charset, isHtml: looksLikeHtml(bytes) }
    : { kind: 'load-file', charset, shape };
}

/** A local file header, the end record of an empty archive, or the mark of a spanned one (APPNOTE 4.3.7, 4.3.16, 8.5.3). */
function isZip(bytes: Buffer): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  const mark = `${bytes[2]},${bytes[3]}`;
  return mark === '3,4' || mark === '5,6' || mark === '7,8';
}

/** Whether it is a compound file (OLE): an Outlook message, or a document of the older Office. */
export function isCompound(recognised: Recognised): boolean {
  return recognised.kind === 'binary' && recognised.format?.mediaType === 'application/x-ole-storage';
}

/** The compression of a stream of bytes that may be of any length; null for anything else. */
export function streamFormatOf(recognised: Recognised): 'gzip' | 'zstd' | null {
  if (recognised.kind === 'gzip') return 'gzip';
  return recognised.kind === 'binary' && recognised.format?.mediaType === 'application/zstd' ? 'zstd' : null;
}

const STORE_TYPE = 'application/vnd.ms-outlook-pst';

/** What an Outlook mail store is recognised as where its first bytes do not say so. */
export const STORE: Recognised = { kind: 'binary', format: { mediaType: STORE_TYPE, name: 'an Outlook data file' } };

/** Whether it is an Outlook mail store (PST, OST). */
export function isStore(recognised: Recognised): boolean {
  return recognised.kind === 'binary' && recognised.format?.mediaType === STORE_TYPE;
}

/** The media type of what was recognised. */
export function mediaTypeOf(recognised: Recognised): string {
  switch (recognised.kind) {
    case 'mbox':
      return 'application/mbox';
    case 'message':
      return 'message/rfc822';
    case 'emlx':
      return 'message/x-emlx';
    case 'graph':
      return 'application/json';
    case 'load-file':
      return 'text/csv';
    case 'tnef':
      return 'application/vnd.ms-tnef';
    case 'gzip':
      return 'application/gzip';
    case 'zip':
      return 'application/zip';
    case 'tar':
      return 'application/x-tar';
    case 'text':
      return recognised.isHtml ? 'text/html' : 'text/plain';
    case 'binary':
      return recognised.format?.mediaType ?? 'application/octet-stream';
  }
}
