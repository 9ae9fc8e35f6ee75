import { z } from 'zod';
import type { Piece, ReadOrder } from '../documents/document-reader.ts';
import { encodeFrame, type Frame } from './frame.ts';

const count = z.int().min(0);
const shortfall = z.strictObject({
  reason: z.enum(['encrypted', 'damaged', 'truncated', 'unsupported', 'unrecognised', 'over-budget']),
  detail: z.string(),
});
const password = count.nullable();
const span = z.tuple([count, count]);
const landmark = z.strictObject({ at: count, name: z.string() });

const pieceHead = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    name: z.string().nullable(),
    hidden: z.array(span),
    landmarks: z.array(landmark),
    password,
  }),
  z.strictObject({
    type: z.literal('member'),
    name: z.string(),
    mediaType: z.string().nullable(),
    shortfall: shortfall.nullable(),
    password,
  }),
  z.strictObject({ type: z.literal('unread'), name: z.string().nullable(), shortfall }),
  /** No piece: the order is done. */
  z.strictObject({ type: z.literal('end') }),
]);

const NO_BYTES = new Uint8Array(0);

/** A piece on its way out of a parser. */
export function pieceFrame(piece: Piece): readonly Uint8Array[] {
  switch (piece.type) {
    case 'text': {
      const { text, ...head } = piece;
      return encodeFrame({ ...head, hidden: text.hidden, landmarks: text.landmarks }, text.utf8);
    }
    case 'member': {
      const { bytes, ...head } = piece;
      return encodeFrame(head, bytes);
    }
    case 'unread':
      return encodeFrame(piece, NO_BYTES);
  }
}

/** What says that an order is done. */
export const endFrame = (): readonly Uint8Array[] => encodeFrame({ type: 'end' }, NO_BYTES);

/**
 * The piece of a frame; null for the end. What a parser says is not believed to be well-formed.
 * @throws ZodError where it is not.
 */
export function pieceOf({ head, body }: Frame): Piece | null {
  const parsed = pieceHead.parse(head);
  switch (parsed.type) {
    case 'text': {
      const { type, name, hidden, landmarks, password } = parsed;
      const within = hidden.filter(([start, end]) => start < end && end <= body.length);
      const text = { utf8: body, hidden: within, landmarks };
      return { type, name, text, password };
    }
    case 'member':
      return { ...parsed, bytes: body };
    case 'unread':
      return parsed;
    case 'end':
      return null;
  }
}

/** An order on its way to a parser. */
export function orderFrame({ bytes, ...head }: ReadOrder): readonly Uint8Array[] {
  return encodeFrame(head, bytes);
}

/** The order of a frame, which comes from the process that started the parser. */
export function orderOf({ head, body }: Frame): ReadOrder {
  return { ...(head as Omit<ReadOrder, 'bytes'>), bytes: body };
}
