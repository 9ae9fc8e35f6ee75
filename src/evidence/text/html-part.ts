import { decodeCharset } from '../decode/charset.ts';
import type { Extraction, LeafPart } from '../mime/part-extractor.ts';
import { textExtraction } from './extraction.ts';
import { htmlText } from './html/html-text.ts';

const HEAD = 4096;
const META_CHARSET = /<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w:.-]{1,40})/i;
const HTML_START =
  /^(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,1000}-->\s{0,100})?<(?:!doctype\s{1,10}html|html|head|body)[\s>]/i;

/** Whether undeclared text begins as HTML does. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  return HTML_START.test(headOf(bytes));
}

/**
 * An HTML part as text.
 * @param shown The charset its bytes show (UTF-16, UTF-32); else the declared one counts, else what its `meta` says.
 */
export function extractHtml(leaf: LeafPart, shown: string | null): Extraction {
  const { utf8, hidden } = htmlText(htmlUtf8(leaf, shown));
  return textExtraction(utf8, hidden);
}

function htmlUtf8(leaf: LeafPart, shown: string | null): Uint8Array {
  if (shown === null && leaf.charset !== null) return leaf.text();
  const charset = shown ?? META_CHARSET.exec(headOf(leaf.bytes()))?.[1] ?? null;
  return decodeCharset(leaf.bytes(), charset).utf8;
}

/** The beginning as Latin-1; of UTF-16, without its zero bytes. */
function headOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString('latin1');
  return head.replace(/^(?:\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
}
