import { afterEach, expect, it } from 'vitest';
import { viewCase } from '../../src/case/index.ts';
import { assign, buildWork, checkDecisions, decide, workItems } from '../../src/response/index.ts';
import { caseWithPlaces } from './work-case.ts';

const made: Awaited<ReturnType<typeof caseWithPlaces>>[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

async function decided() {
  const kase = await caseWithPlaces([{ value: 'x', sent: '2024-01-01T00:00:00.000Z', theft: null }]);
  made.push(kase);
  buildWork(kase, []);
  const id = workItems(kase.store)[0]?.id ?? '';
  decide(kase, id, 'keep', 'a test tenant', 'ana');
  assign(kase, id, 'bob@agency.example', 'ana');
  return { kase, id };
}

const oks = (folder: string) => checkDecisions(viewCase(folder)).map((check) => check.ok);

it('agrees with what people decided', async () => {
  const { kase } = await decided();
  expect(oks(kase.folder)).toEqual([true, true]);
});

it('sees a decision that nobody took, and one that was taken away', async () => {
  const { kase, id } = await decided();
  const forged = [id, 'false-positive', 'by the boss', 'boss', '2024-04-02T00:00:00.000Z'];
  kase.store.run('INSERT INTO decisions (credential, decision, reason, by_whom, at) VALUES (?, ?, ?, ?, ?)', ...forged);
  kase.store.run('DELETE FROM assignments');
  expect(oks(kase.folder)).toEqual([false, false]);
  expect(checkDecisions(viewCase(kase.folder)).map((check) => check.detail)).toEqual([
    '1 stand in no ledger entry',
    '1 of the ledger are missing in the case',
  ]);
});
