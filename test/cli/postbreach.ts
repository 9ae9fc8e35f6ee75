import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../../src/cli/program.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'src/cli/main.ts');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunSettings {
  readonly input?: string | Uint8Array;
  readonly uid?: number;
  /** Beside the environment of the test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the real command line to its end. */
export function postbreach(args: readonly string[], settings: RunSettings = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...settings,
    env: { ...environment(), ...settings.env },
  });
  return { code: status, stdout, stderr };
}

/** Runs the command line in this process, which takes a tenth of the time: for what needs no process of its own to be shown. */
export async function postbreachHere(args: readonly string[], { env }: Pick<RunSettings, 'env'> = {}): Promise<Ran> {
  const [out, err] = [new Kept(), new Kept()];
  const before = process.env;
  const { FORCE_COLOR: _, ...ours } = environment();
  process.env = { ...ours, ...env };
  try {
    const code = await runProgram(args, { out, err });
    return { code, stdout: out.text, stderr: err.text };
  } finally {
    process.env = before;
  }
}

class Kept extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** How a command that may have been killed ended. */
export interface Ended {
  readonly killed: boolean;
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts the real command line and kills it after a while, if it is still at work then. */
export function killedAfter(milliseconds: number, args: readonly string[]): Promise<Ended> {
  return killedWhen(() => sleep(milliseconds), args);
}

/** Starts the real command line and kills it as soon as it says something on standard error. */
export function killedAt(words: string, args: readonly string[]): Promise<Ended> {
  return killedWhen(
    (child) =>
      new Promise((resolve) => {
        let said = '';
        child.stderr?.on('data', (chunk) => {
          said += String(chunk);
          if (said.includes(words)) resolve();
        });
      }),
    args,
  );
}

async function killedWhen(moment: (child: ChildProcess) => Promise<void>, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(),
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ killed: signal === 'SIGKILL', code, stderr })),
  );
  await Promise.race([moment(child), ended]);
  child.kill('SIGKILL');
  return ended;
}

/** The lines of ndjson output. */
export function records(ran: Ran): readonly { readonly type: string; readonly [field: string]: unknown }[] {
  return ran.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** A folder that goes away with `remove`. */
export function scratch(): { readonly at: (...names: readonly string[]) => string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-'));
  return { at: (...names) => join(folder, ...names), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function environment(): NodeJS.ProcessEnv {
  const { POSTBREACH_PASSPHRASE: _, ...env } = process.env;
  return { ...env, NO_COLOR: '1' };
}
