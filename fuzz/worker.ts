import { DIRECT_PARSERS, type Parsers, sharedParsers } from '../src/evidence/index.ts';
import { judge } from './judge.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { loadSeeds, pickSeeds } from './seeds.ts';
import { TOKENS } from './tokens.ts';

/** Takes seed, first number, step, readers and who opens documents from its parent, makes and judges the inputs from, from + step, … until it is told to stop. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly next: number; readonly done: number; readonly rss: number }
  | {
      readonly type: 'fault';
      readonly number: number;
      readonly reader: string;
      readonly fault: string;
      readonly detail: string;
    };

const BATCH = 50;

/** The input of a number, and which reader's it is: a seed that is changed, or, where one is made of other files, one of those, packed anew. */
export function inputOf(seeds: Awaited<ReturnType<typeof loadSeeds>>, seed: number, number: number) {
  const random = new Random(Math.imul(number + 1, 0x9e3779b1) ^ seed);
  const { reader, files, packings = [] } = pickSeeds(seeds, random);
  const stock = { other: random.pick(pickSeeds(seeds, random).files), tokens: TOKENS[reader] ?? null };
  const [first, ...rest] = packings;
  if (first === undefined || random.below(2) === 0) return { reader, bytes: mutate(random.pick(files), random, stock) };
  const { insides, pack } = random.pick([first, ...rest]);
  const changed = random.below(insides.length);
  return {
    reader,
    bytes: pack(insides.map((inside, index) => (index === changed ? mutate(inside, random, stock) : inside))),
  };
}

async function work(seed: number, from: number, step: number, only: string | null, parsers: Parsers): Promise<void> {
  const seeds = await loadSeeds(only);
  let done = 0;
  for (let number = from; ; number += step) {
    // What an input left behind in native memory is given back between turns of the event loop.
    if (done % BATCH === 0) await new Promise(setImmediate);
    if (done % BATCH === 0) send({ type: 'progress', next: number, done, rss: process.memoryUsage().rss });
    const { reader, bytes } = inputOf(seeds, seed, number);
    const verdict = await judge(bytes, parsers);
    if (verdict !== null) send({ type: 'fault', number, reader, ...verdict });
    done += 1;
  }
}

const send = (message: WorkerMessage) => process.send?.(message);

if (process.send !== undefined) {
  const [seed, from, step, only = '', how] = process.argv.slice(2);
  const parsers = how === 'apart' ? sharedParsers() : DIRECT_PARSERS;
  await work(Number(seed), Number(from), Number(step), only === '' ? null : only, parsers);
}
