import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

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

/** Starts the real command line and leaves it running. */
export function startPostbreach(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, stdio: 'ignore', env: environment() });
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
