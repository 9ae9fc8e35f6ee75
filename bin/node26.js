// `node bin/node26.js SCRIPT ARGS…`: runs a script of a checkout under the carried Node.js, whatever Node.js the host has and
// whether or not npm has linked ours into node_modules/.bin.
import module from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runCarried } from './run-carried.js';

const [script = '', ...args] = process.argv.slice(2);
const cache = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
if (process.versions.node.startsWith('26.')) {
  module.enableCompileCache(cache);
  process.env.NODE_COMPILE_CACHE ??= cache;
  process.argv = [process.argv[0], resolve(script), ...args];
  await import(pathToFileURL(resolve(script)).href);
} else {
  runCarried(resolve(script), args, cache);
}
