import { gramFrequencies } from './gram-frequency.ts';
import { type Literal, SHORTEST_LITERAL } from './literal.ts';

/** Bytes of a text that the kernel is given at once, without what lies beside them. */
export const CHUNK = 1 << 15;
/** Hits that it has room for. */
export const MOST_HITS = 1 << 13;
/** Bytes of value 0 to either side of its input. */
export const PADDING = 8;

/** Bytes that the kernel sifts at once, as in assembly/literal-scan.ts; each second one may be worth a look. */
const BLOCK = 1 << 12;
/** Bytes of the tables that sift, as in assembly/gram-hash.ts. */
const SIEVE = (1 << (21 - 3)) + (1 << (20 - 3)) + (1 << (17 - 3));
/** Numbers of a table, of a slot and of an entry, as in assembly/learn.ts. */
const TABLE = 4;
const SLOT = 2;
const ENTRY = 4;
/** Bytes of a literal's record, and of one from which on two of its grams are looked up; of a shorter one, one is. */
const LITERAL = 8;
const LONG = 6;
const FOUR = 4;
const PAGE = 1 << 16;
const FLAGS = { exact: 1, loose: 2, begins: 4, ends: 8 };

/** Addresses in the kernel's memory. */
export interface Layout {
  readonly memory: WebAssembly.Memory;
  /** What the kernel's `lay` takes, in its order. */
  readonly addresses: readonly number[];
  /** What its `learn` takes. */
  readonly lesson: readonly number[];
  readonly input: number;
  readonly hits: number;
  /** Bytes beside a piece of a text that a literal in it may reach into. */
  readonly longest: number;
}

/** Hands out stretches of the memory one after another. */
class Room {
  end = PADDING;

  take(bytes: number): number {
    const start = this.end;
    this.end = (start + bytes + 7) & ~7;
    return start;
  }
}

/**
 * Puts literals into a memory of the kernel's own, with room for the tables that it makes of them.
 * @throws RangeError where a literal is shorter than three bytes
 */
export function layOut(literals: readonly Literal[]): Layout {
  const lengths = Uint16Array.from(literals, lengthOf);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0) + PADDING;
  const room = new Room();
  const sieve = room.take(SIEVE);
  const tables = room.take(3 * TABLE * 4);
  const placed = entriesOf(lengths).map((most) => placeTable(most, room));
  const records = room.take(literals.length * LITERAL);
  const bytes = room.take(lengths.reduce((sum, length) => sum + length, 0));
  const lower = room.take(768);
  const rare = gramFrequencies();
  const frequencies = room.take(rare.length);
  const [input, folded] = [0, 0].map(() => room.take(CHUNK + 2 * longest + 4 * PADDING) + PADDING) as [number, number];
  const places = room.take(2 * BLOCK + 8);
  const hits = room.take(MOST_HITS * 8);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(room.end / PAGE) });
  const heap = Buffer.from(memory.buffer);
  new Int32Array(memory.buffer).set(placed.flat(), tables / 4);
  heap.set(LOWER, lower);
  heap.set(LOOSE, lower + 256);
  heap.set(WORDS, lower + 512);
  heap.set(rare, frequencies);
  writeLiterals(heap, literals, lengths, records, bytes);
  const addresses = [sieve, tables, records, lower, input, folded, places, hits, MOST_HITS];
  const lesson = [literals.length, records, sieve, tables, lower, frequencies, folded];
  return { memory, addresses, lesson, input, hits, longest };
}

function lengthOf({ text }: Literal): number {
  const length = Buffer.byteLength(text);
  if (length < SHORTEST_LITERAL) throw new RangeError(`a literal needs ${SHORTEST_LITERAL} bytes: ${text}`);
  return length;
}

/** How many entries there are to be by grams of literals of six bytes and more, by the first four of shorter ones, by those of three. */
function entriesOf(lengths: Uint16Array): readonly number[] {
  const counts = [0, 0, 0] as [number, number, number];
  for (const length of lengths) counts[length >= LONG ? 0 : length >= FOUR ? 1 : 2] += 1;
  return [2 * counts[0], counts[1], counts[2]];
}

/** A table as the kernel reads it, and has yet to fill. */
function placeTable(most: number, room: Room): readonly number[] {
  const bits = Math.max(4, Math.ceil(Math.log2(most * 2 + 1)));
  const slots = room.take((SLOT * 4) << bits);
  return [slots, bits, room.take(most * ENTRY * 4), 0];
}

function writeLiterals(
  heap: Buffer,
  literals: readonly Literal[],
  lengths: Uint16Array,
  records: number,
  bytes: number,
): void {
  const words = new Uint32Array(heap.buffer, records);
  const halves = new Uint16Array(heap.buffer, records);
  let at = bytes;
  for (let index = 0; index < literals.length; index += 1) {
    const { text, exact, as } = literals[index] as Literal;
    const length = lengths[index] as number;
    const where = as === undefined ? 0 : FLAGS.loose | FLAGS.begins | (as === 'word' ? FLAGS.ends : 0);
    heap.write(text, at, length, 'utf8');
    words[2 * index] = at;
    halves[4 * index + 2] = length;
    halves[4 * index + 3] = (exact ? FLAGS.exact : 0) | where;
    at += length;
  }
}

const isWordByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));
const LOOSE = LOWER.map((byte) => ('\t\n\r'.includes(String.fromCharCode(byte)) ? 0x20 : byte));
/** ASCII letters and digits, which go on with a word. */
const WORDS = LOWER.map((_, byte) => (isWordByte(byte) ? 1 : 0));
