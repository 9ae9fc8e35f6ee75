import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { textDocument } from '../source/read-document.ts';
import type { Reading } from '../source/reading.ts';
import { textStretches } from '../source/text-stretches.ts';
import { LoadFileCheck } from './load-file-check.ts';
import type { LoadFileShape } from './load-file-shape.ts';

/**
 * Reads a load file: its text, as any text is read, and its rows, each of which names a file that has to be there; returns the balance. Going on from a
 * checkpoint it passes over what lies before, since all rows count at the end.
 */
export async function* readLoadFile(
  reading: Reading,
  charset: string | null,
  shape: LoadFileShape,
): AsyncGenerator<EvidenceEvent, Tally> {
  const check = new LoadFileCheck(shape, reading.beside);
  const start = reading.from.position[0] ?? 0;
  let tally = reading.from.tally;
  for await (const stretch of textStretches(reading.window, charset)) {
    check.push(stretch.bytes, charset);
    if (stretch.offset < start) continue;
    tally = yield* textDocument(
      reading,
      stretch,
      { charset, mediaType: 'text/csv', isFirst: stretch.offset === 0 },
      tally,
    );
  }
  return yield* check.finish(reading, tally);
}
