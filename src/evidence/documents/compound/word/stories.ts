import { u32 } from '../bounded-number.ts';
import type { FileInformation, Place } from './file-information.ts';

/** A stretch of the text with a name: the main text, a footnote, a header. */
export interface Story {
  /** Null for the main text, whose paragraphs are numbered. */
  readonly name: string | null;
  /** First character, and the one after the last. */
  readonly span: readonly [number, number];
}

/** Lists of where stories begin, by their numbers in the file information ([MS-DOC] §2.5.6). */
const FOOTNOTES = 3;
const COMMENTS = 5;
const HEADERS = 11;
const ENDNOTES = 47;
const TEXT_BOXES = 56;
const HEADER_TEXT_BOXES = 58;
/** A text box is described by so many bytes beside its place ([MS-DOC] §2.8.32). */
const TEXT_BOX_BYTES = 22;
const MOST_STORIES = 65_536;
/** Separators of footnotes and endnotes, which stand before the headers ([MS-DOC] §2.3.4). */
const SEPARATORS = 6;
const HEADER_NAMES = ['header', 'header', 'footer', 'footer', 'header', 'footer'];

/** All stories of a document, in the order in which their text stands. @param table the table stream. */
export function storiesOf({ lengths, table, isModern }: FileInformation, tables: Buffer): readonly Story[] {
  const stories: Story[] = [];
  let from = 0;
  const add = (length: number, list: number, extraBytes: number, nameOf: (index: number) => string) => {
    const places = isModern ? placesIn(tables, table(list), extraBytes, length) : null;
    if (length > 0) stories.push(...split(from, length, places, nameOf));
    from += length;
  };
  if (lengths.main > 0) stories.push({ name: null, span: [0, lengths.main] });
  from = lengths.main;
  const numbered = (name: string) => (index: number) => `${name} ${index + 1}`;
  add(lengths.footnotes, FOOTNOTES, 0, numbered('footnote'));
  add(lengths.headers, HEADERS, 0, headerName);
  from += lengths.macros;
  add(lengths.comments, COMMENTS, 0, numbered('comment'));
  add(lengths.endnotes, ENDNOTES, 0, numbered('endnote'));
  add(lengths.textBoxes, TEXT_BOXES, TEXT_BOX_BYTES, numbered('text box'));
  add(lengths.headerTextBoxes, HEADER_TEXT_BOXES, TEXT_BOX_BYTES, (index) => `header text box ${index + 1}`);
  return stories;
}

function headerName(index: number): string {
  return index < SEPARATORS ? 'note separator' : (HEADER_NAMES[(index - SEPARATORS) % HEADER_NAMES.length] ?? 'header');
}

/** Where each of the stories begins, counted from the first; null where the list is lost or does not ascend. */
function placesIn(tables: Buffer, { at, length }: Place, extraBytes: number, most: number): readonly number[] | null {
  const count = Math.min(Math.floor((length - 4) / (4 + extraBytes)) + 1, MOST_STORIES);
  const places: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = u32(tables, at + index * 4);
    if (at + index * 4 + 4 > tables.length || place < (places.at(-1) ?? 0)) return null;
    places.push(Math.min(place, most));
  }
  return places;
}

/** A run of stories: from each place to the next, and the rest with the last. */
function split(
  from: number,
  length: number,
  places: readonly number[] | null,
  nameOf: (index: number) => string,
): readonly Story[] {
  const starts = [0, ...(places ?? []).slice(1, -1).filter((place) => place < length)];
  return starts.map((start, index) => ({
    name: nameOf(index),
    span: [from + start, from + (starts[index + 1] ?? length)],
  }));
}
