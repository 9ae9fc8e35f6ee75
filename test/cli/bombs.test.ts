import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bomb, deepParts, makeBombs, manyParts, messageWith } from '../evidence/bombs.ts';
import { documentBombs } from '../evidence/document-bombs.ts';
import { scratch } from './postbreach.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MIB = 1024 * 1024;
/** What one part may take of its parser; a look at it every 50 ms lets it overshoot a little. */
const PARSER_MIB = 512 + 128;

interface Row {
  readonly type: string;
  readonly reason?: string;
  readonly preview?: string;
  readonly provenance?: { readonly source: string };
}

/** How a scan went: what it said, and the most memory that its process, and any of its parsers, had at once. */
interface Scanned {
  readonly code: number | null;
  readonly rows: readonly Row[];
  readonly parserMebibytes: number;
}

const folder = scratch();
afterAll(() => folder.remove());

let bombs: readonly Bomb[] = [];
let scanned: Scanned = { code: null, rows: [], parserMebibytes: 0 };

beforeAll(async () => {
  bombs = [...(await makeBombs()), ...documentBombs()];
  for (const [index, bomb] of bombs.entries())
    writeFileSync(folder.at(`${String(index).padStart(2, '0')}.eml`), messageWith(bomb));
  writeFileSync(folder.at('90-parts.eml'), manyParts(100_000));
  writeFileSync(folder.at('91-deep.eml'), deepParts(10_000));
  writeFileSync(
    folder.at('99-after.eml'),
    messageWith({ name: 'after', fileName: 'a.txt', bytes: Buffer.from('password: After-Them-9911') }),
  );
  scanned = await scan(folder.at());
}, 600_000);

const rowsOf = (source: string) => scanned.rows.filter((row) => row.provenance?.source === source);
const reasonsOf = (source: string) => rowsOf(source).flatMap(({ type, reason }) => (type === 'loss' ? [reason] : []));

describe('a mailbox of bombs', () => {
  it('is read to its end', () => {
    expect(scanned.code).toBe(1);
    expect(rowsOf('99-after.eml').map(({ preview }) => preview)).toContainEqual(expect.stringMatching(/^Af/));
    expect(scanned.rows.at(-1)?.type).toBe('summary');
  });

  it('costs a row each', () => {
    for (const [index, { name, reasons }] of bombs.entries()) {
      const given = reasonsOf(`${String(index).padStart(2, '0')}.eml`);
      if (reasons === null) expect([name, given]).toEqual([name, []]);
      else
        expect([name, given.length > 0 && given.every((reason) => reasons.test(reason ?? ''))]).toEqual([name, true]);
    }
  });

  it('costs a row for parts beyond count and depth', () => {
    expect(reasonsOf('90-parts.eml')).toContain('over-budget');
    expect(reasonsOf('91-deep.eml')).toContain('over-budget');
  });

  it.skipIf(!existsSync('/proc/self/statm'))('keeps each parser within its memory', () => {
    expect(scanned.parserMebibytes).toBeGreaterThan(0);
    expect(scanned.parserMebibytes).toBeLessThan(PARSER_MIB);
  });
});

async function scan(path: string): Promise<Scanned> {
  const main = join(ROOT, 'src/cli/main.ts');
  const child = spawn(process.execPath, [main, 'scan', path, '--format', 'ndjson'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let parserMebibytes = 0;
  const timer = setInterval(() => {
    for (const pid of descendants(child.pid ?? 0)) parserMebibytes = Math.max(parserMebibytes, residentMebibytes(pid));
  }, 20);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('exit', resolve)));
  clearInterval(timer);
  const lines = Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean);
  return { code, rows: lines.map((line) => JSON.parse(line) as Row), parserMebibytes };
}

/** Processes below a process, at any depth (proc_pid_stat(5)). */
function descendants(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    const stat = /^\d+$/.test(name) ? contentOf(`/proc/${name}/stat`) : '';
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isBelow(parents.get(pid)));
}

function residentMebibytes(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+) kB/.exec(contentOf(`/proc/${pid}/status`))?.[1];
  return (Number(kibibytes ?? 0) * 1024) / MIB;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
