import { createHash } from 'node:crypto';

/** Seeded chance. Forks are independent of one another, so that adding to one story element moves no other. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** An integer in [low, high], both included. */
  readonly integer: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** @throws RangeError for an empty list. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** `count` different items (all of them where there are fewer), in random order. */
  readonly sample: <T>(items: readonly T[], count: number) => readonly T[];
  readonly bytes: (length: number) => Buffer;
  /** `length` characters of `alphabet`. */
  readonly text: (alphabet: string, length: number) => string;
  /** A version-4 UUID (RFC 9562 §5.4). */
  readonly uuid: () => string;
  readonly fork: (label: string) => Random;
}

/** sfc32 (Chris Doty-Humphrey's small fast counter generator), seeded by SHA-256 of the text. */
function sfc32(seed: string): () => number {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [number, number, number, number];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

/** Seeded chance; the same seed gives the same draws on every machine. */
export function seededRandom(seed: string): Random {
  const next = sfc32(seed);
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[integer(0, items.length - 1)] as T;
  };
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => integer(0, 255)));
  return {
    next,
    integer,
    pick,
    bytes,
    chance: (probability) => next() < probability,
    sample: (items, count) => shuffled(items, integer).slice(0, count),
    text: (alphabet, length) => Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]).join(''),
    uuid: () => uuidOf(bytes(16)),
    fork: (label) => seededRandom(`${seed}/${label}`),
  };
}

/** Fisher–Yates. */
function shuffled<T>(items: readonly T[], integer: (low: number, high: number) => number): readonly T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = integer(0, last);
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}

function uuidOf(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
