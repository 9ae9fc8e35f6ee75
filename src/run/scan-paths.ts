import type { Loss } from '../core/index.ts';
import { discoverSources, readSource, type Source } from '../evidence/index.ts';
import { type Scanner, type TextScanner, textScannerHere } from '../secrets/index.ts';
import type { FilePlace } from './folder-index.ts';
import { ownKeys } from './key-candidates.ts';
import type { ScanEvent } from './scan-event.ts';
import { folderOf, LockedMail, tells } from './scan-locked.ts';
import { scannedAhead } from './scanned-ahead.ts';
import { isMendable } from './second-pass.ts';

/** What a scan of paths needs. */
export interface ScanOptions {
  readonly scanner: Scanner;
  /** Scans the same in threads. Default: `scanner` does it all. */
  readonly texts?: TextScanner;
  /** Whether letters are looked for in pictures. */
  readonly ocr?: boolean;
  /** Called with the bytes read so far, over all sources. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads everything at `paths` ("-" is standard input) and scans it, one message at a time. What is locked is tried with the words of its own message,
 * and at the end with those of its neighbours.
 * @throws EvidenceError where a path itself is not there or may not be read.
 */
export async function* scanPaths(paths: readonly string[], options: ScanOptions): AsyncGenerator<ScanEvent> {
  const locked = new LockedMail();
  let before = 0;
  let number = 0;
  for (const path of paths) {
    for await (const found of discoverSources(path)) {
      if (found.type === 'loss') {
        yield found;
        continue;
      }
      const onBytes = (bytes: number) => options.onBytes?.(before + bytes);
      const events = scanSource(found.source, options, onBytes);
      const isOnce = found.source.path === '-';
      for await (const event of isOnce
        ? toldOnce(events)
        : withLocksHeld(events, locked, { source: number, folder: folderOf(found.source) })) {
        if (event.type === 'tally') before += event.bytes;
        yield event;
      }
      number += 1;
    }
  }
  yield* locked.open(paths, options.scanner, { ocr: options.ocr ?? false });
}

async function* scanSource(
  source: Source,
  { scanner, texts = textScannerHere(scanner), ocr = false }: ScanOptions,
  onBytes: (bytes: number) => void,
): AsyncGenerator<ScanEvent> {
  let read = Math.max(0, source.size);
  const count = (bytes: number) => {
    read = Math.max(read, bytes);
    onBytes(bytes);
  };
  const events = readSource(source, { onBytes: count, keys: ownKeys(scanner), ocr });
  for await (const event of scannedAhead(events, { scanner, texts }))
    yield event.type === 'tally' ? { ...event, bytes: read } : event;
}

/** Losses of one item that wait for it; of more, those that come first are told without waiting for the second pass. */
const MOST_OF_AN_ITEM = 1000;

/** The events of a source, without the losses that a second pass may mend. */
async function* withLocksHeld(
  events: AsyncIterable<ScanEvent>,
  locked: LockedMail,
  place: FilePlace,
): AsyncGenerator<ScanEvent> {
  let held: Loss[] = [];
  for await (const event of events) {
    if (event.type === 'loss' && isMendable(event.loss) && held.length < MOST_OF_AN_ITEM) {
      held.push(event.loss);
      continue;
    }
    if (event.type !== 'loss') {
      const told =
        event.type === 'item' ? locked.note({ ...place, item: event.item, isTelling: tells(event.texts) }, held) : held;
      for (const loss of told) yield { type: 'loss', loss };
      held = [];
    }
    yield event;
  }
}

const READ_ONCE =
  'Standard input cannot be read twice, so only the words of the same message were tried; give the file itself.';

/** The events of a source that cannot be read again; what is locked in it says so. */
async function* toldOnce(events: AsyncIterable<ScanEvent>): AsyncGenerator<ScanEvent> {
  for await (const event of events) {
    if (event.type !== 'loss' || !isMendable(event.loss)) yield event;
    else yield { type: 'loss', loss: { ...event.loss, detail: `${event.loss.detail} ${READ_ONCE}` } };
  }
}
