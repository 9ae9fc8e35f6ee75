import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { containment, SYSTEM_PATH } from './containment.ts';

/**
 * MiB of the child's heap, as a last end: all its memory is watched from outside and ended long before. A lower limit makes the engine collect more often, which
 * costs a tenth to a fifth of a child's time.
 */
const HEAP_MIB = 1024;

/** The script that answers orders. */
const PARSER_SCRIPT = beside('parser-child');
/** What runs before any script. */
const PRELOAD = beside('bare-process');

/** What the child may read: our own readers and the libraries they stand on. The script itself it may read anyway. */
const READABLE = [fileURLToPath(new URL('../..', import.meta.url)), ...librariesAbove()];

const FLAGS = [
  '--permission',
  ...READABLE.map((path) => `--allow-fs-read=${path}`),
  '--no-experimental-sqlite',
  '--no-experimental-webstorage',
  '--no-addons',
  '--disable-sigusr1',
  '--no-warnings',
  '--expose-gc',
  `--max-old-space-size=${HEAP_MIB}`,
  `--import=${pathToFileURL(PRELOAD).href}`,
];

/**
 * A child in which parsers of hostile bytes run.
 *
 * Promised, and proved by test: code in it that uses what Node.js offers has no network (no connection, no listening, no look-up), no file but our own
 * code and its libraries, and those only to read, no processes, workers, native addons, debugger or database, no signal to any process, no variable
 * of the environment; it leaves no core file; it dies with us. Where Linux grants namespaces, a parser that breaks out of Node.js altogether still has
 * no network interface and no process but itself to signal or look into, and where there is a shell it can make no file longer.
 *
 * Not promised: this is depth, not a wall. Node.js calls its permission model no boundary against malicious code; what breaks out of it may read
 * files as the user may, and on macOS and Windows all else the user may. Whether a file is there, the loader tells without breaking out. A child reads one part after the other, so one that was taken over sees, and may lie
 * about, the parts that follow. What it answers is bounded and checked for form, never for truth.
 */
export class ParserProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #isBelow: boolean;
  #pid: number | undefined;

  /** @param script What runs in it in place of the readers. */
  constructor(script: string = PARSER_SCRIPT) {
    const { command, isBelow } = containment();
    const [program = '', ...args] = [...command, process.execPath, ...FLAGS, script];
    // A session of its own, since Ctrl+C is for us to answer; on Windows, a child ends with its parent's job only where it is not detached.
    const detached = process.platform !== 'win32';
    const settings = { cwd: '/', env: { PATH: SYSTEM_PATH }, detached, windowsHide: true } as const;
    this.#child = spawn(program, args, { ...settings, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#isBelow = isBelow;
    LIVING.add(this.#child);
    this.#child.on('exit', () => LIVING.delete(this.#child));
    for (const end of [this.#child, this.#child.stdin, this.#child.stdout]) end.on('error', () => this.kill());
  }

  get input(): Writable {
    return this.#child.stdin;
  }

  get output(): Readable {
    return this.#child.stdout;
  }

  get hasEnded(): boolean {
    const { pid, exitCode, signalCode, killed } = this.#child;
    return pid === undefined || exitCode !== null || signalCode !== null || killed;
  }

  /** The process in which parsers run; undefined where it is not known, or not yet. */
  get pid(): number | undefined {
    this.#pid ??= this.#isBelow ? childOf(this.#child.pid) : this.#child.pid;
    return this.#pid;
  }

  /** Ends it at once. Where it is below the process that was started, the kernel ends it with that one. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Whether we stay alive for it. */
  keepsAwake(isAwake: boolean): void {
    const change = isAwake ? 'ref' : 'unref';
    for (const end of [this.#child, this.#child.stdin, this.#child.stdout]) if (isWaking(end)) end[change]();
  }
}

/** All children; with us they end, those at work too, who would not see that nobody writes to them any more. */
const LIVING = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of LIVING) child.kill('SIGKILL');
});

interface Waking {
  readonly ref: () => void;
  readonly unref: () => void;
}

/** Pipes are sockets, which their types do not say. */
function isWaking(end: object): end is Waking {
  return 'ref' in end && 'unref' in end;
}

function childOf(pid: number | undefined): number | undefined {
  try {
    const [first = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ');
    return first === '' ? undefined : Number(first);
  } catch {
    return undefined;
  }
}

/** A script of this folder, as source in a checkout, compiled in a package. */
function beside(name: string): string {
  const [first = '', ...others] = [`./${name}.ts`, `./${name}.js`].map((file) =>
    fileURLToPath(new URL(file, import.meta.url)),
  );
  return [first, ...others].find((path) => existsSync(path)) ?? first;
}

/** Every `node_modules` on the way up from here, by its name and, where that is a link, as it really stands. */
function librariesAbove(): readonly string[] {
  const found: string[] = [];
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const path = fileURLToPath(new URL('node_modules', folder));
    if (existsSync(path)) found.push(...new Set([path, realpathSync(path)]));
    if (folder.pathname === new URL('..', folder).pathname) return found;
  }
}
