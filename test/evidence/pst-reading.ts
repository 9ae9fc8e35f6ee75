import { EMPTY_TALLY, type Tally } from '../../src/core/index.ts';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import type { Checkpoint, EvidenceEvent } from '../../src/evidence/evidence-event.ts';
import type { Message } from '../../src/evidence/message.ts';
import type { Part } from '../../src/evidence/part.ts';
import { readPst } from '../../src/evidence/pst/read-pst.ts';
import type { StoreLimits } from '../../src/evidence/pst/store-limits.ts';
import { fileAccess } from '../../src/evidence/source/file-access.ts';
import type { RandomAccess } from '../../src/evidence/source/random-access.ts';

/** All that reading a store yields, and its balance. */
export interface StoreRead {
  readonly events: readonly EvidenceEvent[];
  readonly messages: readonly Message[];
  readonly details: readonly string[];
  readonly tally: Tally;
}

const START: Checkpoint = { position: [], tally: EMPTY_TALLY };

export function readStore(access: RandomAccess, from: Checkpoint = START, limits?: StoreLimits): StoreRead {
  const within = { position: [], container: [] };
  const request = { source: 'store.pst', budget: DEFAULT_BUDGET, from, within, onBytes: () => {} };
  const reading = readPst(request, access, limits);
  const events: EvidenceEvent[] = [];
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done === true) return { ...summary(events), tally: next.value };
    events.push(next.value);
  }
}

export function readStoreFile(path: string, from?: Checkpoint): StoreRead {
  const access = fileAccess(path);
  try {
    return readStore(access, from);
  } finally {
    access.close();
  }
}

function summary(events: readonly EvidenceEvent[]): Omit<StoreRead, 'tally'> {
  return {
    events,
    messages: events.flatMap((event) => (event.type === 'message' ? [event.message] : [])),
    details: events.flatMap((event) => (event.type === 'loss' ? [event.loss.detail] : [])),
  };
}

/** What an event says, without what is read lazily. */
export function shownEvent(event: EvidenceEvent): unknown {
  if (event.type === 'message') return [event.checkpoint, shownMessage(event.message)];
  if (event.type === 'document') return [event.checkpoint, event.document.place, event.document.parts.map(shownPart)];
  return event;
}

export function shownMessage({ span, place, header, parts }: Message): unknown {
  const { messageId, subject, from, to, cc, bcc, date } = header;
  return { span, place, messageId, subject, from, to, cc, bcc, date, parts: parts.map(shownPart) };
}

function shownPart({ path, member, fileName, mediaType, content }: Part): unknown {
  return { path, member, fileName, mediaType, state: content.state, text: partText({ content }) };
}

/** The text of a part; empty where it has none. */
export function partText({ content }: Pick<Part, 'content'>): string {
  return content.state === 'text' ? Buffer.from(content.text.utf8).toString() : '';
}
