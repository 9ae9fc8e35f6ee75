import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { mapiMessage } from '../mapi/mapi-message.ts';
import type { Message } from '../message.ts';
import { extractPart } from '../text/extract-part.ts';
import { readTnef } from '../tnef/tnef-object.ts';
import { type MessageBytes, readOneMessage } from './read-mail.ts';
import { placeAt, type Reading } from './reading.ts';

/** Reads a source that is a winmail.dat: one message; returns the balance. */
export function readTnefSource(reading: Reading): AsyncGenerator<EvidenceEvent, Tally> {
  return readOneMessage(reading, (entry) => readMessage(reading, entry));
}

function readMessage(reading: Reading, { offset, bytes }: MessageBytes): Message | null {
  const { budget, source } = reading;
  try {
    const { object, problems } = readTnef(bytes);
    const span = [offset, offset + bytes.length] as const;
    return mapiMessage(object, {
      budget,
      source,
      span,
      place: placeAt(reading, offset),
      extract: extractPart,
      problems,
    });
  } catch {
    return null;
  }
}
