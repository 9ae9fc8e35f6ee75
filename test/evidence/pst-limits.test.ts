import { describe, expect, it } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { STORE_LIMITS, type StoreLimits } from '../../src/evidence/pst/store-limits.ts';
import { memoryAccess, type RandomAccess } from '../../src/evidence/source/random-access.ts';
import { note, SAMPLE, storeBytes } from './pst-generated.ts';
import { messageRanges } from './pst-layout.ts';
import { readStore, type StoreRead } from './pst-reading.ts';

function overBudget({ events }: StoreRead, level: 'source' | 'message'): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'loss' || event.loss.reason !== 'over-budget' || event.loss.level !== level) return [];
    return [event.loss.detail];
  });
}

describe('what stands outside the indexes of a store', () => {
  const bytes = storeBytes('unicode', SAMPLE);
  const read = (limits: Partial<StoreLimits>) =>
    readStore(memoryAccess(bytes), undefined, { ...STORE_LIMITS, ...limits });

  it('is a row once where there are more entries of items than are kept', () => {
    const cut = read({ strayNodes: 0 });
    expect(overBudget(cut, 'source')).toEqual([expect.stringContaining('more entries of items')]);
    expect(cut.messages.map(({ header }) => header.subject)).not.toContain('deleted');
  });

  it('is a row once where there are more blocks than are kept', () => {
    const cut = read({ strayBlocks: 0 });
    expect(overBudget(cut, 'source')).toEqual([expect.stringContaining('more blocks')]);
  });

  it('is no row within the limits', () => {
    const whole = read({});
    expect(overBudget(whole, 'source')).toEqual([]);
    expect(whole.messages.map(({ header }) => header.subject)).toContain('deleted');
  });
});

describe('items that share the same blocks', () => {
  const ITEMS = 120;
  const attachments = [{ kind: 'file', name: 'big.txt', bytes: Buffer.alloc(200_000, 'the same text. ') }] as const;
  const messages = Array.from({ length: ITEMS }, (_, number) =>
    note(`item ${number}`, number === 0 ? { attachments } : {}),
  );
  const plain = storeBytes('unicode', [{ name: 'Inbox', messages }]);
  const limits: StoreLimits = { ...STORE_LIMITS, leastBytes: 0 };

  /** Every item with the data and subnodes of the one that has the attachment. */
  function sharing(): Buffer {
    const bytes = Buffer.from(plain);
    const entries = messageRanges(bytes).map(({ ranges }) => ranges[0]?.[0] ?? 0);
    for (const entry of entries) bytes.copy(bytes, entry + 8, (entries[0] ?? 0) + 8, (entries[0] ?? 0) + 24);
    return bytes;
  }

  function counting(bytes: Buffer): { readonly access: RandomAccess; readonly total: () => number } {
    const inner = memoryAccess(bytes);
    let total = 0;
    const read = (position: number, length: number): Buffer => {
      total += length;
      return inner.read(position, length);
    };
    return { access: { ...inner, size: bytes.length, read }, total: () => total };
  }

  it('are rows once what was read is many times the file, and the balance holds', () => {
    const bytes = sharing();
    const { access, total } = counting(bytes);
    const store = readStore(access, undefined, limits);
    const rows = overBudget(store, 'message');
    expect(store.messages.length).toBeGreaterThan(2);
    expect(rows.length).toBeGreaterThan(ITEMS / 2);
    expect(rows.length).toBeLessThanOrEqual(ITEMS);
    expect(overBudget(store, 'source').filter((detail) => detail.includes('again and again'))).toHaveLength(1);
    expect(store.tally).toMatchObject({ expected: 'unknown', read: store.messages.length, unreadable: rows.length });
    expect(tallyBalances(store.tally)).toBe(true);
    expect(total()).toBeLessThan((limits.readings + 6) * bytes.length);
  });

  it('are all read within the bound of a small file', () => {
    expect(readStore(memoryAccess(sharing())).messages).toHaveLength(ITEMS);
  });

  it('leave a store alone whose items have blocks of their own', () => {
    const store = readStore(memoryAccess(plain), undefined, { ...limits, readings: 4 });
    expect(store.messages).toHaveLength(ITEMS);
    expect(store.details).toEqual([]);
  });

  it('are over budget, not damaged, where lists and folders cannot be read any more', () => {
    const store = readStore(memoryAccess(plain), undefined, { ...limits, readings: 0 });
    const reasons = store.events.flatMap((event) => (event.type === 'loss' ? [event.loss.reason] : []));
    expect(store.messages).toEqual([]);
    expect(reasons.length).toBeGreaterThan(ITEMS);
    expect(new Set(reasons.slice(1))).toEqual(new Set(['over-budget']));
    expect(store.tally.expected).toBe('unknown');
  });
});
