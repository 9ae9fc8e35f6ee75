import type { Checkpoint, Document, EvidenceEvent, Message } from '../evidence/index.ts';
import type { Scanner, ScanOutcome, TextScanner } from '../secrets/index.ts';
import { type NameSpans, nameInContext, nameSpans } from './item-names.ts';
import { type ItemText, itemTexts } from './item-texts.ts';
import { lostText } from './lost-text.ts';
import { provenTexts } from './scan-item.ts';
import type { ScannedText } from './scanned-text.ts';

/** What reading a source yields, with what was found in each item. */
export type ScannedEvent =
  | {
      readonly type: 'item';
      readonly item: Message | Document;
      readonly texts: readonly ScannedText[];
      /** What is to be masked in the names that were asked for. */
      readonly names: NameSpans;
      readonly checkpoint: Checkpoint;
    }
  | Extract<EvidenceEvent, { type: 'loss' | 'tally' }>;

/** Who scans: texts wherever that is done, and what is little beside them here. */
export interface Scanners {
  readonly scanner: Scanner;
  readonly texts: TextScanner;
}

/** Events whose texts are being scanned while further ones are read, and what they keep in memory. */
const MOST_EVENTS = 4096;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The events of a source in their order, each item with its findings; a text that could not be scanned is a loss right before its item.
 * @param namesOf Names of an item that are scanned too.
 */
export async function* scannedAhead(
  events: AsyncIterable<EvidenceEvent>,
  { scanner, texts }: Scanners,
  namesOf: (item: Message | Document) => readonly string[] = () => [],
): AsyncGenerator<ScannedEvent> {
  const waiting: BegunEvent[] = [];
  let bytes = 0;
  for await (const event of events) {
    const begun = new BegunEvent(event, texts, namesOf);
    waiting.push(begun);
    bytes += begun.bytes;
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (!first.isOver && waiting.length <= MOST_EVENTS && bytes <= MOST_BYTES) break;
      waiting.shift();
      bytes -= first.bytes;
      yield* await scannedEvents(first, scanner);
    }
  }
  for (const each of waiting) yield* await scannedEvents(each, scanner);
}

/** An event whose texts, where it has any, are being scanned. */
class BegunEvent {
  readonly event: EvidenceEvent;
  readonly texts: readonly ItemText[];
  readonly names: readonly string[];
  /** Bytes it keeps in memory until it is over. */
  readonly bytes: number;
  readonly outcomes: Promise<readonly ScanOutcome[]> | readonly ScanOutcome[];
  #isOver = false;

  constructor(event: EvidenceEvent, scanner: TextScanner, namesOf: (item: Message | Document) => readonly string[]) {
    const item = itemOf(event);
    this.event = event;
    this.texts = item === null ? [] : [...itemTexts(item)];
    this.bytes = this.texts.reduce(
      (sum, { utf8 }) => sum + utf8.length,
      item === null ? 0 : item.span[1] - item.span[0],
    );
    this.names = item === null ? [] : namesOf(item);
    const names = item === null ? [] : this.names.map((name) => nameInContext(item, name));
    this.outcomes = item === null ? [] : scanner.scan([...this.texts, ...names]);
    if (this.outcomes instanceof Promise) void this.outcomes.then(() => this.#end());
    else this.#end();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  #end(): void {
    this.#isOver = true;
  }
}

/** What comes of an event once its texts are scanned. */
async function scannedEvents(
  { event, texts, names, outcomes }: BegunEvent,
  scanner: Scanner,
): Promise<readonly ScannedEvent[]> {
  if (event.type === 'loss' || event.type === 'tally') return [event];
  const item = event.type === 'message' ? event.message : event.document;
  const ended = await outcomes;
  const found = texts.flatMap((text, at) => {
    const outcome = ended[at];
    return outcome?.type === 'scanned' ? [{ text, found: outcome.findings }] : [];
  });
  const losses = texts.flatMap((text, at) => {
    const outcome = ended[at];
    return outcome?.type === 'lost' ? [{ type: 'loss', loss: lostText(item, text, outcome.cause) } as const] : [];
  });
  const spans = nameSpans(names, ended.slice(texts.length));
  const { checkpoint } = event;
  return [...losses, { type: 'item', item, texts: provenTexts(item, found, scanner), names: spans, checkpoint }];
}

function itemOf(event: EvidenceEvent): Message | Document | null {
  if (event.type === 'message') return event.message;
  return event.type === 'document' ? event.document : null;
}
