import type { Shortfall } from '../../shortfall.ts';
import { shownName } from '../../text/member.ts';
import type { Piece, PieceLimits } from '../document-reader.ts';
import { LandmarkedText } from '../landmarked-text.ts';
import { certificateLines } from './certificate-lines.ts';
import type { KeyStore, StoreEntry } from './key-store.ts';

/** Entries that are described; certificates of all authorities that systems trust are some hundreds. */
const MOST_ENTRIES = 2000;
const LONGEST_NAME = 200;

const TOO_MANY_ENTRIES: Shortfall = {
  reason: 'over-budget',
  detail: `This holds more than ${MOST_ENTRIES} keys and certificates, of which the rest was left; open it by hand.`,
};
const TOO_LONG_TEXT: Shortfall = {
  reason: 'over-budget',
  detail: 'What this holds comes to more text than is read of one part, and the rest was left; open it by hand.',
};

/**
 * A key store as pieces: a text that says what it is and holds, one fact a line, with a landmark for each entry; a member in PEM for each private key
 * that is open; last, what was not read.
 * @param before Text that stands before the description: the file itself, where it is one of text.
 */
export function* storePieces(store: KeyStore, limits: PieceLimits, before = ''): Generator<Piece> {
  const entries = store.entries.slice(0, MOST_ENTRIES);
  const text = new LandmarkedText(limits.pieceBytes);
  if (before !== '') text.line(before);
  text.line(summary(store.title, store.entries));
  for (const fact of store.facts) text.line(shownName(fact));
  for (const { entry, place } of placed(entries)) {
    text.mark(place);
    text.line('');
    for (const line of entryLines(entry, place)) text.line(shownName(line));
  }
  yield { type: 'text', name: null, text: text.finish(), password: store.password };
  yield* openKeys(entries);
  const isCut = entries.length < store.entries.length;
  const unread = store.unread ?? (isCut ? TOO_MANY_ENTRIES : text.isFull ? TOO_LONG_TEXT : null);
  if (unread !== null) yield { type: 'unread', name: null, shortfall: unread };
}

function summary(title: string, entries: readonly StoreEntry[]): string {
  const keys = entries.filter((entry) => entry.kind === 'private-key');
  const lockedKeys = keys.filter(({ key }) => key === null);
  const counts = [
    ...counted(keys.length, 'private key', lockedKeys.length === 0 ? '' : ` (${lockedKeys.length} locked)`),
    ...counted(entries.filter(({ kind }) => kind === 'certificate').length, 'certificate'),
    ...counted(entries.filter(({ kind }) => kind === 'secret').length, 'secret entry', '', 'secret entries'),
  ];
  return counts.length === 0 ? title : `${title}: ${counts.join(', ')}`;
}

function counted(count: number, one: string, note = '', many = `${one}s`): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}${note}`];
}

const PLACES = { certificate: 'certificate', 'private-key': 'private key', secret: 'secret entry' } as const;

/** Each entry with its landmark: "certificate 2". */
function placed(entries: readonly StoreEntry[]) {
  const counts = new Map<string, number>();
  return entries.map((entry) => {
    const number = (counts.get(entry.kind) ?? 0) + 1;
    counts.set(entry.kind, number);
    return { entry, place: `${PLACES[entry.kind]} ${number}` };
  });
}

function entryLines(entry: StoreEntry, place: string): readonly string[] {
  const heading = place.charAt(0).toUpperCase() + place.slice(1);
  const name =
    entry.name === null || entry.name === '' ? [] : [`Name in the store: ${entry.name.slice(0, LONGEST_NAME)}`];
  switch (entry.kind) {
    case 'certificate':
      return [heading, ...name, ...certificateLines(entry.der)];
    case 'secret':
      return [heading, ...name, ...entry.lines];
    case 'private-key': {
      const state = entry.key === null ? 'locked' : entry.password === null ? 'not locked' : 'opened with a password';
      const kind = entry.key === null ? [] : [`Kind: ${entry.key.kind}`];
      return [`${heading} (${state})`, ...name, ...kind, ...(entry.note === null ? [] : [entry.note])];
    }
  }
}

function* openKeys(entries: readonly StoreEntry[]): Generator<Piece> {
  let number = 0;
  for (const entry of entries) {
    if (entry.kind !== 'private-key') continue;
    number += 1;
    if (entry.key === null || entry.key.text === null) continue;
    const { text, extension } = entry.key;
    yield {
      type: 'member',
      name: number === 1 ? `key${extension}` : `key-${number}${extension}`,
      mediaType: 'text/plain',
      bytes: Buffer.from(text),
      shortfall: null,
      password: entry.password,
    };
  }
}
