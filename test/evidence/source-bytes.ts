import type { Budget, Checkpoint, EvidenceEvent, Source } from '../../src/evidence/index.ts';
import { DEFAULT_BUDGET, readSource } from '../../src/evidence/index.ts';

const MEMORY: Source = { path: '-', relative: 'memory', size: -1 };

/** Hands bytes over in pieces of `step`, as a pipe would. */
export async function* pieces(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

/** Reads bytes as one source and gathers the events. */
export async function eventsOf(
  bytes: Uint8Array,
  options: { readonly budget?: Partial<Budget>; readonly from?: Checkpoint; readonly step?: number } = {},
): Promise<readonly EvidenceEvent[]> {
  const { budget = {}, from, step = 4096 } = options;
  const events: EvidenceEvent[] = [];
  const input = pieces(bytes, step);
  const resume = from === undefined ? {} : { from };
  for await (const event of readSource(MEMORY, { input, budget: { ...DEFAULT_BUDGET, ...budget }, ...resume })) {
    events.push(event);
  }
  return events;
}

/** An event as data that can be compared. */
export function plain(event: EvidenceEvent): unknown {
  if (event.type === 'loss' || event.type === 'tally') return event;
  const item = event.type === 'message' ? event.message : event.document;
  return {
    type: event.type,
    checkpoint: event.checkpoint,
    span: item.span,
    subject: item.type === 'message' ? item.header.subject : null,
    texts: textsOf(event),
  };
}

/** The texts of an event's parts, by member. */
export function textsOf(event: EvidenceEvent): readonly (readonly [string, string])[] {
  if (event.type !== 'message' && event.type !== 'document') return [];
  const { parts } = event.type === 'message' ? event.message : event.document;
  return parts.flatMap((part) =>
    part.content.state === 'text'
      ? [[[part.path, ...part.member].join('/'), Buffer.from(part.content.text.utf8).toString()] as const]
      : [],
  );
}

/** The text of all parts of all events. */
export const allText = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) => textsOf(event).map(([, text]) => text)).join('\n');
