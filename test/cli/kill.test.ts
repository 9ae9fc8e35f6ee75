import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../examples/random.ts';
import { caseDifferences } from './case-differences.ts';
import { filesBelow } from './files-below.ts';
import { dumpCase, filesAtRest, logHashes, makeFreshCase, STORY_DAY } from './fresh-case.ts';
import { killedAfter, killedAt, postbreach, scratch } from './postbreach.ts';

/** `KILLS=60 MESSAGES=600 LOG_RECORDS=100000 npx vitest run test/cli/kill.test.ts` asks for more. */
const KILLS = Number(process.env.KILLS ?? 20);
const MESSAGES = Number(process.env.MESSAGES ?? 130);
const LOG_RECORDS = Number(process.env.LOG_RECORDS ?? 600);
/** Share of a whole run's time within which it is killed: what a resumed run has left to do takes less. */
const WINDOW = 0.8;
const SLOW = 60_000 + KILLS * 30_000;

const { at, remove } = scratch();
const random = seededRandom('kill/1');
let key: string;
let fresh: string;
let reference: string;
let duration: number;

const runOf = (kase: string) => ['run', kase, '--identity', key, '--as-of', STORY_DAY, '--quiet'];

beforeAll(async () => {
  ({ kase: fresh, key } = await makeFreshCase(at('.'), { seed: 5, messages: MESSAGES, logRecords: LOG_RECORDS }));
  reference = at('reference.case');
  cpSync(fresh, reference, { recursive: true });
  const started = performance.now();
  const ran = postbreach(runOf(reference));
  duration = performance.now() - started;
  expect(ran.code, ran.stderr).toBeLessThanOrEqual(1);
}, SLOW);
afterAll(remove);

/** Runs a case to its end, killed again and again. @returns how often. */
async function killUntilDone(kase: string, most: number): Promise<number> {
  for (let kills = 0; kills < most; kills += 1) {
    const { killed, code, stderr } = await killedAfter(random.next() * WINDOW * duration, runOf(kase));
    if (!killed) {
      expect(code, stderr).toBeLessThanOrEqual(1);
      return kills;
    }
  }
  expect(postbreach(runOf(kase)).code).toBeLessThanOrEqual(1);
  return most;
}

describe('kill -9', () => {
  it(
    `of run at ${KILLS} random moments: each time the same case in the end, and the ledger verifies`,
    async () => {
      let kills = 0;
      for (let round = 0; kills < KILLS; round += 1) {
        const kase = at(`killed-${round}.case`);
        cpSync(fresh, kase, { recursive: true });
        kills += await killUntilDone(kase, KILLS - kills);
        expect(filesBelow(kase)).toEqual(filesAtRest(kase));
        expect(caseDifferences(dumpCase(reference), dumpCase(kase))).toEqual([]);
        expect(logHashes(kase)).toEqual(logHashes(reference));
        expect(postbreach(['verify', kase])).toMatchObject({ code: 0 });
      }
    },
    SLOW,
  );

  it('of run between asking the logs and storing what they answered: nothing of it is kept, and all of it comes again', async () => {
    const kase = at('asked.case');
    cpSync(fresh, kase, { recursive: true });
    const aloud = runOf(kase).filter((word) => word !== '--quiet');
    expect(await killedAt('looked at anew', aloud)).toMatchObject({ killed: true });
    expect(dumpCase(kase)).not.toHaveProperty('remembered');
    expect(postbreach(runOf(kase)).code).toBeLessThanOrEqual(1);
    expect(caseDifferences(dumpCase(reference), dumpCase(kase))).toEqual([]);
  }, 60_000);

  it('of a run that has nothing left to do changes nothing', async () => {
    const before = dumpCase(reference);
    const started = performance.now();
    expect(postbreach(runOf(reference)).code).toBeLessThanOrEqual(1);
    const idle = performance.now() - started;
    for (const share of [0.3, 0.5, 0.7, 0.9]) await killedAfter(share * idle, runOf(reference));
    expect(postbreach(runOf(reference)).code).toBeLessThanOrEqual(1);
    expect(caseDifferences(before, dumpCase(reference))).toEqual([]);
  }, 60_000);

  it('of add: added again, every file is there once', async () => {
    const whole = dumpCase(fresh).sources ?? [];
    const kase = at('added.case');
    expect(postbreach(['init', kase, '--identity', key, '--as-of', STORY_DAY]).code).toBe(0);
    const add = ['add', kase, at('organisation/mail'), at('organisation/logs'), '--identity', key];
    for (const moment of [300, 450, 600]) await killedAfter(moment, add);
    expect(postbreach(add).code).toBe(0);
    const added = dumpCase(kase).sources ?? [];
    expect(added).toHaveLength(whole.length - 4);
    expect(postbreach(['verify', kase]).code).toBe(0);
  }, 60_000);

  it('of init: made anew in the same place once what is left of it is gone, and it says so', async () => {
    const said: string[] = [];
    for (let moment = 150; moment < 600; moment += 90) {
      const kase = at('made.case');
      const init = ['init', kase, '--identity', key];
      const { killed } = await killedAfter(moment, init);
      const again = postbreach(init);
      if (killed && again.code !== 0) {
        said.push(again.stderr);
        expect(again).toMatchObject({ code: 2 });
        expect(readdirSync(kase)).not.toEqual([]);
        rmSync(kase, { recursive: true });
        expect(postbreach(init).code).toBe(0);
      }
      expect(existsSync(join(kase, 'ledger.jsonl'))).toBe(true);
      expect(readFileSync(join(kase, 'ledger.jsonl'), 'utf8')).toContain('"kind":"init"');
      rmSync(kase, { recursive: true });
    }
    for (const stderr of said) expect(stderr).toMatch(/interrupted|not empty/);
  }, 120_000);
});
