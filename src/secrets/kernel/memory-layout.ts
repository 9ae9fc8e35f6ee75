import type { GramTable } from './gram-table.ts';
import { type Pattern, WORD_BYTES } from './literal.ts';
import type { LiteralKeys } from './literal-keys.ts';

/** Bytes of a text that the kernel is given at once, without what lies beside them. */
export const CHUNK = 1 << 15;
/** Hits that it has room for. */
export const MOST_HITS = 1 << 13;
/** Bytes of value 0 to either side of its input. */
export const PADDING = 8;

/** Bytes that the kernel sifts at once, as in assembly/literal-scan.ts; each second one may be worth a look. */
const BLOCK = 1 << 12;
const PAGE = 1 << 16;
const FLAGS = { exact: 1, loose: 2, begins: 4, ends: 8 };

/** Addresses in the kernel's memory. */
export interface Layout {
  readonly memory: WebAssembly.Memory;
  /** What the kernel's `lay` takes, in its order. */
  readonly addresses: readonly number[];
  readonly input: number;
  readonly hits: number;
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

/** Puts all that the kernel reads into a memory of its own. */
export function layOut({ sieve, tables }: LiteralKeys, patterns: readonly Pattern[]): Layout {
  const room = new Room();
  const longest = longestOf(patterns);
  const sieveAt = room.take(sieve.bytes.length);
  const tablesAt = room.take(tables.length * 12);
  const placed = tables.map((table) => placeTable(table, room));
  const literals = room.take(patterns.length * 8);
  const lower = room.take(768);
  const bytes = patterns.map((pattern) => room.take(pattern.bytes.length));
  const [input, folded] = [0, 0].map(() => room.take(CHUNK + 2 * longest + 4 * PADDING) + PADDING) as [number, number];
  const places = room.take(2 * BLOCK + 8);
  const hits = room.take(MOST_HITS * 8);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(room.end / PAGE) });
  const heap = new Uint8Array(memory.buffer);
  heap.set(sieve.bytes, sieveAt);
  heap.set(LOWER, lower);
  heap.set(LOOSE, lower + 256);
  heap.set(WORDS, lower + 512);
  const words = new Int32Array(memory.buffer);
  placed.forEach(({ table, slots, entries }, at) => {
    words.set(table.slots, slots / 4);
    words.set(table.entries, entries / 4);
    words.set([slots, table.slotBits, entries], tablesAt / 4 + 3 * at);
  });
  writePatterns(new DataView(memory.buffer, literals), heap, patterns, bytes);
  const addresses = [sieveAt, tablesAt, literals, lower, input, folded, places, hits, MOST_HITS];
  return { memory, addresses, input, hits };
}

const placeTable = (table: GramTable, room: Room) => ({
  table,
  slots: room.take(table.slots.byteLength),
  entries: room.take(table.entries.byteLength),
});

export const longestOf = (patterns: readonly Pattern[]): number =>
  patterns.reduce((most, { bytes }) => Math.max(most, bytes.length), 0) + PADDING;

function writePatterns(
  view: DataView,
  heap: Uint8Array,
  patterns: readonly Pattern[],
  places: readonly number[],
): void {
  patterns.forEach((pattern, at) => {
    const place = places[at] ?? 0;
    const { exact, loose, begins, ends } = FLAGS;
    heap.set(pattern.bytes, place);
    view.setUint32(at * 8, place, true);
    view.setUint16(at * 8 + 4, pattern.bytes.length, true);
    const flags = (pattern.exact ? exact : 0) | (pattern.loose ? loose : 0);
    view.setUint16(at * 8 + 6, flags | (pattern.begins ? begins : 0) | (pattern.ends ? ends : 0), true);
  });
}

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));
const LOOSE = LOWER.map((byte) => ('\t\n\r'.includes(String.fromCharCode(byte)) ? 0x20 : byte));
const WORDS = LOWER.map((_, byte) => (WORD_BYTES.includes(byte) ? 1 : 0));
