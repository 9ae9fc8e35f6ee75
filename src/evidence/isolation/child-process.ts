import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A parser's child, with its orders and its answers. */
export type ParserProcess = ChildProcessByStdio<Writable, Readable, null>;

/** MiB of the child's heap; what is beyond it, buffers and WebAssembly, is watched from outside. */
const HEAP_MIB = 384;

const SCRIPT = ['./parser-child.ts', './parser-child.js']
  .map((name) => fileURLToPath(new URL(name, import.meta.url)))
  .find((path) => existsSync(path));

/** What the child may read: our own readers and the libraries they stand on. */
const READABLE = [fileURLToPath(new URL('../..', import.meta.url)), ...librariesAbove()];

/** Starts a parser's child: it has no files but its own code, no network, no workers, no processes, no addons, no database, no environment. */
export function startParser(): ParserProcess {
  const grants = READABLE.map((path) => `--allow-fs-read=${path}`);
  const flags = ['--permission', ...grants, '--no-experimental-sqlite', `--max-old-space-size=${HEAP_MIB}`];
  return spawn(process.execPath, [...flags, SCRIPT ?? ''], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: '/' });
}

/** Every `node_modules` on the way up from here, as it really stands. */
function librariesAbove(): readonly string[] {
  const found: string[] = [];
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const path = fileURLToPath(new URL('node_modules', folder));
    if (existsSync(path)) found.push(realpathSync(path));
    if (folder.pathname === new URL('..', folder).pathname) return found;
  }
}
