import type { Loss, Tally } from '../core/index.ts';
import { type Document, discoverSources, type Message, readSource, type Source } from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { type ScannedText, scanItem } from './scan-item.ts';

/** What scanning paths yields, in the order of the evidence. */
export type ScanEvent =
  | { readonly type: 'item'; readonly item: Message | Document; readonly texts: readonly ScannedText[] }
  | { readonly type: 'loss'; readonly loss: Loss }
  /** `bytes`: of the source, as it was given. */
  | { readonly type: 'tally'; readonly source: string; readonly tally: Tally; readonly bytes: number };

/** What a scan of paths needs. */
export interface ScanOptions {
  readonly scanner: Scanner;
  /** Called with the bytes read so far, over all sources. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads everything at `paths` ("-" is standard input) and scans it, one message at a time.
 * @throws EvidenceError where a path itself is not there or may not be read.
 */
export async function* scanPaths(paths: readonly string[], options: ScanOptions): AsyncGenerator<ScanEvent> {
  let before = 0;
  for (const path of paths) {
    for await (const found of discoverSources(path)) {
      if (found.type === 'loss') {
        yield found;
        continue;
      }
      const onBytes = (bytes: number) => options.onBytes?.(before + bytes);
      for await (const event of scanSource(found.source, options, onBytes)) {
        if (event.type === 'tally') before += event.bytes;
        yield event;
      }
    }
  }
}

async function* scanSource(
  source: Source,
  options: ScanOptions,
  onBytes: (bytes: number) => void,
): AsyncGenerator<ScanEvent> {
  let read = Math.max(0, source.size);
  const count = (bytes: number) => {
    read = Math.max(read, bytes);
    onBytes(bytes);
  };
  for await (const event of readSource(source, { onBytes: count })) {
    if (event.type === 'tally') yield { ...event, bytes: read };
    else if (event.type === 'loss') yield event;
    else {
      const item = event.type === 'message' ? event.message : event.document;
      yield { type: 'item', item, texts: [...scanItem(item, options.scanner)] };
    }
  }
}
