import { asBuffer } from '../../decode/byte-string.ts';
import type { Extraction, LeafPart, PartExtractor } from '../../mime/part-extractor.ts';
import { embeddedParts } from '../embedded-parts.ts';
import { readPlainText } from '../plain-text.ts';
import { readXmlPropertyList } from './xml-property-list.ts';

/**
 * A property list in XML: key and value on one line each, and as members the files in it; null for what only begins as one.
 * @param shown The charset its bytes show (UTF-16, UTF-32); null where they show none.
 */
export function extractPropertyList(leaf: LeafPart, shown: string | null, extract: PartExtractor): Extraction | null {
  const list = readXmlPropertyList(
    asBuffer(readPlainText(leaf, shown)).toString('utf8'),
    leaf.allowance.budget.partBytes,
  );
  if (list === null) return null;
  const files = list.files.map(({ name, bytes }) => ({ name, mediaType: null, bytes: () => bytes, shortfall: null }));
  const members = embeddedParts(leaf, files, extract);
  return { content: { state: 'text', text: list.finish() }, members, problems: [] };
}
