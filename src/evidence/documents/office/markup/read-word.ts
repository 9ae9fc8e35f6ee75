import { Flow } from '../flow/flow.ts';
import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import { countedItems, ItemsReader } from './items-reader.ts';

/** Parts of a text document and what they are told as, in the order they are read after the body. */
const BESIDE: readonly (readonly [kind: string, place: string | null])[] = [
  ['header', 'header'],
  ['footer', 'footer'],
  ['footnotes', null],
  ['endnotes', null],
  ['comments', null],
];

/** Reads a text document (WordprocessingML, ECMA-376 part 1 §17): its body, and what is beside it. */
export function readWord(reading: Reading, main: string): void {
  const body = reading.office.find(main);
  if (body !== null) readBody(reading, body);
  for (const [kind, place] of BESIDE) {
    for (const part of reading.allRelated(main, kind)) {
      if (place === null) readItems(reading, part);
      else reading.markupIn(part, place);
    }
  }
}

/** Reads a part whose paragraphs and tables are counted. */
export function readBody(reading: Reading, part: PackagePart): void {
  const flow = new Flow(reading.out);
  flow.count();
  reading.xml(part, reading.markup(part, flow));
  flow.finish();
}

/** Reads a part of notes or comments. */
export function readItems(reading: Reading, part: PackagePart): void {
  const flow = new Flow(reading.out);
  reading.xml(part, new ItemsReader(reading.markup(part, flow), flow, countedItems()));
  flow.finish();
}
