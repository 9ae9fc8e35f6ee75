// Runs in a parser's child before anything else: takes from it what Node.js leaves to a process without permissions.
import module, { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/** What readers and their libraries are known to use of Node.js; `child_process`, `inspector`, `sqlite`, `v8`, `worker_threads` and the like are not. */
const ALLOWED = new Set(
  (
    'assert assert/strict async_hooks buffer constants crypto diagnostics_channel events fs fs/promises module os path path/posix path/win32 ' +
    'perf_hooks process punycode querystring stream stream/consumers stream/promises stream/web string_decoder sys timers timers/promises ' +
    'tty url util util/types zlib'
  ).split(' '),
);

/** Signals, identities, and the ways to Node.js's own inside. */
const FORBIDDEN =
  'kill _kill _debugProcess _debugEnd binding _linkedBinding dlopen execve setuid seteuid setgid setegid setgroups initgroups';

for (const name of Object.keys(process.env)) delete process.env[name];
for (const name of FORBIDDEN.split(' ')) if (name in process) fix(process, name, () => refuse(name));

const { getBuiltinModule } = process;
fix(process, 'getBuiltinModule', (id: string) => (isForbidden(id) ? undefined : getBuiltinModule(id)));

module.registerHooks({
  resolve(specifier, context, next) {
    return isForbidden(specifier) ? refuse(specifier) : next(specifier, context);
  },
});
// Later hooks come before earlier ones.
for (const name of ['registerHooks', 'register']) fix(module, name, () => refuse(name));
fix(os, 'setPriority', () => refuse('setPriority'));
syncBuiltinESMExports();

function isForbidden(specifier: string): boolean {
  return module.isBuiltin(specifier) && !ALLOWED.has(specifier.replace(/^node:/, ''));
}

/** Puts a value in a place where it stays. */
function fix(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: false, configurable: false });
}

function refuse(name: string): never {
  throw Object.assign(new Error(`${name} is not for parsers`), { code: 'ERR_ACCESS_DENIED' });
}
