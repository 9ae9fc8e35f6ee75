import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ratio, Score } from '../../examples/index.ts';
import type { Truth } from '../../examples/truth/truth.ts';
import { openStore, viewCase } from '../../src/case/index.ts';
import type { Instant } from '../../src/core/index.ts';
import { buildStatus, renderReport } from '../../src/report/index.ts';
import { loadDetections } from '../../src/review/index.ts';
import { uncitedSentences } from '../report/uncited-sentences.ts';
import { postbreach, postbreachHere, type Ran, scratch } from './postbreach.ts';

const { at, remove } = scratch();
afterAll(remove);

const share = ({ right, of }: Ratio) => right / of;
const scoreOf = (ran: Ran): Score => JSON.parse(ran.stdout).score;

/** What any seed must reach. */
function expectGood(score: Score): void {
  const shares = {
    credentials: share(score.credentials),
    precision: share(score.precision),
    stolenRecall: share(score.stolenRecall),
    stolenPrecision: share(score.stolenPrecision),
    accountsAlone: score.accountsAlone === null ? 0 : share(score.accountsAlone.reachable),
  };
  const floors = { credentials: 0.85, precision: 0.85, stolenRecall: 0.95, stolenPrecision: 0.95, accountsAlone: 0.95 };
  const below = Object.entries(floors).filter(([name, floor]) => shares[name as keyof typeof floors] < floor);
  expect(below, JSON.stringify(shares)).toEqual([]);
  expect(score.attack).toEqual({ right: 7, of: 7 });
  expect(score.coverage.right).toBe(score.coverage.of);
  expect(score.falselyProven).toEqual([]);
}

/** The commands after "Try next:", as a shell gives their words to the program; `npm run … --` and `postbreach` taken off. */
function nextCommands({ stderr }: Ran): readonly (readonly string[])[] {
  const lines = stderr.slice(stderr.indexOf('Try next:')).split('\n').slice(1);
  return lines.flatMap((line) => {
    const command = /^ {2}(?:npm run --silent postbreach --|postbreach) (.*)$/.exec(line)?.[1];
    return command === undefined ? [] : [shellWords(command)];
  });
}

function shellWords(command: string): readonly string[] {
  if (process.platform === 'win32') return command.split(' ').map((word) => word.replaceAll('"', ''));
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
  return stdout.trimEnd().split('\n');
}

/** What the demo said when it was made, by its seed. */
const made = new Map<number, Score>();

describe.each([3, 11])('demo, seed %i', (seed) => {
  const dir = at(`my $demo ${seed}`);
  let ran: Ran;
  beforeAll(() => {
    ran = postbreach(['demo', dir, '--seed', String(seed), '--messages', '400', '--json']);
    made.set(seed, scoreOf(ran));
  });

  it('ends with 0 and scores above the floors', () => {
    expect(ran.code, ran.stderr).toBe(0);
    expectGood(scoreOf(ran));
  });

  it('tells a manager where things stand, and names the report that is due', () => {
    const { summary } = JSON.parse(ran.stdout);
    expect(summary.length).toBeGreaterThanOrEqual(4);
    const report = /report that is due today: (.+)/.exec(ran.stderr)?.[1] ?? '';
    expect(readFileSync(resolve(report), 'utf8')).toContain('Bureau of Coastal Surveys');
  });

  it('names three commands to try next, and each works as it is written', async () => {
    const commands = nextCommands(ran);
    expect(commands).toHaveLength(3);
    for (const words of commands) {
      const tried = await postbreachHere(words);
      expect(tried.code, `${words.join(' ')}: ${tried.stderr}`).toBe(0);
      expect(tried.stdout.split('\n').length).toBeGreaterThan(10);
    }
    expect((await postbreachHere(['verify', join(dir, 'demo.case')])).code).toBe(0);
  });
});

describe('the demo in which nothing was found', () => {
  const dir = at('my $demo 3');
  const quiet = join(dir, 'quiet.case');
  const titles = loadDetections().map(({ title }) => title);
  beforeAll(() => {
    cpSync(join(dir, 'demo.case'), quiet, { recursive: true });
    const store = openStore(join(quiet, 'case.db'), 'write');
    store.run('DELETE FROM stolen_access');
    store.run("DELETE FROM findings WHERE answer = 'raised'");
    store.run("UPDATE coverage SET state = 'clean', findings = '[]' WHERE state = 'findings'");
    store.close();
  });

  it.each(['demo.case', 'quiet.case'])(
    'says of nothing in %s that it was not done without citing cells',
    async (name) => {
      const view = viewCase(join(dir, name));
      const report = buildStatus(view, '2024-04-08T13:00:00.000Z' as Instant, new Set());
      const principal = report.coverage[0]?.principal ?? '';
      view.close();
      const said = [renderReport(report, 'md'), ...report.summary];
      const commands = [
        ['review'],
        ['review', '--timeline'],
        ['review', '--principal', principal],
        ['stolen'],
        ['status'],
      ];
      for (const words of name === 'quiet.case' ? commands : []) {
        const [command = '', ...options] = words;
        const ran = await postbreachHere([command, join(dir, name), ...options]);
        expect(ran.code, ran.stderr).toBe(0);
        said.push(ran.stdout, ran.stderr);
      }
      expect(said.flatMap((text) => uncitedSentences(text, titles))).toEqual([]);
      const page = renderReport(report, 'html').replace(/<[^>]{0,2000}>/g, '\n');
      expect(uncitedSentences(page, titles)).toEqual([]);
      if (name !== 'quiet.case') return;
      if (name !== 'quiet.case') return;
      const cited = [...said.join('\n').matchAll(/cov-[0-9a-f]{10}@[0-9.-]{0,22}[0-9]/g)].map(([id]) => id);
      expect(cited.length).toBeGreaterThan(10);
      const shown = await postbreachHere(['review', join(dir, name), '--cell', ...new Set(cited)]);
      expect(shown.code, shown.stderr).toBe(0);
      expect(shown.stdout.split('\n').length).toBeGreaterThan(10);
    },
  );

  it('has sentences to cite for', async () => {
    const { stdout } = await postbreachHere(['review', quiet]);
    expect(stdout).toMatch(/No detection raised anything, on the \d+ days that a log answers for \[cov-/);
    const { stdout: status } = await postbreachHere(['status', quiet]);
    expect(status).toMatch(/No sign of use was found on the \d+ days that the logs answer for \[cov-/);
  });
});

describe('an organisation edited by hand, as its README.txt says', () => {
  const dir = at('my $demo 3');
  const organisation = join(dir, 'organisation');
  const mine = 'Qu1et-Harbour_5527';

  /** Puts a message with a new credential into one mailbox and says so in the truth, and of another credential that is nowhere. */
  function plant(): void {
    const box = globSync('mail/*/Inbox.mbox', { cwd: organisation }).sort()[0] ?? '';
    const message = `From dora@elsewhere.example Tue Jan 16 10:00:00 2024
From: Dora <dora@elsewhere.example>
To: ana@bcs-agency.example
Date: Tue, 16 Jan 2024 10:00:00 +0000
Subject: Plotter
Message-ID: <edited-by-hand@elsewhere.example>

Hi,

the password for the plotter is ${mine}

Dora

`;
    appendFileSync(join(organisation, box), message);
    const path = join(organisation, 'truth.json');
    const truth: Truth = JSON.parse(readFileSync(path, 'utf8'));
    const place = { source: box, messageId: '<edited-by-hand@elsewhere.example>', part: '1', stolen: false };
    const nothing = { accept: [], beside: [], principal: [], application: [], host: null, proven: null };
    const credential = { id: 'mine', kind: 'password', value: mine, ...nothing, stolen: false, places: [place] };
    const invented = { ...truth.credentials[0], id: 'invented', value: 'stands-nowhere-77', accept: [] };
    writeFileSync(path, JSON.stringify({ ...truth, credentials: [...truth.credentials, credential, invented] }));
  }

  it('is used as it is and scores alike; its new credential is found, and what is not there is missed', () => {
    const before = made.get(3);
    renameSync(join(dir, 'organisation-3-400'), organisation);
    plant();
    const ran = postbreach(['demo', dir, '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/used as it is/) });
    const after = scoreOf(ran);
    expectGood(after);
    expect(after.credentials).toEqual({
      right: Number(before?.credentials.right) + 1,
      of: Number(before?.credentials.of) + 2,
    });
    expect(after.credentialsMissed.toSorted()).toEqual([...(before?.credentialsMissed ?? []), 'invented'].toSorted());
  }, 180_000);
});

describe('ground truth', () => {
  it('is read by the examples, and named by nothing else but the demo', () => {
    const root = resolve(import.meta.dirname, '../..');
    const files = globSync('src/**/*.ts', { cwd: root });
    const naming = files.filter((file) => /truth\.json|examples\//.test(readFileSync(join(root, file), 'utf8')));
    expect(files.length).toBeGreaterThan(300);
    expect(naming.sort()).toEqual(['src/cli/demo-score.ts', 'src/cli/demo.ts']);
    expect(existsSync(join(root, 'examples/truth/read-truth.ts'))).toBe(true);
  });
});
