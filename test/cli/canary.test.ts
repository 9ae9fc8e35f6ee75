import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARIES, plantCanaries } from './canary-evidence.ts';
import { filesBelow } from './files-below.ts';
import { canariesBelow, canariesIn } from './find-canaries.ts';
import { postbreach, postbreachHere, type Ran, scratch } from './postbreach.ts';

const { at, remove } = scratch();
const kase = at('work/canary.case');
const key = at('work/key');
let evidence: ReturnType<typeof plantCanaries>;
const said = new Map<string, Ran>();

const env = { TMPDIR: at('tmp'), TEMP: at('tmp'), TMP: at('tmp') };

/** Runs a command with a temporary folder of its own and keeps what it said. */
function run(...args: readonly string[]): Ran {
  return kept(args, postbreach(args, { env }));
}

/** The same without a process of its own. */
async function runHere(...args: readonly string[]): Promise<Ran> {
  return kept(args, await postbreachHere(args, { env }));
}

function kept(args: readonly string[], ran: Ran): Ran {
  said.set(args.filter((word) => !word.startsWith('/')).join(' '), ran);
  return ran;
}

const leaks = ({ stdout, stderr }: Ran) => canariesIn(Buffer.from(`${stdout}\n${stderr}`), CANARIES);

beforeAll(() => {
  for (const folder of ['tmp', 'work']) mkdirSync(at(folder));
  evidence = plantCanaries(at('evidence'));
});
afterAll(remove);

describe('scan', () => {
  it('shows every canary where it is asked to, so that the search below can fail', () => {
    const shown = postbreach(['scan', evidence.mail, '--show-secrets', '--format', 'ndjson']);
    expect(shown.code).toBe(0);
    expect(leaks(shown)).toEqual(Object.keys(CANARIES));
  });

  it.each(['pretty', 'ndjson', 'csv'])('--format %s shows none', (format) => {
    const ran = run('scan', evidence.mail, '--format', format);
    expect(ran.code).toBe(0);
    expect(ran.stdout.length).toBeGreaterThan(500);
    expect(leaks(ran)).toEqual([]);
  });
});

describe('a case', () => {
  beforeAll(async () => {
    const day = ['--as-of', '2024-02-01T12:00:00Z'];
    const open = ['--identity', key, ...day];
    expect((await runHere('init', kase, '--new-identity', key)).code).toBe(0);
    expect(run('add', kase, ...evidence.all, ...open).code).toBe(0);
    expect(run('run', kase, ...open).code).toBe(0);
    expect((await runHere('run', kase, '--json', ...open)).code).toBe(0);
    for (const json of [[], ['--json']]) {
      await runHere('status', kase, ...day, ...json);
      await runHere('credentials', kase, '--min-confidence', 'low', ...json);
      await runHere('review', kase, ...json);
      await runHere('review', kase, '--principal', 'ana@agency.example', ...json);
      await runHere('verify', kase, ...json);
    }
    const ids = (await postbreachHere(['credentials', kase, '--json'])).stdout.trim().split('\n');
    for (const line of ids.slice(0, 4)) {
      const { id } = JSON.parse(line);
      await runHere('credentials', kase, 'show', id);
      await runHere('credentials', kase, 'prove', id);
      await runHere('credentials', kase, 'decide', id, 'reset', ...open);
    }
    for (const format of ['html', 'md', 'json'])
      await runHere('report', kase, 'status', '--format', format, '--out', '-', ...open);
    await runHere('report', kase, 'status', ...open);
  }, 120_000);

  it('says none of them', () => {
    expect([...said].filter(([, ran]) => ran.code === 4)).toEqual([]);
    const leaking = [...said].flatMap(([command, ran]) => leaks(ran).map((canary) => `${command}: ${canary}`));
    expect(leaking).toEqual([]);
    expect(said.size).toBeGreaterThan(25);
  });

  it('holds none of them in any file', () => {
    expect(filesBelow(kase).length).toBeGreaterThan(8);
    expect(canariesBelow(at('work'), CANARIES)).toEqual([]);
    expect(canariesBelow(at('tmp'), CANARIES)).toEqual([]);
  });

  it('holds none of them in the columns of its log files', async () => {
    const files = filesBelow(kase).filter((path) => path.endsWith('.parquet'));
    expect(files.length).toBeGreaterThan(0);
    const connection = await (await DuckDBInstance.create()).connect();
    const list = files.map((path) => `'${join(kase, path)}'`).join(', ');
    const reader = await connection.runAndReadAll(`SELECT to_json(e) AS row FROM read_parquet([${list}]) e`);
    const rows = reader.getRows().join('\n');
    connection.closeSync();
    expect(rows).toContain('New-InboxRule');
    expect(canariesIn(Buffer.from(rows), CANARIES)).toEqual([]);
  });

  it('gives one when it is asked to reveal it, and only to standard output', async () => {
    const items = (await postbreachHere(['credentials', kase, '--json'])).stdout.trim().split('\n');
    const prose = items.map((line) => JSON.parse(line)).find((item) => item.namedPrincipal?.startsWith('svc-backup'));
    const revealed = postbreach(['credentials', kase, 'reveal', prose.id, '--identity', key, '--by', 'lead']);
    expect(revealed.stdout.trim()).toBe(CANARIES.prose);
    expect(canariesIn(Buffer.from(revealed.stderr), CANARIES)).toEqual([]);
    expect(canariesBelow(at('work'), CANARIES)).toEqual([]);
  });
});
