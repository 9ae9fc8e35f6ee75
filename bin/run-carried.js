import { spawn } from 'node:child_process';
import { carriedNode, fail } from './carried-node.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a script under the carried Node.js, hands signals on, and ends as it ends.
 * @param cache folder for compiled code, which saves a checkout most of its start-up; none for an installed package.
 */
export function runCarried(script, args, cache = null) {
  const env = cache === null ? process.env : { NODE_COMPILE_CACHE: cache, ...process.env };
  const child = spawn(carriedNode(), [script, ...args], { stdio: 'inherit', env });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`its own Node.js could not be started (${error.code}); install postbreach again.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 4);
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
