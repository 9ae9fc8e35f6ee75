import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FOUND, NAMED, plantMailboxes } from './canary-mailboxes.ts';
import { canariesBelow, canariesIn } from './find-canaries.ts';
import { postbreach, type Ran, records, scratch } from './postbreach.ts';

const CANARIES = { ...FOUND, ...NAMED };
const { at, remove } = scratch();
const kase = at('work/canary.case');
const key = at('work/key');
const said = new Map<string, Ran>();
let mail: string;

/** Runs a command with a temporary folder of its own and keeps what it said. */
function run(...args: readonly string[]): Ran {
  const ran = postbreach(args, { env: { TMPDIR: at('tmp'), TEMP: at('tmp'), TMP: at('tmp') } });
  said.set(args.filter((word) => !word.startsWith('/')).join(' '), ran);
  return ran;
}

const leaks = ({ stdout, stderr }: Ran) => canariesIn(Buffer.from(`${stdout}\n${stderr}`), CANARIES);

beforeAll(() => {
  for (const folder of ['tmp', 'work']) mkdirSync(at(folder));
  mail = plantMailboxes(at('mail'));
});
afterAll(remove);

describe('scan of mailboxes of every kind', () => {
  it('finds every secret that stands in a text, so that the search below can fail', () => {
    const shown = postbreach(['scan', mail, '--show-secrets', '--format', 'ndjson']);
    const found = new Set(records(shown).map(({ secret }) => secret));
    expect(Object.entries(FOUND).filter(([, value]) => !found.has(value))).toEqual([]);
  });

  it.each(['pretty', 'ndjson'])('--format %s shows none', (format) => {
    const ran = run('scan', mail, '--format', format);
    expect(ran.code).toBe(1);
    expect(`${ran.stdout}${ran.stderr}`).toMatch(/The folder .{0,3}Personal folders\/█+/);
    expect(leaks(ran)).toEqual([]);
  });
});

describe('a case of mailboxes of every kind', () => {
  beforeAll(() => {
    const open = ['--identity', key, '--as-of', '2024-02-01T12:00:00Z'];
    expect(run('init', kase, '--new-identity', key).code).toBe(0);
    expect(run('add', kase, mail, ...open).code).toBe(0);
    expect(run('run', kase, ...open).code).toBe(1);
    run('status', kase);
    run('credentials', kase, '--min-confidence', 'low');
    for (const { id } of records(run('credentials', kase, '--json'))) {
      if (said.size < 10) run('credentials', kase, 'show', String(id));
    }
    for (const format of ['html', 'json']) run('report', kase, 'status', '--format', format, '--out', '-', ...open);
  }, 60_000);

  it('has each as a credential, by its kind of place', () => {
    const items = said.get('credentials --json') ?? run('credentials', kase, '--json');
    expect(records(items).length).toBeGreaterThanOrEqual(Object.keys(FOUND).length);
  });

  it('says none of them', () => {
    expect([...said].filter(([, ran]) => ran.code === 4)).toEqual([]);
    const leaking = [...said].flatMap(([command, ran]) => leaks(ran).map((canary) => `${command}: ${canary}`));
    expect(leaking).toEqual([]);
    expect(said.size).toBeGreaterThan(10);
  });

  it('holds none of them in any file, and leaves nothing behind', () => {
    expect(canariesBelow(at('work'), CANARIES)).toEqual([]);
    expect(canariesBelow(at('tmp'), CANARIES)).toEqual([]);
  });
});
