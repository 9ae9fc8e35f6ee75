import { once } from 'node:events';
import type { Parsers } from '../documents/document-reader.ts';
import { decodeFrames } from './frame.ts';
import { ORDER_BOUNDS, orderOf } from './order-frame.ts';
import { endFrame, pieceFrames, readyFrame } from './piece-frame.ts';

/** Lets parsers answer the orders that come in on standard input, one after the other; pieces go out on standard output. Ends with the input. */
export async function answerOrders(parsers: Parsers): Promise<void> {
  await send(readyFrame());
  for await (const frame of decodeFrames(process.stdin, () => ORDER_BOUNDS)) {
    for await (const piece of parsers.read(orderOf(frame))) await send(pieceFrames(piece));
    await send(endFrame());
  }
}

async function send(chunks: Iterable<Uint8Array>): Promise<void> {
  for (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
}
