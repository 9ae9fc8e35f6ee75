import { cellAfter, ROOT } from './cells.ts';
import { areJoined, classOf, isJoinedAt, isJoiningAt, SPACE } from './characters.ts';
import type { Lexicon } from './lexicon.ts';
import type { Lane, Mark, Term } from './term.ts';
import type { TermTrie } from './term-trie.ts';

/** White space within a term may be a run of up to this many units. */
const LONGEST_BLANK = 20;
/** As many letters may follow an open term. */
const LONGEST_ENDING = 20;

/** All marks in folded text, by start. Terms of one lane never overlap: leftmost, then longest, wins; one term may have several roles. */
export function markText(fold: string, { trie, prefixes }: Lexicon): readonly Mark[] {
  const marker = new Marker(fold, trie, prefixes);
  let before = SPACE;
  for (let at = 0; at < fold.length; at++) {
    const here = classOf(fold.charCodeAt(at));
    // A term begins at no white space, and not inside a word.
    const mayBegin = (here & SPACE) === 0 && !areJoined(before, here);
    if (mayBegin && (prefixes.length > 0 || leadsOn(trie, fold, at))) marker.markAt(at);
    before = here;
  }
  return marker.marks;
}

/** Whether the first unit at a place ends a term or leads to a second. */
function leadsOn({ columns, cells, isStem, endAt }: TermTrie, fold: string, at: number): boolean {
  const first = cellAfter(cells, ROOT, columns[fold.charCodeAt(at)] as number);
  if (first === 0 || endAt[first] !== 0 || isStem[first] !== 0) return first !== 0;
  return cellAfter(cells, first, columns[fold.charCodeAt(at + 1)] ?? 0) !== 0;
}

/** A place and a cell, in one number. */
const MOST_CELLS = 1 << 20;
const placeOf = (met: number): number => Math.floor(met / MOST_CELLS);

class Marker {
  readonly marks: Mark[] = [];
  readonly #fold: string;
  readonly #trie: TermTrie;
  readonly #prefixes: readonly string[];
  /** The last mark of each lane. */
  readonly #last = new Map<Lane, Mark>();
  /** Cells with terms on the ways from a start, each with the place where it is reached. */
  readonly #met: number[] = [];

  constructor(fold: string, trie: TermTrie, prefixes: readonly string[]) {
    this.#fold = fold;
    this.#trie = trie;
    this.#prefixes = prefixes;
  }

  markAt(start: number): void {
    this.#walk(start, start);
    for (const prefix of this.#prefixes) {
      if (this.#fold.startsWith(prefix, start)) this.#walk(start, start + prefix.length);
    }
  }

  /** Follows the text down the trie, then takes the terms met, longest first. */
  #walk(start: number, from: number): void {
    const { ends, endAt } = this.#trie;
    const met = this.#met;
    if (this.#follow(from, ROOT)) met.sort((one, other) => placeOf(one) - placeOf(other));
    while (met.length > 0) {
      const last = met.pop() as number;
      this.#take(start, placeOf(last), ends[endAt[last % MOST_CELLS] as number] as readonly Term[]);
    }
  }

  /** Notes the cells with terms on the way from a place; whether the way forked, where a stem may go on with any letters. */
  #follow(from: number, above: number): boolean {
    const { columns, space, cells, star, isStem, endAt } = this.#trie;
    const fold = this.#fold;
    let cell = above;
    let forks = false;
    for (let at = from; at < fold.length; ) {
      const column = columns[fold.charCodeAt(at)] as number;
      cell = cellAfter(cells, cell, column);
      if (cell === 0) break;
      at = column === space ? blankEnd(fold, at) : at + 1;
      if (star !== 0 && isStem[cell] !== 0) {
        forks = true;
        this.#follow(endingEnd(fold, at), cellAfter(cells, cell, star));
      }
      if (endAt[cell] !== 0) this.#met.push(at * MOST_CELLS + cell);
    }
    return forks;
  }

  #take(start: number, place: number, terms: readonly Term[]): void {
    for (const term of terms) {
      const last = this.#last.get(term.lane);
      if (last && start < last.end && start !== last.start) continue;
      const end = termEnd(this.#fold, place, term);
      if (end < 0 || (last?.start === start && last.end !== end)) continue;
      const mark = { role: term.role, start, end };
      this.marks.push(mark);
      this.#last.set(term.lane, mark);
    }
  }
}

function blankEnd(fold: string, from: number): number {
  let at = from;
  while (at < fold.length && at - from < LONGEST_BLANK && (classOf(fold.charCodeAt(at)) & SPACE) !== 0) at++;
  return at;
}

/** Where a term whose units end at a place ends as a word, or -1. */
function termEnd(fold: string, place: number, term: Term): number {
  if (term.open) return endingEnd(fold, place);
  if (isJoinedAt(fold, place)) return -1;
  return term.lane === 'noun' && isCompoundedAt(fold, place) ? -1 : place;
}

/** Where the word ends whose stem ends at a place. */
function endingEnd(fold: string, place: number): number {
  let at = place;
  while (at - place < LONGEST_ENDING && isJoinedAt(fold, at)) at++;
  return at;
}

/** `password_file`, `password-less`: a noun that goes on is another noun. */
const isCompoundedAt = (fold: string, at: number): boolean =>
  (fold[at] === '_' || fold[at] === '-') && isJoiningAt(fold, at + 1) && isJoiningAt(fold, at - 1);
