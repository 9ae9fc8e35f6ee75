#!/usr/bin/env node
// Runs on any Node.js from 18 and hands over to the Node.js that the package carries.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from './carried-node.js';
import { runCarried } from './run-carried.js';

const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'src', 'cli', 'main.js');
if (!existsSync(main)) {
  fail('this checkout is not built; use `npm run postbreach -- …` in a checkout, or `npm run build` first.');
}
runCarried(main, process.argv.slice(2));
