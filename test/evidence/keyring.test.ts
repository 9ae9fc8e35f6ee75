import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Key, type Part } from '../../src/evidence/index.ts';
import { markOpened } from '../../src/evidence/isolation/deferral.ts';
import { Keyring } from '../../src/evidence/isolation/keyring.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { packed } from './seven-zip-fixture.ts';

const keysOf = (count: number) => Array.from({ length: count }, (_, at) => new Key(`key ${at}`, ''));

function openedPart(key: Key): Part {
  const content = { state: 'unread', reason: 'encrypted', detail: '' } as const;
  markOpened(content, key);
  return { content } as unknown as Part;
}

describe('a keyring', () => {
  it('offers all, best first, and once a password has opened something that one before all others', () => {
    const keys = keysOf(500);
    const ring = new Keyring(keys);
    expect(ring.offer()).toEqual(keys);
    const [proven] = keys.slice(300);
    if (proven !== undefined) ring.note([openedPart(proven)]);
    const offered = ring.offer();
    expect(offered[0]).toBe(proven);
    expect(new Set(offered)).toEqual(new Set(keys));
    expect(offered).toHaveLength(500);
  });

  it('offers fifty locks of one item five hundred each, the ten best to the five hundredth, and then what has opened something', () => {
    const keys = keysOf(500);
    const ring = new Keyring(keys);
    const counts = Array.from({ length: 1000 }, () => ring.offer().length);
    expect(counts.slice(0, 50).every((count) => count === 500)).toBe(true);
    expect([counts[499], counts[500], counts.at(-1)]).toEqual([10, 0, 0]);
    const [proven] = keys.slice(300);
    if (proven !== undefined) ring.note([openedPart(proven)]);
    expect(ring.offer()).toEqual([proven]);
    expect(new Keyring([]).offer()).toEqual([]);
  });

  it('never offers more than its budget and ten for each part, and never less than ten of the best', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 500 }), (count, parts) => {
        const keys = keysOf(count);
        const ring = new Keyring(keys);
        let all = 0;
        for (let part = 0; part < parts; part += 1) {
          const offered = ring.offer();
          expect(offered).toEqual(keys.slice(0, offered.length));
          expect(offered.length).toBeGreaterThanOrEqual(Math.min(10, count));
          all += offered.length;
        }
        expect(all).toBeLessThanOrEqual(32_000 + 10 * parts);
      }),
      { numRuns: 50 },
    );
  });
});

it('archives in an archive open by one password each, and by another inside', async () => {
  const files = {
    'a.7z': await packed('7z', { 'a.txt': 'alpha' }, { password: 'one' }),
    'b.7z': await packed('7z', { 'b.txt': 'beta' }, { password: 'two' }),
    'c.7z': await packed('7z', { 'c.txt': 'gamma' }, { password: 'one' }),
  };
  const outer = await packed('7z', files, { password: 'two' });
  const { parts } = await openedDocument(outer, { passwords: ['no', 'one', 'two'] });
  expect(unreadOf(parts)).toEqual([]);
  for (const text of ['alpha', 'beta', 'gamma']) expect(textOf(parts)).toContain(text);
});

it('what opens may hold the password of what stands beside it, and that the next', async () => {
  const files = {
    'a.7z': await packed('7z', { 'a.txt': 'then second' }, { password: 'third' }),
    'b.7z': await packed('7z', { 'b.txt': 'then third' }, { password: 'second' }),
    'c.7z': await packed('7z', { 'c.txt': 'then second' }, { password: 'first' }),
  };
  const bytes = await packed('7z', files);
  const words: string[] = [];
  const { parts } = await openedDocument(bytes, {
    keys: ({ parts: read }) => {
      const found = ['first', ...textOf(read).split(/\s+/)];
      words.push(...found);
      return found.filter((word) => word !== '').map((word) => new Key(word, ''));
    },
  });
  expect(unreadOf(parts)).toEqual([]);
  expect(textOf(parts)).toContain('then third');
  expect(words).toContain('third');
});
