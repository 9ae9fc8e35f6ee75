import { decodeCharset } from '../decode/charset.ts';
import type { Extraction, LeafPart } from '../mime/part-extractor.ts';
import { textExtraction } from './extraction.ts';
import { htmlText } from './html/html-text.ts';
import { htmlHead } from './html-head.ts';

const META_CHARSET = /<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w:.-]{1,40})/i;

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
  const charset = shown ?? META_CHARSET.exec(htmlHead(leaf.bytes()))?.[1] ?? null;
  return decodeCharset(leaf.bytes(), charset).utf8;
}
