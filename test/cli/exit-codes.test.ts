import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockCase } from '../../src/case/case-lock.ts';
import { postbreach, postbreachHere, records, scratch } from './postbreach.ts';

const { at, remove } = scratch();
const kase = at('a.case');
const open = ['--identity', at('key')];
const MAIL =
  'From: a@x.example\nSubject: s\nMessage-ID: <m@x.example>\n\nThe password for svc@x.example is Kestrel!Anvil-93\n';

beforeAll(async () => {
  writeFileSync(at('mail.eml'), MAIL);
  for (const command of [
    ['init', kase, '--new-identity', at('key')],
    ['add', kase, at('mail.eml'), ...open],
    ['run', kase, ...open],
  ])
    expect((await postbreachHere(command)).code).toBe(0);
  writeFileSync(at('noise'), 'no key at all\n');
});
afterAll(remove);

describe('the exit code says how it ended, and one sentence what to do', () => {
  const cases: readonly (readonly [string, 0 | 1 | 2 | 3, () => readonly string[], RegExp])[] = [
    ['init where a case is', 2, () => ['init', kase, ...open], /not empty.*Choose another name/],
    ['init with an unknown zone', 2, () => ['init', at('b.case'), '--timezone', 'Mars', ...open], /no time zone.*IANA/],
    ['init with an unknown directive', 2, () => ['init', at('b.case'), '--directive', 'x', ...open], /ed-24-02/],
    ['a file that holds no identity', 2, () => ['run', kase, '--identity', at('noise')], /no age identity.*age-keygen/],
    ['an identity that is not there', 3, () => ['run', kase, '--identity', at('none')], /not there\. Check the path/],
    ['add of nothing', 3, () => ['add', kase, at('none'), ...open], /Check the path/],
    ['a folder that is no case', 3, () => ['status', at('.')], /is no case.*postbreach init/],
    ['a time that is none', 2, () => ['status', kase, '--as-of', 'soon'], /no time.*Write it like/],
    ['a verb that is none', 2, () => ['credentials', kase, 'sell', 'x'], /nothing that can be done/],
    ['show of nothing', 2, () => ['credentials', kase, 'show'], /needs the id/],
    ['show of an unknown id', 2, () => ['credentials', kase, 'show', 'cred-zz'], /there is no credential.*lists them/],
    [
      'a decision that is none',
      2,
      () => ['credentials', kase, 'decide', 'cred-', 'burn', ...open],
      /no decision.*Give one of/,
    ],
    [
      'keep without a reason',
      2,
      () => ['credentials', kase, 'decide', 'cred-', 'keep', ...open],
      /needs a reason.*--reason/,
    ],
    ['assign without an owner', 2, () => ['credentials', kase, 'assign', 'cred-', ...open], /owner is missing/],
    ['a report that is none', 2, () => ['report', kase, 'monthly', ...open], /Allowed choices are status/],
    [
      'a report to a place that is not there',
      3,
      () => ['report', kase, 'status', '--format', 'md', '--out', at('no/x.md'), ...open],
      /Check the path/,
    ],
    ['a key that is too short', 2, () => ['scan', at('mail.eml'), '--key', at('short')], /too short/],
    ['a review of a case that knows nothing', 0, () => ['review', kase], /0 answers|answers/],
    [
      'relink of what is no evidence',
      2,
      () => ['relink', kase, at('none'), at('mail.eml'), ...open],
      /no evidence of this case/,
    ],
  ];
  beforeAll(() => writeFileSync(at('short'), 'x'));

  it.each(cases)('%s: %i', async (_name, code, args, said) => {
    const ran = await postbreachHere(args());
    expect(ran.code, ran.stderr).toBe(code);
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr).not.toMatch(/\n\s+at |Kestrel/);
  });

  it('a case that another process writes: 3', () => {
    const { release } = lockCase(kase);
    const ran = postbreach(['run', kase, ...open]);
    const status = postbreach(['status', kase]);
    release();
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringMatching(/being written by another.*Wait/) });
    expect(status.code).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('a reader that goes away early is no error', () => {
    const many = at('many');
    mkdirSync(many);
    for (let file = 0; file < 400; file += 1) writeFileSync(join(many, `${file}.eml`), MAIL.replace('93', `93${file}`));
    const root = resolve(import.meta.dirname, '../..');
    const command = `"${process.execPath}" src/cli/main.ts scan "${many}" --format ndjson | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect(stdout.trim().split('\n').at(-1)).toBe('0');
    expect(stderr).not.toMatch(/EPIPE|fault of ours/);
  });
});

describe('scan of a folder of very many small files', () => {
  const FILES = 4000;

  it('reads each, balances, and takes a time that grows with their number', async () => {
    const secondsFor = async (count: number) => {
      const folder = at(`files-${count}`);
      for (let file = 0; file < count; file += 1) {
        const below = join(folder, String(file % 50));
        if (file < 50) mkdirSync(below, { recursive: true });
        writeFileSync(join(below, `${file}.eml`), MAIL.replace('<m@', `<m${file}@`));
      }
      const ran = await postbreachHere(['scan', folder, '--format', 'ndjson']);
      expect(ran.code).toBe(0);
      const summary = records(ran).at(-1);
      expect(summary).toMatchObject({ sources: count, messages: count, losses: 0, credentials: 1 });
      expect(summary?.tally).toMatchObject({ expected: count, read: count });
      return Number(summary?.milliseconds) / 1000;
    };
    const few = await secondsFor(FILES / 8);
    expect((await secondsFor(FILES)) / few).toBeLessThan(24);
  });
});
