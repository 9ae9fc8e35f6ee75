import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { openDeferred } from '../isolation/open-deferred.ts';
import type { Document, Message } from '../message.ts';
import { parseDocument } from './document.ts';
import { countOne, isStart, openedEvents, placeAt, type Reading, sourceLoss } from './reading.ts';
import { type TextStretch, textStretches } from './text-stretches.ts';

/** Reads a source that is no mail and no plain text: an archive, a document, or a format that is not read; returns the balance. */
export async function* readDocument(reading: Reading, mediaType: string): AsyncGenerator<EvidenceEvent, Tally> {
  const { source, window, budget, from, within } = reading;
  const offset = window.offset;
  const held = await window.atLeast(budget.messageBytes + 1);
  if (held.length > budget.messageBytes) {
    const detail = `The file is longer than ${budget.messageBytes} bytes, which is more than is opened at once; if it is an archive, extract it and add the folder, else open it by hand.`;
    yield sourceLoss(reading, { reason: 'over-budget', detail });
    return countOne(from.tally, 'unreadable');
  }
  const parsed = parseDocument(
    { source, offset, place: placeAt(reading, offset), bytes: held, charset: null, mediaType },
    budget,
  );
  const document = await openDeferred(parsed, reading.opener);
  const tally = countOne(from.tally, outcomeOf(document));
  yield* openedEvents(document, { position: [...within.position, offset + held.length], tally });
  return tally;
}

/**
 * Reads plain text of any length, in stretches cut at line ends: each is a document of its own whose span says which bytes, and the file counts once.
 * @param charset The charset the file's beginning shows; null where it shows none.
 */
export async function* readText(
  reading: Reading,
  charset: string | null,
  mediaType: string,
): AsyncGenerator<EvidenceEvent, Tally> {
  let isFirst = isStart(reading.from);
  let tally = reading.from.tally;
  for await (const stretch of textStretches(reading.window, charset)) {
    tally = yield* textDocument(reading, stretch, { charset, mediaType, isFirst }, tally);
    isFirst = false;
  }
  return tally;
}

/** One stretch of a text as a document; the balance after it, in which the file's first stretch counts the file. */
export async function* textDocument(
  reading: Reading,
  { offset, bytes }: TextStretch,
  {
    charset,
    mediaType,
    isFirst,
  }: { readonly charset: string | null; readonly mediaType: string; readonly isFirst: boolean },
  before: Tally,
): AsyncGenerator<EvidenceEvent, Tally> {
  const { source, budget, within } = reading;
  const place = placeAt(reading, offset);
  const parsed = parseDocument({ source, offset, place, bytes, charset, mediaType }, budget);
  const document = await openDeferred(parsed, reading.opener);
  const tally = isFirst ? countOne(before, outcomeOf(document)) : before;
  yield* openedEvents(document, { position: [...within.position, offset + bytes.length], tally });
  return tally;
}

/** A file counts as read when any of it was. */
export function outcomeOf({ parts }: Message | Document): 'read' | 'unreadable' | 'encrypted' {
  const contents = parts.map((part) => part.content);
  if (contents.every((content) => content.state === 'container')) return 'read';
  if (contents.some((content) => content.state === 'text' || content.state === 'message')) return 'read';
  const isLocked = contents.some((content) => content.state === 'unread' && content.reason === 'encrypted');
  return isLocked ? 'encrypted' : 'unreadable';
}
