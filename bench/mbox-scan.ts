/** A whole scan of an mbox through the real command line: speed and peak memory at 1×, 4× and 16× a size. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleMessages, writeMbox } from './sample-mbox.ts';

/** One scan. Megabytes are 10^6 bytes. */
export interface MboxScanResult {
  readonly megabytes: number;
  readonly seconds: number;
  readonly megabytesPerSecond: number;
  /** Of the scanning process; it starts no other. */
  readonly peakMegabytes: number;
}

const MAIN = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts');
const REPORT_PEAK = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))`;
const FACTORS = [1, 4, 16];

/** Measures and prints. @param base megabytes at 1×; the largest mailbox is sixteen times that. */
export async function run(base = 8): Promise<readonly MboxScanResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const messages = sampleMessages(folder);
    const results: MboxScanResult[] = [];
    for (const factor of FACTORS) {
      const path = join(folder, 'mail.mbox');
      const result = await scan({ path, bytes: writeMbox(path, messages, base * factor * 1e6) });
      results.push(result);
      print(result, results[0] ?? result);
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function scan({ path, bytes }: { path: string; bytes: number }): Promise<MboxScanResult> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', REPORT_PEAK, MAIN, 'scan', path, '--format', 'ndjson', '--quiet'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let talk = '';
  for await (const chunk of child.stderr) talk += String(chunk);
  const seconds = (performance.now() - started) / 1000;
  const kibibytes = Number(/peak (\d+)/.exec(talk)?.[1]);
  const megabytes = bytes / 1e6;
  return { megabytes, seconds, megabytesPerSecond: megabytes / seconds, peakMegabytes: (kibibytes * 1024) / 1e6 };
}

function print(result: MboxScanResult, first: MboxScanResult): void {
  const { megabytes, seconds, megabytesPerSecond, peakMegabytes } = result;
  const ratio = (peakMegabytes / first.peakMegabytes).toFixed(2);
  console.log(
    `  ${megabytes.toFixed(0).padStart(5)} MB in ${seconds.toFixed(1)} s, ${megabytesPerSecond.toFixed(1)} MB/s; peak ${peakMegabytes.toFixed(0)} MB, ${ratio} of the smallest`,
  );
}

if (import.meta.main) await run(Number(process.argv[2] ?? 8));
