import { classOf, SPACE } from './characters.ts';
import type { Term } from './term.ts';
import { withoutMark } from './word-set.ts';

/** Terms by their units, in one hashed table of steps: a look-up for each unit read, whatever the number of terms. */
export interface TermTrie {
  /** Column of each UTF-16 unit; 0 for units that stand in no term. All white space shares the column of the space. */
  readonly columns: Uint16Array;
  /** Column of white space. */
  readonly space: number;
  /** The node after the root by column; 0 for none. */
  readonly first: Uint32Array;
  readonly steps: StepTable;
  /** Column of `*` within a term: there any letters may go on with the word. */
  readonly star: number;
  /** 1 where such a step leads on from the node. */
  readonly isStem: Uint8Array;
  /** 1 where terms end at the node. */
  readonly isEnd: Uint8Array;
  /** The terms that end at a node, in the order given; a node's place in it is in `endAt`. */
  readonly ends: readonly (readonly Term[])[];
  readonly endAt: Uint32Array;
}

/** Steps from a node by a column to the next, by open addressing: twice as many slots as steps at least. */
interface StepTable {
  /** A step's node and column, 0 where the slot is free. */
  readonly keys: Uint32Array;
  readonly nodes: Uint32Array;
  /** How far a hash is shifted to give a slot. */
  readonly shift: number;
}

const COLUMN_BITS = 12;
const MOST_COLUMNS = 1 << COLUMN_BITS;
const MOST_NODES = 2 ** (32 - COLUMN_BITS);
const SPREAD = 0x9e3779b1;
const SPACE_UNIT = 0x20;
const STAR = 0x2a;

/** The node after another by a column, which is not 0; 0 for none. */
export function nodeAfter({ first, steps }: TermTrie, node: number, column: number): number {
  return node === 0 ? (first[column] ?? 0) : (steps.nodes[slotOf(steps, stepKey(node, column))] ?? 0);
}

const stepKey = (node: number, column: number): number => ((node << COLUMN_BITS) | column) >>> 0;

/** The slot that holds a key, or the free one in which it belongs. */
function slotOf({ keys, shift }: StepTable, key: number): number {
  const last = keys.length - 1;
  let slot = Math.imul(key, SPREAD) >>> shift;
  for (let held = keys[slot]; held !== 0 && held !== key; held = keys[slot]) slot = (slot + 1) & last;
  return slot;
}

/**
 * `plainly`: letters match with and without their marks.
 *
 * @throws RangeError where the terms have too many units between them
 */
export function buildTrie(terms: readonly Term[], plainly = false): TermTrie {
  const { columns, width } = columnsOf(terms, plainly);
  const most = terms.reduce((sum, { text }) => sum + text.length, 1);
  if (width > MOST_COLUMNS || most > MOST_NODES) throw new RangeError('a language has too many words for one table');
  const first = new Uint32Array(width);
  const steps = emptySteps(most);
  const endAt = new Uint32Array(most);
  const ends: Term[][] = [[]];
  const star = columns[STAR] ?? 0;
  const isStem = new Uint8Array(most);
  let nodes = 1;
  const extend = (node: number, column: number): number => {
    const table = node === 0 ? first : steps.nodes;
    const place = node === 0 ? column : slotOf(steps, stepKey(node, column));
    if (table[place] !== 0) return table[place] ?? 0;
    if (node !== 0) steps.keys[place] = stepKey(node, column);
    if (column === star) isStem[node] = 1;
    table[place] = nodes;
    return nodes++;
  };
  for (const term of terms) {
    let node = 0;
    for (let at = 0; at < term.text.length; at++) node = extend(node, columns[term.text.charCodeAt(at)] ?? 0);
    if (endAt[node] === 0) endAt[node] = ends.push([]) - 1;
    ends[endAt[node] ?? 0]?.push(term);
  }
  const isEnd = Uint8Array.from(endAt, (place) => (place > 0 ? 1 : 0));
  return { columns, space: columns[SPACE_UNIT] ?? 0, first, steps, star, isStem, isEnd, ends, endAt };
}

function emptySteps(most: number): StepTable {
  const bits = Math.max(4, Math.ceil(Math.log2(most * 2)));
  return { keys: new Uint32Array(1 << bits), nodes: new Uint32Array(1 << bits), shift: 32 - bits };
}

function columnsOf(
  terms: readonly Term[],
  plainly: boolean,
): { readonly columns: Uint16Array; readonly width: number } {
  const columns = new Uint16Array(0x10000);
  let last = 0;
  for (const { text } of terms) {
    for (let at = 0; at < text.length; at++) {
      const unit = plainly ? plainUnit(text.charCodeAt(at)) : text.charCodeAt(at);
      if (columns[unit] === 0) columns[unit] = ++last;
    }
  }
  if (plainly) for (const unit of MARKED_UNITS) columns[unit] = columns[plainUnit(unit)] ?? 0;
  const space = columns[SPACE_UNIT] ?? 0;
  for (const unit of SPACES) columns[unit] = space;
  return { columns, width: last + 1 };
}

const plainUnit = (unit: number): number => withoutMark(String.fromCharCode(unit)).charCodeAt(0);
const MARKED_UNITS = Array.from({ length: 0x680 }, (_, unit) => unit).filter((unit) => plainUnit(unit) !== unit);

const SPACES = Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => (classOf(unit) & SPACE) !== 0);
