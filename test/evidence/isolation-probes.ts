// Run as a script, stands in for the script of a parser's child: each order's file name says what to try.
import type { Piece, ReadOrder } from '../../src/evidence/documents/document-reader.ts';
import { answerOrders } from '../../src/evidence/isolation/answer-orders.ts';

/** What is there to be reached: a file outside, and a port of 127.0.0.1 on which a server listens. */
export interface Outside {
  readonly path: string;
  readonly port: number;
}

type Probe = (outside: Outside) => unknown;

/** What a parser that was taken over may try, one by one. Each must be refused; none may depend on what the machine allows. */
export const PROBES: Readonly<Record<string, Probe>> = {
  fetch: ({ port }) => fetch(`http://127.0.0.1:${port}/`),
  'net connect': async ({ port }) => settled((await import('node:net')).connect(port, '127.0.0.1'), 'connect'),
  'net connect to a socket file': async () => settled((await import('node:net')).connect('/tmp/none.sock'), 'connect'),
  'net listen': async () => settled((await import('node:net')).createServer().listen(0), 'listening'),
  'http listen': async () => settled((await import('node:http')).createServer().listen(0), 'listening'),
  'http request': async ({ port }) => settled((await import('node:http')).get({ port }), 'response'),
  'http2 connect': async ({ port }) =>
    settled((await import('node:http2')).connect(`http://127.0.0.1:${port}`), 'connect'),
  'tls connect': async ({ port }) => settled((await import('node:tls')).connect(port, '127.0.0.1'), 'secureConnect'),
  'dgram bind': async () => settled((await import('node:dgram')).createSocket('udp4').bind(0), 'listening'),
  WebSocket: ({ port }) =>
    new Promise((resolve, reject) => listen(new WebSocket(`ws://127.0.0.1:${port}`), resolve, reject)),
  'dns look-up': async () => (await import('node:dns/promises')).lookup('localhost'),
  'dns query': async () => (await import('node:dns/promises')).resolve4('localhost'),

  'write to /tmp': async () => (await import('node:fs')).writeFileSync('/tmp/postbreach-probe', 'x'),
  'write to our own folder': async () => (await import('node:fs')).writeFileSync(new URL('probe.txt', OURS), 'x'),
  'append to our own code': async () => (await import('node:fs')).appendFileSync(new URL('door.ts', OURS), ''),
  'remove our own code': async () => (await import('node:fs')).unlinkSync(new URL('none.ts', OURS)),
  'make a folder': async () => (await import('node:fs')).mkdirSync('/tmp/postbreach-probe'),
  'make a link': async () => (await import('node:fs')).symlinkSync('/etc/passwd', '/tmp/postbreach-probe'),
  'open a device to write': async () => (await import('node:fs')).openSync('/dev/null', 'w'),
  'read /etc/passwd': async () => (await import('node:fs')).readFileSync('/etc/passwd'),
  'read /proc/self/environ': async () => (await import('node:fs')).readFileSync('/proc/self/environ'),
  'read our own folder above src': async () =>
    (await import('node:fs')).readFileSync(new URL('../../package.json', OURS)),
  'read by a path that climbs': async () =>
    (await import('node:fs')).readFileSync(`${decodeURI(new URL('.', OURS).pathname)}../../package.json`),
  'read the path it is told': async ({ path }) => (await import('node:fs')).readFileSync(path),
  'write to the path it is told': async ({ path }) => (await import('node:fs')).writeFileSync(path, ''),
  'list the home folder': async () => (await import('node:fs')).readdirSync((await import('node:os')).homedir()),
  'list /': async () => (await import('node:fs')).readdirSync('/'),
  'look at a file': async () => (await import('node:fs')).statSync('/etc/passwd'),
  'watch a folder': async () => (await import('node:fs')).watch('/tmp'),
  'import a file elsewhere': () => import(`${'/etc/'}passwd`),
  'load an env file': () => process.loadEnvFile('/etc/environment'),
  'change folder': () => process.chdir('/tmp'),
  'write a report': () => process.report.writeReport('/tmp/postbreach-probe.json'),
  'keep local storage': () => Reflect.get(globalThis, 'localStorage').setItem('a', 'b'),

  'look into its own memory': async () => (await import('node:fs')).openSync('/proc/self/mem', 'r'),
  'look into its parent’s memory': async () => (await import('node:fs')).openSync(`/proc/${process.ppid}/mem`, 'r'),
  'read its parent’s environment': async () => (await import('node:fs')).readFileSync(`/proc/${process.ppid}/environ`),
  'read its parent’s command line': async () => (await import('node:fs')).readFileSync(`/proc/${process.ppid}/cmdline`),
  'read through an open file of its parent': async () =>
    (await import('node:fs')).readFileSync(`/proc/${process.ppid}/fd/3`),
  'open its own standard input anew': async () => (await import('node:fs')).openSync('/proc/self/fd/0', 'r+'),
  'a file as a blob': async ({ path }) => (await (await import('node:fs')).openAsBlob(path)).text(),
  'copy a file to our own folder': async ({ path }) =>
    (await import('node:fs')).copyFileSync(path, new URL('probe.txt', OURS)),
  'copy our own code away': async () =>
    (await import('node:fs')).copyFileSync(new URL('index.ts', OURS), '/tmp/postbreach-probe'),
  'find what a link is': async () => (await import('node:fs')).realpathSync.native('/proc/self/exe'),
  'list by a pattern': async () => given((await import('node:fs')).globSync('/etc/*').length > 0),
  'know whether a file is there': async ({ path }) => given((await import('node:fs')).existsSync(path)),
  'load a file elsewhere': async ({ path }) => (await required())(path),
  'load our own package file': async () => (await required())('../../package.json'),
  'what the system is like': async () => (await import('node:fs')).statfsSync('/'),
  'make a folder with a name of its own': async () => (await import('node:fs')).mkdtempSync('/tmp/postbreach-probe'),
  'a socket made from standard input': async ({ port }) => {
    const socket = Reflect.construct(Object(process.stdin).constructor, []);
    return settled(Object(socket).connect(port, '127.0.0.1'), 'connect');
  },
  'a handle made from standard output': () => {
    const handle = Object(Reflect.get(process.stdout, '_handle'));
    return given(Object(Reflect.construct(handle.constructor, [0])).bind('/tmp/postbreach-probe') === 0);
  },
  'child_process by an old way in': async () => {
    const { default: old } = await import('node:module');
    return given(Reflect.get(old, '_load')('child_process', null, false));
  },
  'what is linked in by the old way in': async () =>
    given(Reflect.get(process, 'mainModule')?.require('child_process')),

  'import sqlite': () => import('node:sqlite'),
  'require sqlite': async () => (await required())('node:sqlite'),
  'sqlite as a builtin': () => given(process.getBuiltinModule('node:sqlite')),
  'sqlite by the loader': async () => loaded('node:sqlite'),
  'write a database': async () => {
    const { DatabaseSync } = await import('node:sqlite');
    new DatabaseSync('/tmp/postbreach-probe.db').exec('CREATE TABLE t (x)');
  },

  spawn: async () => settled((await import('node:child_process')).spawn('true'), 'exit'),
  'spawn at once': async () => (await import('node:child_process')).spawnSync('true'),
  exec: async () => (await import('node:child_process')).execSync('true'),
  fork: async () => settled((await import('node:child_process')).fork(OURS), 'exit'),
  'child_process as a builtin': () => given(process.getBuiltinModule('child_process')),
  'child_process by the loader': async () => loaded('child_process'),
  'a cluster': async () => settled((await import('node:cluster')).default.fork(), 'exit'),
  'become another program': () => process.execve?.('/bin/true', ['true'], {}),
  Worker: async () => new (await import('node:worker_threads')).Worker('1', { eval: true }),

  'signal its parent': () => process.kill(process.ppid, 0),
  'kill its parent': () => process.kill(process.ppid, 'SIGKILL'),
  'signal any process': () => process.kill(1, 0),
  'signal its own group': () => process.kill(0, 'SIGKILL'),
  'signal underneath': () => Reflect.get(process, '_kill')(process.ppid, 0),
  'start a debugger in another': () => Reflect.get(process, '_debugProcess')(process.ppid),
  'slow another down': async () => (await import('node:os')).setPriority(process.ppid, 1),
  'put the signal back': () => Object.defineProperty(process, 'kill', { value: () => true }),
  'take the signal away': () => given(Reflect.deleteProperty(process, 'kill')),
  'put the look-up back': () => Object.defineProperty(process, 'getBuiltinModule', { value: () => 1 }),
  'change who it is': () => process.setuid?.(0),

  'a native addon': () => process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6'),
  'foreign functions': async () => import(`node:${'ffi'}`),
  'process.binding': () => Reflect.get(process, 'binding')('fs'),
  'a linked binding': () => Reflect.get(process, '_linkedBinding')('fs'),
  'open the inspector': async () => (await import('node:inspector')).open(0),
  'an inspector session': async () => new (await import('node:inspector')).Session().connect(),
  'flags of the engine': async () => (await import('node:v8')).setFlagsFromString('--allow-natives-syntax'),
  'a heap snapshot': async () => (await import('node:v8')).writeHeapSnapshot('/tmp/postbreach-probe.heapsnapshot'),
  'trace events': async () => (await import('node:trace_events')).createTracing({ categories: ['node'] }).enable(),
  WASI: async () => new (await import('node:wasi')).WASI({ version: 'preview1', preopens: { '/': '/' } }),
  'hooks of its own': async () => (await import('node:module')).registerHooks({}),
  'compiled code kept': async () => {
    const { enableCompileCache, constants } = await import('node:module');
    const { status } = enableCompileCache('/tmp/postbreach-probe');
    return given(status === constants.compileCacheStatus.ENABLED);
  },
  'the environment': () => given(Object.keys(process.env).length > 0),
};

/** What a reader does by rights: the same start path must not refuse it, or the probes would prove nothing. */
export const RIGHTS: Readonly<Record<string, Probe>> = {
  'read our own code': async () => (await import('node:fs')).readFileSync(new URL('index.ts', OURS)).length,
  'import our own code': async () => (await import('../../src/evidence/documents/readers.ts')).DIRECT_PARSERS,
  'read a library': async () => (await required()).resolve('fflate'),
  inflate: async () => (await import('node:zlib')).inflateRawSync(Buffer.from([3, 0])).length,
  'make WebAssembly': () => Reflect.construct(Reflect.get(globalThis, 'WebAssembly').Memory, [{ initial: 1 }]),
  hash: async () => (await import('node:crypto')).createHash('sha256').digest('hex'),
};

/** A folder that the child may read. */
const OURS = new URL('../../src/evidence/', import.meta.url);

function given(value: unknown): unknown {
  if (value === undefined || value === false) throw Object.assign(new Error('it is not there'), { code: 'ABSENT' });
  return value;
}

async function required() {
  return (await import('node:module')).createRequire(new URL('index.ts', OURS));
}

async function loaded(name: string): Promise<unknown> {
  const { default: loader } = await import('node:module');
  return Reflect.get(loader, '_load')(name, null, false);
}

interface Emitter {
  once(event: string, listener: (value: unknown) => void): unknown;
}

function settled(emitter: Emitter, event: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    emitter.once('error', reject);
    emitter.once(event, () => resolve(event));
  });
}

function listen(socket: WebSocket, resolve: (value: unknown) => void, reject: (reason: unknown) => void): void {
  socket.onopen = () => resolve('open');
  socket.onerror = () => reject(Object.assign(new Error('the socket failed'), { code: 'ABSENT' }));
}

async function* tried({ fileName, bytes }: ReadOrder): AsyncGenerator<Piece> {
  const probe = { ...PROBES, ...RIGHTS }[fileName ?? ''];
  const words = await outcome(probe && (() => probe(JSON.parse(Buffer.from(bytes).toString()))));
  yield { type: 'text', name: null, text: { utf8: Buffer.from(words), hidden: [], landmarks: [] }, password: null };
}

async function outcome(attempt: (() => unknown) | undefined): Promise<string> {
  if (attempt === undefined) return 'there is no such probe';
  try {
    const value = await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 5000, 'no answer'))]);
    return `done: ${typeof value}`;
  } catch (error) {
    const { code, cause } = Object(error);
    return `refused: ${code ?? Object(cause).code ?? error}`;
  }
}

if (import.meta.main) {
  await answerOrders({ read: tried });
  // What a probe was let start may still run.
  process.exit();
}
