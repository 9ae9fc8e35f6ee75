import type { Random } from './random.ts';

/** What may be put in from elsewhere: stretches of another seed, and words of the format. */
export interface Stock {
  readonly other: Buffer;
  /** One byte a character; null where the format has none. */
  readonly tokens: readonly [string, ...string[]] | null;
}

type Mutation = (bytes: Buffer, random: Random, stock: Stock) => Buffer;

/** Values at the edges of what counts, offsets and lengths are held in. */
const EDGES = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff,
] as const;
const MOST_CHANGES = 8;
/** An input grows to at most so many times its seed, and some bytes. */
const MOST_GROWTH = 4;
const LEAST_ROOM = 100;

const range = (bytes: Buffer, random: Random, most: number): readonly [number, number] => {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + random.below(most) + 1)];
};

const flip: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
};
const setByte: Mutation = (bytes, random) => {
  bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};
const setEdge: Mutation = (bytes, random) => {
  const width = random.pick([1, 2, 4]);
  if (bytes.length < width) return bytes;
  const value = random.pick(EDGES) % 2 ** (8 * width);
  const at = random.below(bytes.length - width + 1);
  if (random.below(4) === 0) bytes.writeUIntBE(value, at, width);
  else bytes.writeUIntLE(value, at, width);
  return bytes;
};
const zero: Mutation = (bytes, random) => bytes.fill(random.pick([0, 0, 0xff, 0x20]), ...range(bytes, random, 600));
const cut: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));
const remove: Mutation = (bytes, random) => {
  const [start, end] = range(bytes, random, 300);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
};
const repeat: Mutation = (bytes, random) => {
  const [start, end] = range(bytes, random, 300);
  const times = 1 + random.below(5);
  return Buffer.concat([
    bytes.subarray(0, end),
    ...Array<Buffer>(times).fill(bytes.subarray(start, end)),
    bytes.subarray(end),
  ]);
};
const move: Mutation = (bytes, random) => {
  const [start, end] = range(bytes, random, 300);
  bytes.copy(bytes, random.below(bytes.length), start, end);
  return bytes;
};
const splice: Mutation = (bytes, random, { other }) => {
  const [start, end] = range(other, random, 2000);
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at + (end - start))]);
};
const insertToken: Mutation = (bytes, random, { tokens }) => {
  if (tokens === null) return bytes;
  const token = Buffer.from(random.pick(tokens), 'latin1');
  const at = random.below(bytes.length + 1);
  const after = random.below(2) === 0 ? at : at + token.length;
  return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(after)]);
};
/** A number in digits becomes another. */
const setNumber: Mutation = (bytes, random) => {
  const from = random.below(bytes.length);
  const [start, length] = digitsIn(bytes.subarray(from, from + 200));
  if (length === 0) return bytes;
  const number = Buffer.from(String(random.pick([random.below(12), random.pick(EDGES), -random.pick(EDGES), 1e15])));
  return Buffer.concat([bytes.subarray(0, from + start), number, bytes.subarray(from + start + length)]);
};

function digitsIn(bytes: Buffer): readonly [start: number, length: number] {
  const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
  const start = bytes.findIndex(isDigit);
  if (start < 0) return [0, 0];
  const length = bytes.subarray(start).findIndex((byte) => !isDigit(byte));
  return [start, length < 0 ? bytes.length - start : length];
}

const MUTATIONS = [
  flip,
  flip,
  setByte,
  setByte,
  setEdge,
  setEdge,
  setEdge,
  zero,
  remove,
  repeat,
  move,
  splice,
  insertToken,
  insertToken,
  setNumber,
  setNumber,
  cut,
] as const;

/**
 * A seed with one to eight changes.
 */
export function mutate(seed: Buffer, random: Random, stock: Stock): Buffer {
  let bytes: Buffer = Buffer.from(seed);
  for (let changes = 1 + random.below(MOST_CHANGES); changes > 0 && bytes.length > 0; changes -= 1) {
    bytes = random
      .pick(MUTATIONS)(bytes, random, stock)
      .subarray(0, LEAST_ROOM + seed.length * MOST_GROWTH);
  }
  return bytes;
}
