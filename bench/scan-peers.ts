/** A scan of one mbox from start to end, ours and that of other scanners on the same bytes in the same run, and how much of what is planted each finds. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEER_TOOLS, type PeerTool, programOf } from './peer-tools.ts';
import { type Planted, plantedMail } from './planted-mail.ts';
import { sampleMessages, writeMbox } from './sample-mbox.ts';

/** What one scanner did. Megabytes are 10^6 bytes. */
export type PeerScan =
  | {
      readonly name: string;
      readonly state: 'ran';
      readonly seconds: number;
      readonly megabytesPerSecond: number;
      readonly found: number;
    }
  | { readonly name: string; readonly state: 'skipped'; readonly why: string };

const LONGEST_MILLISECONDS = 15 * 60_000;
const MOST_OUTPUT = 1 << 30;
const ROUNDS = 5;
const ROOT = join(import.meta.dirname, '..');
/** As `npm run postbreach` starts. */
const MAIN = [join(ROOT, 'bin', 'node26.js'), join(ROOT, 'src', 'cli', 'main.ts')];

/** What secretlint's command does with a file, less the command. Prints what it found. */
const SECRETLINT = `
import { readFileSync } from 'node:fs';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
const content = readFileSync(process.argv[1], 'utf8');
const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };
const source = { filePath: process.argv[1], content, ext: '.mbox', contentType: 'text' };
const { messages } = await lintSource({ source, options: { config, noPhysicFilePath: true } });
console.log(JSON.stringify(messages.map(({ range }) => content.slice(...range))));
`;

/** One scanner's runs. */
interface Work {
  readonly name: string;
  readonly program: string;
  readonly runs: readonly (readonly string[])[];
  /** Where its report is, where it does not print it. */
  readonly report: string;
}

/** Measures and prints. @param megabytes of the mailbox. */
export function run(megabytes = 16): readonly PeerScan[] {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const planted = plantedMail(ROUNDS);
    const file = join(folder, 'mail.mbox');
    writeMbox(file, withPlanted(sampleMessages(folder), planted), megabytes * 1e6);
    const results = [
      ...ourWork(file).map((work) => scan(work, file, planted)),
      scan(secretlintWork(file), file, planted),
      ...PEER_TOOLS.map((tool) => peerScan(tool, file, folder, planted)),
    ];
    print(results, statSync(file).size, planted.length);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Sample messages with the planted ones among them, all of which stand in the first megabytes of the mailbox. */
function withPlanted(samples: readonly Buffer[], planted: readonly Planted[]): readonly Buffer[] {
  return [...planted.map(({ message }) => message), ...samples];
}

function ourWork(file: string): readonly Work[] {
  const args = ['scan', file, '--format', 'ndjson', '--show-secrets', '--quiet'];
  const work = (name: string, jobs: readonly string[]) => ({
    name,
    program: process.execPath,
    runs: [[...MAIN, ...args, ...jobs]],
    report: '',
  });
  return [work(`postbreach (${availableParallelism()} cores)`, []), work('postbreach --jobs 1', ['--jobs', '1'])];
}

function secretlintWork(file: string): Work {
  const runs = [['--input-type=module', '-e', SECRETLINT, file]];
  return { name: 'secretlint', program: process.execPath, runs, report: '' };
}

function peerScan(tool: PeerTool, file: string, folder: string, planted: readonly Planted[]): PeerScan {
  const { name, variable } = tool;
  const program = programOf(tool);
  if (program === null) return { name, state: 'skipped', why: `not on PATH, and ${variable} names none` };
  const [report, store] = [join(folder, `${name}.json`), join(folder, `${name}.store`)];
  return scan({ name, program, runs: tool.runs({ file, report, store }), report }, file, planted);
}

function scan({ name, program, runs, report }: Work, file: string, planted: readonly Planted[]): PeerScan {
  const started = performance.now();
  let said = '';
  for (const args of runs) {
    const settings = { cwd: ROOT, encoding: 'utf8', timeout: LONGEST_MILLISECONDS } as const;
    const { stdout, error, signal } = spawnSync(program, args, { ...settings, maxBuffer: MOST_OUTPUT });
    if (error !== undefined || signal !== null)
      return { name, state: 'skipped', why: error?.message ?? `ended by ${signal}` };
    said = stdout;
  }
  const seconds = (performance.now() - started) / 1000;
  const told = existsSync(report) ? readFileSync(report, 'utf8') : said;
  if (told === '') return { name, state: 'skipped', why: 'it ended without a report' };
  const found = planted.filter(({ value }) => told.includes(value)).length;
  return { name, state: 'ran', seconds, megabytesPerSecond: statSync(file).size / 1e6 / seconds, found };
}

function print(results: readonly PeerScan[], bytes: number, planted: number): void {
  const ours = results[0]?.state === 'ran' ? results[0].seconds : 0;
  console.log(
    `  ${(bytes / 1e6).toFixed(0)} MB, ${planted} credentials planted; from the start of the program to its end`,
  );
  for (const result of results) {
    const name = result.name.padEnd(22);
    if (result.state === 'skipped') console.log(`  ${name} skipped: ${result.why}`);
    else {
      const { seconds, megabytesPerSecond, found } = result;
      const ratio = (seconds / ours).toFixed(2);
      console.log(
        `  ${name} ${seconds.toFixed(1).padStart(7)} s ${megabytesPerSecond.toFixed(2).padStart(8)} MB/s  ${ratio.padStart(7)} × our time  ${String(found).padStart(4)} found`,
      );
    }
  }
}

if (import.meta.main) run(Number(process.argv[2] ?? 16));
