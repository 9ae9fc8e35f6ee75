import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { orderFrame } from '../../src/evidence/isolation/order-frame.ts';
import { deed, LIMITS, poolOf, told } from './isolated.ts';
import { PROBES, RIGHTS } from './isolation-probes.ts';

const pool = poolOf('isolation-probes.ts', { size: 2 });
afterAll(() => pool.close());

const folder = mkdtempSync(join(tmpdir(), 'postbreach-isolation-'));
const secret = join(folder, 'key');
writeFileSync(secret, 'the key of a case');
afterAll(() => rmSync(folder, { recursive: true }));

let met = 0;
const server = createServer((socket) => {
  met += 1;
  socket.destroy();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
afterAll(() => server.close());
const { port } = Object(server.address());
const outside = Buffer.from(JSON.stringify({ path: secret, port }));

/** What a refusal looks like: by Node.js, by our preload, or since there is no such thing. */
const REFUSED =
  /^refused: (?:ERR_ACCESS_DENIED|ERR_UNKNOWN_BUILTIN_MODULE|ERR_DLOPEN_DISABLED|ABSENT|TypeError: Cannot (?:redefine|read))/;

/** Probes that harm nobody where they are let. */
const ALLOWED_ELSEWHERE = [
  'net connect',
  'net listen',
  'http listen',
  'dgram bind',
  'read the path it is told',
  'list the home folder',
  'import sqlite',
  'sqlite as a builtin',
  'sqlite by the loader',
  'spawn',
  'fork',
  'Worker',
  'signal its parent',
  'signal underneath',
  'put the signal back',
  'open the inspector',
  'flags of the engine',
  'hooks of its own',
  'the environment',
];

describe('a parser’s child', () => {
  process.env.POSTBREACH_CANARY = 'an inherited variable';

  it.each(Object.keys(PROBES))('may not: %s', async (name) => {
    const [line] = await told(deed(pool, name, outside));
    expect(line).toMatch(REFUSED);
    expect(existsSync('/tmp/postbreach-probe')).toBe(false);
    expect(readFileSync(secret, 'utf8')).toBe('the key of a case');
    expect(met).toBe(0);
  });

  it.each(Object.keys(RIGHTS))('may: %s', async (name) => {
    const [line] = await told(deed(pool, name, outside));
    expect(line).toMatch(/^done: /);
  });

  it.each(ALLOWED_ELSEWHERE)('but for how it is started, could: %s', async (name) => {
    const script = fileURLToPath(new URL('isolation-probes.ts', import.meta.url));
    const order = {
      reader: 'office',
      bytes: outside,
      mediaType: '',
      fileName: name,
      limits: LIMITS,
    } as const;
    const input = Buffer.concat(orderFrame({ ...order, passwords: [], ocr: false }));
    const { stdout } = spawnSync(process.execPath, ['--no-warnings', script], { input, timeout: 20_000 });
    expect(stdout.toString('latin1')).toContain('done: ');
  });
});
