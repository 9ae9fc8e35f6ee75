import type { Piece } from '../documents/document-reader.ts';
import { encodeFrame } from './frame.ts';

/** Landmarks, or hidden spans, that go into one frame at most, so that no frame's head is long. */
const MARKS = 1024;
/** Characters of landmarks' names beyond which a frame is full. */
const NAME_CHARACTERS = 64 * 1024;
const NO_BYTES = new Uint8Array(0);

/** A piece on its way out of a parser: a text's marks first, in frames of bounded length, then what it is. */
export function* pieceFrames(piece: Piece): Generator<Uint8Array> {
  switch (piece.type) {
    case 'text': {
      const { type, name, text, password } = piece;
      for (const landmarks of inRuns(text.landmarks, ({ name: place }) => place.length))
        yield* encodeFrame({ type: 'landmarks', landmarks }, NO_BYTES);
      for (const hidden of inRuns(text.hidden, () => 0)) yield* encodeFrame({ type: 'hidden', hidden }, NO_BYTES);
      return yield* encodeFrame({ type, name, password }, text.utf8);
    }
    case 'member': {
      const { type, name, mediaType, bytes, shortfall, password } = piece;
      return yield* encodeFrame({ type, name, mediaType, shortfall, password }, bytes);
    }
    case 'unread': {
      const { type, name, shortfall } = piece;
      return yield* encodeFrame({ type, name, shortfall }, NO_BYTES);
    }
  }
}

/** What says that a parser listens. */
export const readyFrame = (): readonly Uint8Array[] => encodeFrame({ type: 'ready' }, NO_BYTES);

/** What says that an order is done. */
export const endFrame = (): readonly Uint8Array[] => encodeFrame({ type: 'end' }, NO_BYTES);

function* inRuns<Mark>(marks: readonly Mark[], charactersOf: (mark: Mark) => number): Generator<readonly Mark[]> {
  let run: Mark[] = [];
  let characters = 0;
  for (const mark of marks) {
    run.push(mark);
    characters += charactersOf(mark);
    if (run.length < MARKS && characters < NAME_CHARACTERS) continue;
    yield run;
    run = [];
    characters = 0;
  }
  if (run.length > 0) yield run;
}
