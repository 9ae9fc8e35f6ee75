import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import {
  type Budget,
  type Checkpoint,
  DEFAULT_BUDGET,
  type EvidenceEvent,
  type ReadOptions,
  readSource,
  type Source,
} from '../../src/evidence/index.ts';
import { plain, textsOf } from './source-bytes.ts';

export const mailbox = (...subjects: readonly string[]) =>
  subjects
    .map((subject) => `From a@b.example Mon Jan  1 00:00:00 2001\nSubject: ${subject}\n\nbody of ${subject}\n\n`)
    .join('');
export const message = (subject: string) => `Received: x\nSubject: ${subject}\n\nbody of ${subject}\n`;

export interface FileOptions extends Pick<ReadOptions, 'keys' | 'parsers'> {
  readonly budget?: Partial<Budget>;
  readonly from?: Checkpoint;
  readonly spillFolder?: string;
}

/** Reads bytes as a file on disk, which can be read at any place. */
export async function fileEvents(bytes: Uint8Array, options: FileOptions = {}): Promise<readonly EvidenceEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    const path = join(folder, 'export');
    writeFileSync(path, bytes);
    return await pathEvents(path, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a file. */
export async function pathEvents(
  path: string,
  { budget = {}, ...rest }: FileOptions = {},
): Promise<readonly EvidenceEvent[]> {
  const source: Source = { path, relative: 'export', size: -1 };
  return await Array.fromAsync(readSource(source, { ...rest, budget: { ...DEFAULT_BUDGET, ...budget } }));
}

/** What matters of an event, on one line: the way to it and its subject or text. */
export function line(event: EvidenceEvent): string {
  if (event.type === 'tally') {
    const { expected, read, unreadable, encrypted } = event.tally;
    return `${expected} = ${read} + ${unreadable} + ${encrypted}`;
  }
  if (event.type === 'loss') {
    return [...event.loss.provenance.container, ...event.loss.provenance.member, event.loss.reason].join(' > ');
  }
  const item = event.type === 'message' ? event.message : event.document;
  const text = textsOf(event).map(([, part]) => part);
  const said = item.type === 'message' ? item.header.subject : text.join('|').slice(0, 40);
  return [...item.place.container, said].join(' > ');
}

/** Events as comparable data, with the place of each item. */
export function placed(events: readonly EvidenceEvent[]): readonly unknown[] {
  return events.map((event) => {
    if (event.type === 'message') return [plain(event), event.message.place];
    return event.type === 'document' ? [plain(event), event.document.place] : plain(event);
  });
}

/** The rest from every checkpoint, and from every item's own place, is the rest that was there. */
export async function expectResumable(
  whole: readonly EvidenceEvent[],
  read: (from: Checkpoint) => Promise<readonly EvidenceEvent[]>,
): Promise<void> {
  for (const [index, event] of whole.entries()) {
    if (event.type !== 'message' && event.type !== 'document') continue;
    expect(placed(await read(event.checkpoint))).toEqual(placed(whole.slice(index + 1)));
    const item = event.type === 'message' ? event.message : event.document;
    if (item.span[1] === item.span[0] && item.parts[0]?.content.state === 'text') continue;
    const again = await read({ position: item.place.position, tally: event.checkpoint.tally });
    const first = again.find((one) => one.type === event.type);
    expect(first === undefined ? null : line(first)).toBe(line(event));
  }
}

/** The tally comes last, and balances. */
export function expectBalance(events: readonly EvidenceEvent[]): void {
  const last = events.at(-1);
  expect(last?.type).toBe('tally');
  if (last?.type === 'tally') expect(tallyBalances(last.tally)).toBe(true);
}
