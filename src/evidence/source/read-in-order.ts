import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { readGraphMessages } from '../graph/read-graph.ts';
import { readLoadFile } from '../loadfile/read-load-file.ts';
import { readDocument, readText } from './read-document.ts';
import { readEmlx, readMbox, readSingleMessage } from './read-mail.ts';
import { readTnefSource } from './read-tnef-source.ts';
import { isStart, type Reading } from './reading.ts';
import { mediaTypeOf, type Recognised } from './recognise.ts';

/** Reads what is read from its first byte to its last; returns the balance. */
export async function* readInOrder(reading: Reading, recognised: Recognised): AsyncGenerator<EvidenceEvent, Tally> {
  const { window, from } = reading;
  // Where an element begins only its list can tell, and a load file's rows count together: these are followed from the start.
  if (recognised.kind === 'graph') return yield* readGraphMessages(reading, recognised.container);
  if (recognised.kind === 'load-file') return yield* readLoadFile(reading, recognised.charset, recognised.shape);
  if (!isStart(from)) {
    await window.skipTo(from.position[0] ?? 0);
    if ((await window.atLeast(1)).length === 0) return from.tally;
  }
  switch (recognised.kind) {
    case 'mbox':
      if (isStart(from)) window.advance(recognised.at);
      return yield* readMbox(reading, recognised.style);
    case 'message':
      return yield* readSingleMessage(reading);
    case 'emlx':
      return yield* readEmlx(reading);
    case 'tnef':
      return yield* readTnefSource(reading);
    case 'text':
      return yield* readText(reading, recognised.charset, mediaTypeOf(recognised));
    default:
      return yield* readDocument(reading, mediaTypeOf(recognised));
  }
}
