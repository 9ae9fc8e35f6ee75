import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import type { SeparatorStyle } from '../mailbox/separator.ts';
import { type MboxEntry, splitMbox } from '../mailbox/split-mbox.ts';
import { unquoteFromLines } from '../mailbox/unquote-from.ts';
import type { Message } from '../message.ts';
import { parseMessage } from '../mime/parse-message.ts';
import { extractPart } from '../text/extract-part.ts';
import { countOne, itemEvents, lossAt, type Reading } from './reading.ts';

/** Bytes of a message, and whether they are its beginning alone. */
type MessageBytes = Pick<MboxEntry, 'offset' | 'bytes' | 'cut'>;

/** Reads an mbox from the window's place, a separator, to its end; returns the balance. */
export async function* readMbox(reading: Reading, style: SeparatorStyle): AsyncGenerator<EvidenceEvent, Tally> {
  let tally = reading.from.tally;
  for await (const entry of splitMbox(reading.window, style, reading.budget.messageBytes)) {
    tally = countOne(tally, 'read');
    const message = parse(reading, entry);
    yield* cutLoss(reading, entry, message);
    const unquoted = { ...message, parts: message.parts.map(unquoteFromLines) };
    yield* itemEvents(unquoted, { offset: entry.next, tally });
  }
  return tally;
}

/** Reads a source that is one message; returns the balance. */
export async function* readSingleMessage(reading: Reading): AsyncGenerator<EvidenceEvent, Tally> {
  const { window, budget, from } = reading;
  const offset = window.offset;
  const held = await window.atLeast(budget.messageBytes + 1);
  const entry = { offset, bytes: held.subarray(0, budget.messageBytes), cut: held.length > budget.messageBytes };
  const message = parse(reading, entry);
  const tally = countOne(from.tally, 'read');
  yield* cutLoss(reading, entry, message);
  yield* itemEvents(message, { offset: offset + held.length, tally });
  return tally;
}

function parse({ budget, source }: Reading, { offset, bytes, cut }: MessageBytes): Message {
  const message = parseMessage(bytes, { budget, source, offset, extract: extractPart });
  if (!cut) return message;
  return { ...message, problems: [...message.problems, { code: 'truncated', offset: bytes.length }] };
}

function* cutLoss(
  { source, budget }: Reading,
  { offset, cut }: MessageBytes,
  { header }: Message,
): Generator<EvidenceEvent> {
  if (!cut) return;
  const detail = `The message is longer than ${budget.messageBytes} bytes and was read up to there; open it by hand or raise the limit.`;
  yield { type: 'loss', loss: lossAt('message', source, 'over-budget', detail, offset, header.messageId) };
}
