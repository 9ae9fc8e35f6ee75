/** Reading of an mbox as it grows: seconds a gigabyte must stay what they are, whatever its size. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleMessages, writeMbox } from './sample-mbox.ts';

/** One reading. Gigabytes are 10^9 bytes. */
export interface MboxReadResult {
  readonly megabytes: number;
  readonly messages: number;
  /** Wall seconds a gigabyte, start-up aside. */
  readonly secondsPerGigabyte: number;
  readonly peakMegabytes: number;
}

const EVIDENCE = new URL('../src/evidence/index.ts', import.meta.url).href;

/** Reads the file named first; a small message is read before, so that start-up does not count. */
const READ_ALL = `
import { openEvidence } from ${JSON.stringify(EVIDENCE)};
const read = async (path) => { let messages = 0; for await (const message of openEvidence(path)) messages += 1; return messages; };
await read(process.argv[2]);
const started = performance.now();
const messages = await read(process.argv[1]);
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ messages, seconds, kibibytes: process.resourceUsage().maxRSS }));
`;

/** Measures and prints. @param sizes megabytes of each mailbox. */
export function run(sizes: readonly number[] = [100, 400]): readonly MboxReadResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const messages = sampleMessages(folder);
    const warm = join(folder, 'warm.mbox');
    writeMbox(warm, messages, 10e6);
    const results: MboxReadResult[] = [];
    for (const size of sizes) {
      const path = join(folder, 'mail.mbox');
      results.push(read(path, writeMbox(path, messages, size * 1e6), warm));
      print(results.at(-1), results[0]);
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(path: string, bytes: number, warm: string): MboxReadResult {
  const options = { encoding: 'utf8' } as const;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', READ_ALL, path, warm],
    options,
  );
  if (status !== 0) throw new Error(`the reader ended with ${status}: ${stderr}`);
  const { messages, seconds, kibibytes } = JSON.parse(stdout) as {
    messages: number;
    seconds: number;
    kibibytes: number;
  };
  const secondsPerGigabyte = seconds / (bytes / 1e9);
  return { megabytes: bytes / 1e6, messages, secondsPerGigabyte, peakMegabytes: (kibibytes * 1024) / 1e6 };
}

function print(result: MboxReadResult | undefined, first: MboxReadResult | undefined): void {
  if (result === undefined || first === undefined) return;
  const { megabytes, messages, secondsPerGigabyte, peakMegabytes } = result;
  const ratio = (secondsPerGigabyte / first.secondsPerGigabyte).toFixed(2);
  console.log(
    `  ${megabytes.toFixed(0).padStart(5)} MB, ${messages} messages: ${secondsPerGigabyte.toFixed(2)} s a GB, ${ratio} of the smallest; peak ${peakMegabytes.toFixed(0)} MB`,
  );
}

if (import.meta.main) run(process.argv.slice(2).map(Number));
