import { type JsonContainer, type RecordPiece, splitJson, type Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { mapiMessage } from '../mapi/mapi-message.ts';
import type { Message } from '../message.ts';
import type { ByteWindow } from '../source/byte-window.ts';
import { countOne, itemEvents, lossAt, placeAt, type Reading } from '../source/reading.ts';
import { extractPart } from '../text/extract-part.ts';
import { hasMoreValues } from './count-values.ts';
import { graphMessage } from './graph-message.ts';
import { isJsonObject } from './json-field.ts';

/**
 * Reads an export of Microsoft Graph messages: one message an element, with its place in the file. Elements that are cut short or no JSON are rows.
 * Returns the balance, whose expectation is the count of elements. Reading goes on from a checkpoint by passing over what lies before it.
 */
export async function* readGraphMessages(
  reading: Reading,
  container: JsonContainer,
): AsyncGenerator<EvidenceEvent, Tally> {
  const start = reading.from.position[0] ?? 0;
  let tally = reading.from.tally;
  for await (const piece of pieces(reading.window, container, reading.budget.messageBytes)) {
    if (piece.start < start) continue;
    const isCrowded = piece.bytes !== null && hasMoreValues(piece.bytes, MOST_VALUES);
    const message = piece.bytes === null || isCrowded ? null : messageOf(reading, piece, piece.bytes);
    const reason = isCrowded ? CROWDED : why(piece);
    tally = countOne(tally, message === null ? 'unreadable' : 'read');
    if (message === null) yield { type: 'loss', loss: lossAt('message', reading, ...reason, piece.start) };
    else yield* itemEvents(reading, message, { position: [...reading.within.position, piece.end], tally });
  }
  return tally;
}

/** Names, texts and numbers of one message; of twenty thousand recipients there are a hundred thousand. */
const MOST_VALUES = 1_000_000;
const CROWDED = [
  'over-budget',
  'An exported message lists more than a message has and was not read; export it by itself.',
] as const;

async function* pieces(window: ByteWindow, container: JsonContainer, mostBytes: number): AsyncGenerator<RecordPiece> {
  const splitter = splitJson(container, mostBytes);
  while ((await window.atLeast(1)).length > 0) {
    const chunk = window.bytes;
    yield* splitter.push(chunk);
    window.advance(chunk.length);
  }
  yield* splitter.end();
}

function why({ damage }: RecordPiece): readonly ['truncated' | 'damaged' | 'over-budget', string] {
  if (damage === 'too-long')
    return ['over-budget', 'An exported message is longer than one may be; export it by itself.'];
  if (damage === 'truncated') return ['truncated', 'The export ends inside a message; export it again.'];
  return ['damaged', 'An element of the export is no message in JSON; export it again.'];
}

/** The message; null where the element is none. */
function messageOf(reading: Reading, { start, end }: RecordPiece, bytes: Buffer): Message | null {
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    if (!isJsonObject(json)) return null;
    const { budget, source } = reading;
    const about = { budget, source, span: [start, end], place: placeAt(reading, start), extract: extractPart } as const;
    return mapiMessage(graphMessage(json), about);
  } catch {
    return null;
  }
}
