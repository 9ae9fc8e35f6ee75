/**
 * Fuzzes every mailbox reader: seeds of each format, changed in one to eight places, are read as a source is. No input may throw, fall, hang, take
 * much memory, or leave a tally that does not balance. With `--only rules`, every rule for secrets: no text made from its pattern may cost more than its length.
 *
 *   npm run fuzz                             ten million inputs on two cores
 *   npm run fuzz -- --seconds 60             for a minute
 *   npm run fuzz -- --only pst --seed 7      one reader, another seed
 *   npm run fuzz -- --only office,pdf        readers of documents, in the worker itself; --apart as in production, each in a child
 *   npm run fuzz -- --only rules             patterns of rules on up to a megabyte; an input is a rule with what its turn draws for it
 *   npm run fuzz -- --show 123456 > x.bin    the input of a number, to look at
 */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fuzzRules } from './rules/run.ts';
import { loadSeeds } from './seeds.ts';
import { inputOf, type WorkerMessage } from './worker.ts';

const LOOK_MILLISECONDS = 200;
/** Looks without a word from a worker: half a minute. Counted, not timed, so that a machine that slept hung nothing. */
const HANG_LOOKS = 150;
const MOST_TOLD = 50;
const MOST_RSS = 2 * 1024 ** 3;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000000' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    show: { type: 'string' },
    apart: { type: 'boolean', default: false },
  },
});

interface Worker {
  child: ChildProcess;
  next: number;
  done: number;
  before: number;
  silentLooks: number;
  peak: number;
}

const [seed, inputs, count] = [Number(values.seed), Number(values.inputs), Number(values.workers)];
const deadline =
  values.seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + Number(values.seconds) * 1000;
const faults: string[] = [];

if (values.only === 'rules') process.exitCode = fuzzRules({ seed, inputs, deadline });
else if (values.show === undefined) process.exitCode = await fuzz();
else process.stdout.write(inputOf(await loadSeeds(values.only || null), seed, Number(values.show)).bytes);

async function fuzz(): Promise<number> {
  const started = performance.now();
  const workers = Array.from({ length: count }, (_, index) => start(index, { before: 0, peak: 0 }));
  const done = () => workers.reduce((sum, worker) => sum + worker.before + worker.done, 0);
  let said = 0;
  while (done() < inputs && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    for (const [index, worker] of workers.entries()) if (isStuck(worker)) workers[index] = again(worker);
    if (performance.now() - said > 5000) said = tell(done(), started);
  }
  for (const { child } of workers) child.kill('SIGKILL');
  const seconds = (performance.now() - started) / 1000;
  const peak = Math.max(...workers.map((worker) => worker.peak)) / 2 ** 20;
  console.log(
    `${done()} inputs in ${seconds.toFixed(0)} s, ${Math.round(done() / seconds)}/s; peak ${Math.round(peak)} MB a process; ${faults.length} faults`,
  );
  return faults.length === 0 ? 0 : 1;
}

function start(from: number, { before, peak }: Pick<Worker, 'before' | 'peak'>): Worker {
  const child = fork(new URL('./worker.ts', import.meta.url), [
    String(seed),
    String(from),
    String(count),
    values.only ?? '',
    values.apart ? 'apart' : 'direct',
  ]);
  const worker: Worker = { child, next: from, done: 0, before, silentLooks: 0, peak };
  child.on('message', (message: WorkerMessage) => {
    worker.silentLooks = 0;
    if (message.type === 'progress')
      Object.assign(worker, { next: message.next, done: message.done, peak: Math.max(worker.peak, message.rss) });
    else found(`#${message.number} ${message.reader}: ${message.fault} ${message.detail}`);
  });
  return worker;
}

function isStuck(worker: Worker): boolean {
  worker.silentLooks += 1;
  return worker.silentLooks > HANG_LOOKS || worker.child.exitCode !== null || worker.peak > MOST_RSS;
}

/** Goes on behind the batch in which the worker hung, died or grew; which input of it that was, a run with `--only` and its number tells. */
function again(worker: Worker): Worker {
  const what = worker.child.exitCode !== null ? 'died' : worker.peak > MOST_RSS ? 'grew' : 'hung';
  found(`#${worker.next} and the 50 after it: a worker ${what}`);
  worker.child.kill('SIGKILL');
  return start(worker.next + 50 * count, { before: worker.before + worker.done, peak: 0 });
}

/** Tells of a fault at once: a run of an hour may be stopped before its end. */
function found(fault: string): void {
  faults.push(fault);
  if (faults.length <= MOST_TOLD) console.log(fault);
}

function tell(done: number, started: number): number {
  const rate = done / ((performance.now() - started) / 1000);
  const left = Math.min((inputs - done) / Math.max(1, rate), (deadline - performance.now()) / 1000);
  console.error(`${done} inputs, ${Math.round(rate)}/s, ${faults.length} faults, ${Math.round(left)} s left`);
  return performance.now();
}
