import { spawn } from 'node:child_process';
import { carriedNode, fail } from './carried-node.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a script under the carried Node.js, hands signals on, and ends as it ends. */
export function runCarried(script, args) {
  const child = spawn(carriedNode(), [script, ...args], { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`its own Node.js could not be started (${error.code}); install postbreach again.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 4);
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
