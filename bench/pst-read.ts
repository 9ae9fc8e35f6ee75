/** CPU time of reading a generated PST, ours against readpst's in the same run on the same file, and our peak memory. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedMailbox, writePst } from '../examples/pst/index.ts';

/** One file read by both. Megabytes are 10^6 bytes. */
export interface PstReadResult {
  readonly megabytes: number;
  readonly messages: number;
  /** User and system CPU seconds. */
  readonly ourSeconds: number;
  readonly readpstSeconds: number;
  /** Ours over readpst's. */
  readonly ratio: number;
  readonly peakMegabytes: number;
}

const EVIDENCE = new URL('../src/evidence/index.ts', import.meta.url).href;

/** Reads every message of the file named first and prints what that took. */
const READ_ALL = `
import { openEvidence } from ${JSON.stringify(EVIDENCE)};
const evidence = openEvidence(process.argv[1]);
let messages = 0;
for await (const message of evidence) messages += 1;
const { user, system } = process.cpuUsage();
const seconds = (user + system) / 1e6;
console.log(JSON.stringify({ messages, losses: evidence.losses.length, seconds, kibibytes: process.resourceUsage().maxRSS }));
`;

/** Measures and prints; says so and measures nothing where readpst is not installed. @param sizes bytes of each file, about */
export function run(sizes: readonly number[] = [256e6]): readonly PstReadResult[] {
  if (spawnSync('readpst', ['-V']).error) {
    console.log('  skipped: readpst is not installed (apt install pst-utils)');
    return [];
  }
  // A checkout compiles its code once and keeps it; that is not what is measured.
  readOurs(generatedPst(1e6));
  return sizes.map((size) => measure(generatedPst(size)));
}

/** A generated PST, kept in the folder for temporary files for the next run. */
function generatedPst(size: number): string {
  const folder = join(tmpdir(), 'postbreach-bench-pst');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `mail-${size / 1e6}.pst`);
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}`;
  const folders = generatedMailbox({ size: { bytes: size }, seed: 'bench' });
  writePst(unfinished, { format: 'unicode', encoding: 'permute', folders });
  renameSync(unfinished, path);
  return path;
}

function measure(path: string): PstReadResult {
  const ours = readOurs(path);
  const readpstSeconds = readWithReadpst(path);
  const result = {
    megabytes: statSync(path).size / 1e6,
    messages: ours.messages,
    ourSeconds: ours.seconds,
    readpstSeconds,
    ratio: ours.seconds / readpstSeconds,
    peakMegabytes: (ours.kibibytes * 1024) / 1e6,
  };
  print(result, ours.losses);
  return result;
}

interface OurReading {
  readonly messages: number;
  readonly losses: number;
  readonly seconds: number;
  readonly kibibytes: number;
}

function readOurs(path: string): OurReading {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', READ_ALL, path], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`our reader ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as OurReading;
}

/**
 * CPU seconds of readpst with its threads off: otherwise its child processes share one place in the file and pass over items by chance. It
 * writes one mailbox a folder, which costs it less than a file a message.
 */
function readWithReadpst(path: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const script = 'readpst -D -j 0 -q -o "$1" "$2" > /dev/null && times';
    const { stdout, stderr, status } = spawnSync('sh', ['-c', script, 'sh', folder, path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`readpst ended with ${status}: ${stderr}`);
    return secondsOf(stdout.trim().split('\n').at(-1) ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sum of times as a shell prints them, such as `0m2.37s 0m1.75s`. */
function secondsOf(times: string): number {
  const parts = [...times.matchAll(/(\d+)m([\d.]+)s/gu)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

function print(result: PstReadResult, losses: number): void {
  const { megabytes, messages, ourSeconds, readpstSeconds, ratio, peakMegabytes } = result;
  const average = (megabytes * 1000) / messages;
  console.log(
    `  ${megabytes.toFixed(0).padStart(5)} MB, ${messages} messages of ${average.toFixed(0)} kB, ${losses} losses: CPU ${ourSeconds.toFixed(2)} s, readpst ${readpstSeconds.toFixed(2)} s, ratio ${ratio.toFixed(2)}; peak ${peakMegabytes.toFixed(0)} MB`,
  );
}
