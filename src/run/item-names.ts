import type { ByteSpan } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import type { ScanOutcome, TextInContext } from '../secrets/index.ts';

/** Where something to be masked stands in the names of an item, by name; of others nothing is known yet. */
export type NameSpans = ReadonlyMap<string, readonly ByteSpan[]>;

/** The names that every row of an item holds: its subject, what it is in, its files and members; each once. */
export function itemNames(item: Message | Document): readonly string[] {
  const subject = item.type === 'message' ? item.header.subject : null;
  const { container, folder } = item.place;
  const parts = item.parts.flatMap(({ fileName, member }) => [...(fileName === null ? [] : [fileName]), ...member]);
  const around = [...(subject === null ? [] : [subject]), ...(folder === null ? [] : [folder])];
  return [...new Set([...around, ...container, ...parts])];
}

/** A name of an item, as it is scanned for what is to be masked in it. */
export function nameInContext(item: Message | Document, name: string): TextInContext {
  const subject = item.type === 'message' ? item.header.subject : null;
  const context =
    name === subject ? ({ subject: null, role: 'subject' } as const) : ({ subject, role: 'name' } as const);
  return { utf8: new TextEncoder().encode(name), context };
}

/** What scanning some names came to; one that could not be scanned is masked whole. */
export function nameSpans(names: readonly string[], outcomes: readonly ScanOutcome[]): NameSpans {
  return new Map(names.map((name, at) => [name, spansOf(name, outcomes[at])]));
}

function spansOf(name: string, outcome: ScanOutcome | undefined): readonly ByteSpan[] {
  return outcome?.type === 'scanned' ? outcome.findings.map(({ span }) => span) : [[0, Buffer.byteLength(name)]];
}
