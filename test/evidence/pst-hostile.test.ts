import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { SAMPLE, storeBytes } from './pst-generated.ts';
import { readStore } from './pst-reading.ts';

/** A store small enough for its structure to be most of it; past the header so that it stays one. */
const STORES = { unicode: storeBytes('unicode', SAMPLE), ansi: storeBytes('ansi', SAMPLE) };
const FIRST = 564;

function expectSane(bytes: Buffer): void {
  const { events, tally } = readStore(memoryAccess(bytes));
  expect(tallyBalances(tally)).toBe(true);
  const listed = events.filter((event) => 'checkpoint' in event && placeOf(event).standing === 'listed').length;
  const recovered = events.filter((event) => 'checkpoint' in event && placeOf(event).standing === 'recovered').length;
  expect([tally.read, tally.recovered]).toEqual([listed, recovered]);
}

type Placed = Extract<ReturnType<typeof readStore>['events'][number], { checkpoint: unknown }>;
const placeOf = (event: Placed) => (event.type === 'message' ? event.message.place : event.document.place);

describe.each(['unicode', 'ansi'] as const)('a damaged store (%s)', (format) => {
  const store = STORES[format];
  const place = fc.integer({ min: FIRST, max: store.length - 1 });

  it('is read to a sound balance whatever single bytes are changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 30 }),
        (changes) => {
          const bytes = Buffer.from(store);
          for (const [at, value] of changes) bytes[at] = value;
          expectSane(bytes);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is read to a sound balance whatever stretch is overwritten', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 8192 }), fc.integer({ min: 0, max: 255 }), (at, length, value) => {
        const bytes = Buffer.from(store);
        bytes.fill(value, at, Math.min(store.length, at + length));
        expectSane(bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('is read to a sound balance wherever it is cut short', () => {
    fc.assert(
      fc.property(place, (end) => expectSane(Buffer.from(store.subarray(0, end)))),
      { numRuns: 60 },
    );
  });

  it('is read to a sound balance whatever stretch is copied over another', () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 16, max: 1024 }), (from, to, length) => {
        const bytes = Buffer.from(store);
        store.copy(bytes, to, from, Math.min(from + length, store.length));
        expectSane(bytes);
      }),
      { numRuns: 150 },
    );
  });
});
