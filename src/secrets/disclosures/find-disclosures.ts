import { buildLiteralMatcher, type LiteralMatcher } from '../kernel/index.ts';
import { NumberForms } from './bytes/number-forms.ts';
import { type ByteSink, scanBytes } from './bytes/scan-bytes.ts';
import type { Shape } from './bytes/shape.ts';
import { Collected, type Disclosed } from './collected.ts';
import { FileKinds } from './files/file-kinds.ts';
import type { DisclosureKind } from './kind.ts';
import { disclosureKinds } from './load-kinds.ts';
import { type NumberCandidate, numberCandidates, stands } from './number-candidate.ts';
import { holdsWord, surroundingsOf } from './words/near-words.ts';
import { type WordReader, wordReader } from './words/word-pattern.ts';

/** Finds what else, beside credentials, a text discloses. The same text gives the same answer. */
export interface DisclosureFinder {
  /**
   * What a text discloses, by kind in the order of ids.
   * @param utf8 the whole text of a part or member; empty where it has none
   * @param fileName its file's name; null where it has none
   */
  readonly find: (utf8: Uint8Array, fileName: string | null) => readonly Disclosed[];
}

interface WordEntry {
  readonly kind: number;
  readonly read: WordReader;
}

interface Built {
  readonly kinds: readonly DisclosureKind[];
  readonly matcher: LiteralMatcher;
  /** By literal: the kinds it tells of. */
  readonly words: readonly (readonly WordEntry[])[];
  readonly files: FileKinds;
  readonly forms: NumberForms;
  readonly numbers: readonly NumberCandidate[];
  readonly shapes: ReadonlyMap<Shape, readonly number[]>;
}

let loaded: DisclosureFinder | null = null;

/** The finder of every kind of the installation; built once in a process. */
export function loadDisclosureFinder(): DisclosureFinder {
  loaded ??= buildFinder(disclosureKinds());
  return loaded;
}

/** A finder of some kinds. */
export function buildFinder(kinds: readonly DisclosureKind[]): DisclosureFinder {
  const built = build(kinds);
  return { find: (utf8, fileName) => findAll(built, utf8, fileName) };
}

function build(kinds: readonly DisclosureKind[]): Built {
  const literals = new Map<string, { readonly text: string; readonly exact: boolean; readonly entries: WordEntry[] }>();
  const literal = (text: string, exact: boolean) => {
    const key = exact ? text : text.toLowerCase();
    const known = literals.get(`${exact} ${key}`) ?? { text: key, exact, entries: [] };
    literals.set(`${exact} ${key}`, known);
    return known;
  };
  for (const [kind, { find }] of kinds.entries()) {
    if (find.by === 'words')
      for (const word of find.words) literal(word, find.exactCase).entries.push({ kind, read: wordReader(find, word) });
    if (find.by === 'file') for (const text of find.texts.flat()) literal(text, true);
  }
  const all = [...literals.values()];
  const numbers = numberCandidates(kinds);
  return {
    kinds,
    matcher: buildLiteralMatcher(all),
    words: all.map(({ entries }) => entries),
    files: new FileKinds(kinds, new Map(all.map(({ text, exact }, at) => [`${exact} ${text}`, at]))),
    forms: new NumberForms(numbers.map(({ form }, at) => [form, at])),
    numbers,
    shapes: shapesOf(kinds),
  };
}

function shapesOf(kinds: readonly DisclosureKind[]): ReadonlyMap<Shape, readonly number[]> {
  const shapes = new Map<Shape, number[]>();
  for (const [kind, { find }] of kinds.entries())
    if (find.by === 'shape') shapes.set(find.shape, [...(shapes.get(find.shape) ?? []), kind]);
  return shapes;
}

function findAll(built: Built, utf8: Uint8Array, fileName: string | null): readonly Disclosed[] {
  const found = new Map<number, Collected>();
  const firstAt = new Int32Array(built.words.length).fill(-1);
  built.matcher.scan(utf8, (literal, start) => {
    if (firstAt[literal] === -1) firstAt[literal] = start;
    for (const entry of built.words[literal] as readonly WordEntry[]) readWord(utf8, start, entry, found);
  });
  scanBytes(utf8, built.forms, byteSink(built, utf8, found));
  for (const { kind, span, value } of built.files.find(firstAt, fileName)) collectedOf(found, kind).add(value, span);
  return [...found].sort(([a], [b]) => a - b).map(([kind, each]) => each.result(built.kinds[kind]?.id ?? ''));
}

function readWord(utf8: Uint8Array, start: number, { kind, read }: WordEntry, found: Map<number, Collected>): void {
  const known = found.get(kind);
  // Several words of a kind may stand in one value.
  if (known !== undefined && start >= known.lastStart && start < known.lastStop) return;
  const span = read(utf8, start);
  if (span === null || span[0] === known?.lastStart) return;
  collectedOf(found, kind).add(wordValue(utf8, span), span);
}

function byteSink({ shapes, numbers, kinds }: Built, utf8: Uint8Array, found: Map<number, Collected>): ByteSink {
  return {
    shape: (shape, start, stop) => {
      for (const kind of shapes.get(shape) ?? []) {
        const find = kinds[kind]?.find;
        const notAfter = find?.by === 'shape' ? find.notAfter : undefined;
        const isOther = notAfter !== undefined && holdsWord(surroundingsOf(utf8, start, stop).before, notAfter);
        if (!isOther) collectedOf(found, kind).add(wordValue(utf8, [start, stop]), [start, stop]);
      }
    },
    form: (form, start, stop) => {
      const candidate = numbers[form] as NumberCandidate;
      const known = found.get(candidate.kind);
      if (known !== undefined && start < known.lastStop) return;
      const value = stands(candidate, utf8, [start, stop], known?.lastStop ?? null);
      if (value !== null) collectedOf(found, candidate.kind).add(value, [start, stop]);
    },
  };
}

function collectedOf(found: Map<number, Collected>, kind: number): Collected {
  const known = found.get(kind) ?? new Collected();
  found.set(kind, known);
  return known;
}

/** White space and case make no other value. */
function wordValue(utf8: Uint8Array, [start, stop]: readonly [number, number]): string {
  const text = Buffer.from(utf8.buffer, utf8.byteOffset + start, stop - start).toString('utf8');
  return text.replace(/\s{1,100}/g, ' ').toLowerCase();
}
