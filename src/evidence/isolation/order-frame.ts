import type { ReadOrder } from '../documents/document-reader.ts';
import { encodeFrame, type Frame, type FrameBounds } from './frame.ts';

const MIB = 1024 * 1024;

/** What a parser lets an order claim, which comes from the process that started it. */
export const ORDER_BOUNDS: FrameBounds = { head: 64 * MIB, body: 1024 * MIB };

/** An order on its way to a parser. */
export function orderFrame({ bytes, ...head }: ReadOrder): readonly Uint8Array[] {
  return encodeFrame(head, bytes);
}

/** The order of a frame. */
export function orderOf({ head, body }: Frame): ReadOrder {
  return { ...(head as Omit<ReadOrder, 'bytes'>), bytes: body };
}
