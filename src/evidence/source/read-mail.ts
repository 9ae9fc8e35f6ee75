import type { Tally } from '../../core/index.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import { prepareDeferred } from '../isolation/open-deferred.ts';
import { emlxSpan } from '../mailbox/emlx.ts';
import { gmailLabels } from '../mailbox/gmail-labels.ts';
import { attachmentApart } from '../mailbox/partial-emlx.ts';
import type { SeparatorStyle } from '../mailbox/separator.ts';
import { type MboxEntry, splitMbox } from '../mailbox/split-mbox.ts';
import { unquoteFromLines } from '../mailbox/unquote-from.ts';
import type { Message } from '../message.ts';
import { parseMessage } from '../mime/parse-message.ts';
import type { Place } from '../place.ts';
import { extractPart } from '../text/extract-part.ts';
import { withParts } from '../with-parts.ts';
import { type Ahead, pulledAhead } from './pulled-ahead.ts';
import { countOne, itemEvents, lossAt, placeAt, type Reading } from './reading.ts';

/** Bytes of a message, and whether they are its beginning alone. */
export type MessageBytes = Pick<MboxEntry, 'offset' | 'bytes' | 'cut'>;

/** Reads an mbox from the window's place, a separator, to its end; returns the balance, whose expectation is the count of separators. */
export async function* readMbox(reading: Reading, style: SeparatorStyle): AsyncGenerator<EvidenceEvent, Tally> {
  const before = reading.from.tally;
  let tally = before;
  for await (const { entry, message } of pulledAhead(parsedMbox(reading, style), aheadOf(reading))) {
    tally = { ...countOne(tally, message === null ? 'unreadable' : 'read'), expected: plus(before, entry.separators) };
    yield* messageEvents(reading, entry, message && unquoted(message), {
      position: [...reading.within.position, entry.next],
      tally,
    });
  }
  return tally;
}

interface ParsedEntry {
  readonly entry: MboxEntry;
  readonly message: Message | null;
}

async function* parsedMbox(reading: Reading, style: SeparatorStyle): AsyncGenerator<ParsedEntry> {
  for await (const entry of splitMbox(reading.window, style, reading.budget.messageBytes)) {
    const place = { ...placeAt(reading, entry.offset), folder: gmailLabels(entry.bytes) };
    yield { entry, message: parse(reading, entry, place) };
  }
}

/** Documents of the next few messages are read while those of this one are waited for. */
const aheadOf = ({ opener }: Reading): Ahead<ParsedEntry> => ({
  weigh: ({ entry }) => entry.bytes.length,
  begin: ({ message }) => message && prepareDeferred(message, opener),
});

const unquoted = (message: Message): Message => withParts(message, message.parts.map(unquoteFromLines));

const plus = ({ expected }: Tally, count: number) => (expected === 'unknown' ? expected : expected + count);

/** Reads a source that is one message; returns the balance. */
export function readSingleMessage(reading: Reading): AsyncGenerator<EvidenceEvent, Tally> {
  return readOneMessage(reading, (entry) => parse(reading, entry));
}

/** Reads a message as Apple Mail keeps it; its count and its property list are none of the message. Returns the balance. */
export function readEmlx(reading: Reading): AsyncGenerator<EvidenceEvent, Tally> {
  return readOneMessage(reading, ({ offset, bytes, cut }) => {
    const { start, end } = emlxSpan(bytes);
    const within = bytes.subarray(start, end);
    // Whoever goes on from the message's place must find the count, so the place is the file's beginning.
    const message = parse(reading, { offset: offset + start, bytes: within, cut }, placeAt(reading, offset));
    return (
      message &&
      withParts(
        message,
        message.parts.map((part) => attachmentApart(within, part)),
      )
    );
  });
}

/**
 * Reads a source whose bytes hold one message; returns the balance.
 * @param read Makes the message of the bytes; null where they brought its reader down.
 */
export async function* readOneMessage(
  reading: Reading,
  read: (entry: MessageBytes) => Message | null,
): AsyncGenerator<EvidenceEvent, Tally> {
  const { window, budget, from } = reading;
  const offset = window.offset;
  const held = await window.atLeast(budget.messageBytes + 1);
  const entry = { offset, bytes: held.subarray(0, budget.messageBytes), cut: held.length > budget.messageBytes };
  const message = read(entry);
  const tally = countOne(from.tally, message === null ? 'unreadable' : 'read');
  const position = [...reading.within.position, offset + held.length];
  yield* messageEvents(reading, entry, message, { position, tally });
  return tally;
}

/** A message; null where it brought its reader down, which no bytes should, and must not cost the rest of the mailbox. */
function parse(
  reading: Reading,
  { offset, bytes, cut }: MessageBytes,
  place: Place = placeAt(reading, offset),
): Message | null {
  const { budget, source } = reading;
  try {
    const message = parseMessage(bytes, { budget, source, offset, place, extract: extractPart });
    return cut ? withParts(message, message.parts, [{ code: 'truncated', offset: bytes.length }]) : message;
  } catch {
    return null;
  }
}

async function* messageEvents(
  reading: Reading,
  { offset, cut }: MessageBytes,
  message: Message | null,
  checkpoint: Checkpoint,
): AsyncGenerator<EvidenceEvent> {
  if (message === null) {
    const detail = 'The message brought its reader down and was left; open it by hand.';
    yield { type: 'loss', loss: lossAt('message', reading, 'damaged', detail, offset) };
    return;
  }
  if (cut) {
    const detail = `The message is longer than ${reading.budget.messageBytes} bytes and was read up to there; open it by hand or raise the limit.`;
    yield { type: 'loss', loss: lossAt('message', reading, 'over-budget', detail, offset, message.header.messageId) };
  }
  yield* itemEvents(reading, message, checkpoint);
}
