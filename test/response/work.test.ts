import { afterEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '../../src/case/index.ts';
import type { Instant } from '../../src/core/index.ts';
import { assign, buildWork, decide, isOutstanding, validityAt, workItem, workItems } from '../../src/response/index.ts';
import { snapshot, user } from './directory-fixture.ts';
import { caseWithPlaces, type PlaceFixture } from './work-case.ts';

let kase: Awaited<ReturnType<typeof caseWithPlaces>>;
const made: (typeof kase)[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

async function work(places: readonly PlaceFixture[], snapshots: Parameters<typeof buildWork>[1] = []) {
  kase = await caseWithPlaces(places);
  made.push(kase);
  buildWork(kase, snapshots);
  return workItems(kase.store);
}

const changedOn = (day: string) => user('svc', { lastPasswordChangeAt: `2024-${day}T09:00:00.000Z` as Instant });
const reset = [
  snapshot('2024-01-01T00:00:00.000Z', { users: [changedOn('01-01')] }),
  snapshot('2024-04-01T00:00:00.000Z', { users: [changedOn('03-10')] }),
];
const stolen: PlaceFixture = { value: 'x', principal: 'svc@agency.example', theft: '2024-02-05T00:00:00.000Z' };

describe('a credential', () => {
  it('is one item however often it stands, with the surest finding, the first theft and the first sender', async () => {
    const items = await work([
      { value: 'x', confidence: 'low', sent: '2024-03-01T00:00:00.000Z', from: 'late@agency.example', theft: null },
      { value: 'x', confidence: 'medium', sent: '2024-01-01T00:00:00.000Z', from: 'first@agency.example' },
      { value: 'x', confidence: 'high', sent: null, theft: '2024-02-05T00:00:00.000Z' },
      { value: 'y' },
    ]);
    expect(items).toHaveLength(2);
    const [item] = items;
    expect(item).toMatchObject({
      confidence: 'high',
      occurrences: 3,
      stolen: true,
      firstSent: '2024-01-01T00:00:00.000Z',
      lastSent: '2024-03-01T00:00:00.000Z',
      exposedFrom: '2024-02-05T00:00:00.000Z',
      sharedBy: 'first@agency.example',
      resolution: { state: 'open' },
    });
    expect(items.map(isOutstanding)).toEqual([true, false]);
  });

  it('tells when it was first mailed and since when mail was stolen apart', async () => {
    const [item] = await work([
      { value: 'x', sent: '2024-03-01T00:00:00.000Z', theft: '2024-02-01T00:00:00.000Z' },
      { value: 'x', sent: '2024-01-01T00:00:00.000Z', theft: null },
    ]);
    expect(item).toMatchObject({ firstSent: '2024-01-01T00:00:00.000Z', exposedFrom: '2024-02-01T00:00:00.000Z' });
  });

  it('is expired once its lifetime has ended, and only unknown before', async () => {
    const [item] = await work([{ value: 'x', sent: '2024-01-01T00:00:00.000Z', theft: null }]);
    if (item === undefined) throw new Error('no item');
    const dated = { ...item, validity: { ...item.validity, expiresAt: '2024-03-01T00:00:00.000Z' } };
    expect(validityAt(dated, '2024-02-28T00:00:00.000Z')).toMatchObject({
      state: 'unknown',
      reason: expect.stringMatching(/^within/),
    });
    expect(validityAt(dated, '2024-03-01T00:00:00.000Z')).toMatchObject({ state: 'expired' });
    expect(validityAt(item, '2030-01-01T00:00:00.000Z')).toEqual(item.validity);
  });

  it('is closed by proof, and only where the change came after the last mail that states it', async () => {
    expect((await work([stolen], reset))[0]?.resolution).toMatchObject({ state: 'reset' });
    const again: PlaceFixture = { ...stolen, sent: '2024-03-20T00:00:00.000Z' };
    expect((await work([stolen, again], reset))[0]?.resolution).toEqual({ state: 'open' });
  });
});

describe('a decision', () => {
  it('is a plan, asks for a reason where nothing is to be done, and the newest counts', async () => {
    const [item] = await work([stolen]);
    const id = item?.id ?? '';
    for (const reason of ['', '  ']) {
      for (const decision of ['keep', 'false-positive'] as const)
        expect(() => decide(kase, id, decision, reason, 'lead')).toThrow(
          expect.objectContaining({ code: 'reason-needed' }),
        );
    }
    expect(decide(kase, id, 'reset', '', 'lead').resolution).toMatchObject({ state: 'decided', decision: 'reset' });
    expect(isOutstanding(workItem(kase.store, id))).toBe(true);
    expect(decide(kase, id, 'keep', 'test tenant', 'chief').resolution).toMatchObject({ state: 'kept', by: 'chief' });
    expect(isOutstanding(workItem(kase.store, id))).toBe(false);
  });

  it('stays, whatever follows it: every word in its order, in the case and in the ledger', async () => {
    const [item] = await work([stolen]);
    const id = item?.id ?? '';
    decide(kase, id, 'reset', 'soon', 'lead');
    decide(kase, id, 'deactivate', '', 'chief');
    assign(kase, id, 'ana@agency.example', 'lead');
    buildWork(kase, []);
    const rows = kase.store.all<{ decision: string }>('SELECT decision FROM decisions ORDER BY seq');
    expect(rows.map((row) => row.decision)).toEqual(['reset', 'deactivate']);
    expect(workItem(kase.store, id)).toMatchObject({
      owner: 'ana@agency.example',
      resolution: { state: 'decided', decision: 'deactivate', by: 'chief' },
    });
    expect(ledgerEntries(kase.folder, 'decision').map((entry) => entry.body.decision)).toEqual(['reset', 'deactivate']);
    expect(ledgerEntries(kase.folder, 'assignment')).toHaveLength(1);
  });

  it('is outranked by proof, save that something is no credential at all', async () => {
    const [item] = await work([stolen], reset);
    const id = item?.id ?? '';
    expect(decide(kase, id, 'keep', 'we trust them', 'lead').resolution).toMatchObject({ state: 'reset' });
    expect(decide(kase, id, 'false-positive', 'a ship', 'lead').resolution).toMatchObject({ state: 'false-positive' });
  });

  it('that is taken does not close: no word makes a proof', async () => {
    const [item] = await work([stolen]);
    decide(kase, item?.id ?? '', 'reset', 'done yesterday, promise', 'lead');
    expect(workItems(kase.store).every((each) => !('proof' in each.resolution))).toBe(true);
  });
});

describe('an id', () => {
  it('may be its beginning, and must be one', async () => {
    const items = await work([{ value: 'x' }, { value: 'y' }]);
    const id = items[0]?.id ?? '';
    expect(workItem(kase.store, id.slice(0, 12)).id).toBe(id);
    expect(workItem(kase.store, id.slice('cred-'.length)).id).toBe(id);
    expect(() => workItem(kase.store, 'cred-')).toThrow(expect.objectContaining({ code: 'credential-ambiguous' }));
    expect(() => workItem(kase.store, 'nothing')).toThrow(expect.objectContaining({ code: 'credential-not-found' }));
  });
});
