import type { Random } from './random.ts';

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** Values at the edges of what counts, offsets and lengths are held in. */
const EDGES = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff,
] as const;
const MOST_CHANGES = 8;
/** An input grows to at most so many times its seed. */
const MOST_GROWTH = 4;

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
const splice: Mutation = (bytes, random, other) => {
  const [start, end] = range(other, random, 2000);
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at + (end - start))]);
};

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
  cut,
] as const;

/**
 * A seed with one to eight changes.
 * @param other another seed, of which a stretch may be put in.
 */
export function mutate(seed: Buffer, random: Random, other: Buffer): Buffer {
  let bytes: Buffer = Buffer.from(seed);
  for (let changes = 1 + random.below(MOST_CHANGES); changes > 0 && bytes.length > 0; changes -= 1) {
    bytes = random
      .pick(MUTATIONS)(bytes, random, other)
      .subarray(0, seed.length * MOST_GROWTH);
  }
  return bytes;
}
