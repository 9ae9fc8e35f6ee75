// Run as a script: has a child do a deed, says the child's process id, and then stays or leaves.
import { ParserPool } from '../../src/evidence/isolation/parser-pool.ts';
import type { ParserProcess } from '../../src/evidence/isolation/parser-process.ts';
import { deed, startScript, told } from './isolated.ts';

const [, , name = '', then = 'stay'] = process.argv;
let child: ParserProcess | null = null;
const pool = new ParserPool({
  size: 1,
  start: () => {
    child = startScript('isolation-child.ts');
    return child;
  },
});
await told(deed(pool, 'echo'));
console.log((child as ParserProcess | null)?.pid);
if (name !== 'echo') await told(deed(pool, name));
if (then === 'stay') setInterval(() => {}, 1000);
