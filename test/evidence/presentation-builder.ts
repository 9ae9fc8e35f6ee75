import type { Tree } from './compound-builder.ts';
import { numbers } from './word-builder.ts';

/** A record of a presentation ([MS-PPT] §2.3.1). */
export function ppt(type: number, instance: number, version: number, ...pieces: readonly Uint8Array[]): Buffer {
  const data = Buffer.concat(pieces);
  const head = Buffer.alloc(8);
  head.writeUInt16LE((instance << 4) | version);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

export const container = (type: number, ...pieces: readonly Uint8Array[]): Buffer => ppt(type, 0, 0xf, ...pieces);
export const wideText = (text: string): Buffer => ppt(0x0fa0, 0, 0, Buffer.from(text, 'utf16le'));
export const narrowText = (text: string): Buffer => ppt(0x0fa8, 0, 0, Buffer.from(text, 'latin1'));
export const string = (text: string, instance = 0): Buffer => ppt(0x0fba, instance, 0, Buffer.from(text, 'utf16le'));
/** A comment on a slide, as PowerPoint of 2000 and newer has it. */
export const comment = (author: string, text: string): Buffer =>
  ppt(
    0x1388,
    0,
    0xf,
    ppt(0x138a, 0, 0xf, string('___PPT10'), ppt(0x138b, 0, 0, container(0x2ee0, string(author), string(text, 1)))),
  );

/** A presentation: the texts of a slide in the list of slides, its own records, and its notes. */
export interface BuiltSlide {
  readonly outline?: readonly Buffer[];
  readonly own?: readonly Buffer[];
  readonly notes?: readonly Buffer[];
}

const CURRENT_USER_TOKEN = 0xe391c05f;

/**
 * A presentation whose slides stand in the file in another order than they are shown. Objects: 1 the document, then slides, then notes.
 * @param left records that an earlier version left, before all others.
 */
export function presentationTree(slides: readonly BuiltSlide[], left: readonly Buffer[] = []): Tree {
  const noted = slides.flatMap(({ notes }, index) => (notes === undefined ? [] : [{ notes, index }]));
  const persist = (object: number, id: number) => ppt(0x03f3, 0, 0, numbers([object, 0, 0, id, 0]));
  const listed = slides.flatMap(({ outline = [] }, index) => [persist(index + 2, 256 + index), ...outline]);
  const listedNotes = noted.map(({ index }, at) => persist(slides.length + 2 + at, 256 + index));
  const lists = [ppt(0x0ff0, 0, 0xf, ...listed), ppt(0x0ff0, 2, 0xf, ...listedNotes)];
  const objects = [
    container(0x03e8, ...lists),
    ...slides.map(({ own = [] }) => container(0x03ee, ...own)),
    ...noted.map(({ notes, index }) => container(0x03f0, ppt(0x03f1, 0, 1, numbers([256 + index, 0])), ...notes)),
  ];
  const places: number[] = [];
  let stream = Buffer.concat(left);
  for (const [index, object] of [...objects.entries()].reverse()) {
    places[index] = stream.length;
    stream = Buffer.concat([stream, object]);
  }
  const directoryAt = stream.length;
  const directory = ppt(0x1772, 0, 0, numbers([(places.length << 20) | 1, ...places]));
  const editAt = directoryAt + directory.length;
  const edit = ppt(0x0ff5, 0, 0, numbers([0, 0, 0, directoryAt, 1, 0, 0]));
  return {
    'PowerPoint Document': Buffer.concat([stream, directory, edit]),
    'Current User': ppt(0x0ff6, 0, 0, numbers([20, CURRENT_USER_TOKEN, editAt])),
  };
}
