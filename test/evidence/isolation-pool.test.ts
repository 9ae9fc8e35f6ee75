import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Piece } from '../../src/evidence/documents/document-reader.ts';
import { psBytes, residentBytes, tasklistBytes } from '../../src/evidence/isolation/resident-memory.ts';
import { deed, poolOf, startScript, told } from './isolated.ts';

const MIB = 1024 * 1024;
const SCRIPT = 'isolation-child.ts';
const limits = { milliseconds: 3000, residentBytes: 300 * MIB };
const pool = poolOf(SCRIPT, { size: 1, limits });
afterAll(() => pool.close());
const ask = (fileName: string) => told(deed(pool, fileName));

describe('a pool of parsers', () => {
  it('gives an order’s bytes to a child, and uses it again', async () => {
    const bytes = Buffer.alloc(3 * MIB, 'abc');
    expect((await told(deed(pool, 'echo', bytes)))[0] === bytes.toString()).toBe(true);
    const first = Number(await ask('which order'));
    expect(Number(await ask('which order'))).toBe(first + 1);
  });

  it.each([
    ['exit: 1', ['unread : damaged']],
    ['exit: 0', ['unread : damaged']],
    ['exit after one piece', ['before', 'unread : damaged']],
    ['abort', ['unread : damaged']],
    ['fill the heap', ['unread : over-budget']],
    ['hang', ['unread : over-budget']],
    ['hang after one piece', ['before', 'unread : over-budget']],
    ['wait for ever', ['unread : over-budget']],
    ['balloon', ['unread : over-budget']],
    ['take MiB and end: 40', ['unread : damaged']],
    ['take MiB and end: 200', ['unread : over-budget']],
    ['garbage', ['unread : over-budget']],
    ['bad JSON', ['unread : damaged']],
    ['another shape', ['unread : damaged']],
    ['huge head', ['unread : over-budget']],
    ['huge body', ['unread : over-budget']],
    ['half a frame', ['unread : damaged']],
    ['a prototype', ['unread : damaged']],
    ['a prototype within', ['unread : damaged']],
    ['negative places', ['unread : damaged']],
    ['a number beyond all', ['unread : damaged']],
    ['a deep head', ['unread : damaged']],
  ])('loses one part, and no other, to a child that does this: %s', async (name, lines) => {
    expect(await ask(name)).toEqual(lines);
    expect(await ask('which order')).toEqual(['1']);
  });

  it('puts in order what a child says out of order', async () => {
    const [piece] = await Array.fromAsync<Piece>(deed(pool, 'marks in disorder'));
    const hidden = [
      [0, 2],
      [2, 5],
      [5, 6],
    ];
    expect(piece).toMatchObject({ text: { hidden, landmarks: [{ at: 1 }, { at: 3 }, { at: 5 }] } });
    expect(await ask('no UTF-8')).toEqual(['a\ufffd\ufffd']);
    const [said] = await Array.fromAsync<Piece>(deed(pool, 'signs for a terminal'));
    expect(said).toMatchObject({ shortfall: { detail: 'a [2Jb c ' } });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([
    ['bodies without end', 12, 'over-budget'],
    ['members without end', 264, 'over-budget'],
    ['unread without end', 264, 'over-budget'],
    ['marks without end', 0, 'over-budget'],
  ])('stops listening to %s', async (name, most, reason) => {
    const before = process.memoryUsage().rss;
    const lines = await ask(name);
    expect(lines.length).toBeLessThanOrEqual(most + 1);
    expect(lines.at(-1)).toBe(`unread : ${reason}`);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MIB);
    expect(await ask('which order')).toEqual(['1']);
  });

  it('does not charge a part with what an earlier one did', async () => {
    expect(await ask('throw later')).toEqual(['now']);
    const [line = ''] = await Promise.all([told(deed(pool, 'wait: 60'))]);
    expect(line).toEqual(['waited']);
    expect(await ask('exit unless fresh')).toEqual(['fresh']);
    expect(await ask('exit unless fresh')).toEqual(['fresh']);
  });

  it('lets a child go that keeps much memory', async () => {
    expect(await ask('keep MiB: 10')).toEqual(['kept']);
    expect(await ask('which order')).not.toEqual(['1']);
    expect(await ask('keep MiB: 160')).toEqual(['kept']);
    expect(await ask('which order')).toEqual(['1']);
  });

  it('says so where children cannot be started', async () => {
    const none = poolOf('there-is-no-such-script.ts', { size: 1, limits });
    const [piece] = await Array.fromAsync<Piece>(deed(none, 'echo'));
    expect(piece).toMatchObject({ type: 'unread', name: null, shortfall: { reason: 'unsupported' } });
    expect(piece).toMatchObject({ shortfall: { detail: expect.stringContaining('could not be started') } });
  });

  it('is rid of a child whose answer nobody wants to the end', async () => {
    for await (const piece of deed(pool, 'members then text: 50')) if (piece.type === 'member') break;
    expect(await ask('echo')).toEqual(['']);
    expect(await ask('which order')).toEqual(['2']);
  });

  it('does not let the time run that its reader takes', async () => {
    const seen: string[] = [];
    for await (const piece of deed(pool, 'members then text: 3')) {
      seen.push(piece.type);
      await sleep(1200);
    }
    expect(seen).toEqual(['member', 'member', 'member', 'text']);
  });

  it('serves all who wait, each with its own answer, whatever becomes of the others', async () => {
    const small = poolOf(SCRIPT, { size: 2, limits });
    const orders = Array.from({ length: 60 }, (_, at) => (at % 10 === 3 ? 'exit: 1' : 'echo'));
    const answers = await Promise.all(orders.map((name, at) => told(deed(small, name, Buffer.from(`${at}`)))));
    expect(answers).toEqual(orders.map((name, at) => (name === 'echo' ? [`${at}`] : ['unread : damaged'])));
    small.close();
  });
});

describe('children', () => {
  it.each([
    ['idle', 'echo', 'SIGKILL'],
    ['hanging', 'hang', 'SIGKILL'],
    ['hanging', 'hang', 'SIGINT'],
    ['hanging', 'hang', 'SIGTERM'],
  ] as const)('die with us: %s, by %s and %s', async (_state, name, signal) => {
    const { child, pid } = await parentAt(name);
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    child.kill(signal);
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5000 }).toBe(false);
  });

  it('do not keep us alive once they are idle', async () => {
    const { child, pid } = await parentAt('echo', 'leave');
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    expect(child.exitCode).toBe(0);
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5000 }).toBe(false);
  });

  it('are measured themselves, whatever stands before them', async () => {
    const child = startScript(SCRIPT);
    await expect.poll(() => residentBytes(child.pid), { timeout: 5000 }).toBeGreaterThan(30 * MIB);
    child.kill();
  });
});

describe('the memory of a process', () => {
  it('is what ps says, in KiB', () => {
    expect(psBytes('  31240\n')).toBe(31_240 * 1024);
    expect(psBytes('')).toBe(0);
  });

  it.each(['31,240 K', '31.240 K', '31\u202f240 Ko'])('is what tasklist says, in KiB: %s', (words) => {
    expect(tasklistBytes(`"node.exe","4711","Console","1","${words}"\r\n`)).toBe(31_240 * 1024);
  });

  it('is none where tasklist knows no such process', () => {
    expect(tasklistBytes('INFO: No tasks are running which match the specified criteria.\r\n')).toBe(0);
  });
});

/** Another process with a pool whose one child is doing a deed; the child's own process id. */
async function parentAt(name: string, then = 'stay') {
  const script = fileURLToPath(new URL('isolation-parent.ts', import.meta.url));
  const child = spawn(process.execPath, [script, name, then], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk;
    if (said.includes('\n')) break;
  }
  child.stdout.destroy();
  return { child, pid: Number(said) };
}
