import type { Extraction, LeafPart, PartExtractor } from '../../mime/part-extractor.ts';
import { embeddedParts } from '../embedded-parts.ts';
import { textExtraction } from '../extraction.ts';
import { readPlainText } from '../plain-text.ts';
import { calendarText, looksLikeCalendar } from './calendar-text.ts';

const DECLARED = /^(?:text\/(?:calendar|vcard|x-vcard|x-vcalendar|directory)|application\/(?:ics|vcard))$/;

/** Whether a part is a calendar or card: by its declared type, or as its text begins. */
export function isCalendar(leaf: LeafPart): boolean {
  return DECLARED.test(leaf.mediaType) || looksLikeCalendar(leaf.bytes());
}

/**
 * A calendar or card: its text, and as members the files attached in it.
 * @param shown The charset its bytes show (UTF-16, UTF-32); null where they show none.
 */
export function extractCalendar(leaf: LeafPart, shown: string | null, extract: PartExtractor): Extraction {
  const { utf8, files } = calendarText(readPlainText(leaf, shown));
  return textExtraction(utf8, [], embeddedParts(leaf, files, extract));
}
