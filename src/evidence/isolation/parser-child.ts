// The script of a parser's child: orders come in on standard input, pieces go out on standard output, and there is nothing else it may touch.
import { once } from 'node:events';
import { DIRECT_PARSERS } from '../documents/readers.ts';
import { decodeFrames } from './frame.ts';
import { endFrame, orderOf, pieceFrame } from './piece-frame.ts';

for await (const frame of decodeFrames(process.stdin)) {
  for await (const piece of DIRECT_PARSERS.read(orderOf(frame))) await send(pieceFrame(piece));
  await send(endFrame());
}

async function send(chunks: readonly Uint8Array[]): Promise<void> {
  let isDraining = true;
  for (const chunk of chunks) if (chunk.length > 0) isDraining = process.stdout.write(chunk);
  if (!isDraining) await once(process.stdout, 'drain');
}
