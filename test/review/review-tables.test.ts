import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../src/case/index.ts';
import { type Instant, keyedHash, parseInstant } from '../../src/core/index.ts';
import {
  type CoveredSubject,
  coverage,
  coverageOf,
  findingsOf,
  loadDetections,
  NO_SETTINGS,
  runDetections,
  storeReview,
} from '../../src/review/index.ts';
import { withEvents } from './memory-events.ts';

const folder = mkdtempSync(join(tmpdir(), 'review-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (text: string) => parseInstant(text) as Instant;

test('a review is stored, read back equal, and stored again without a trace of the first', async () => {
  const ana: CoveredSubject = {
    kind: 'user',
    identity: 'resolved',
    id: 'ana@agency.example',
    names: [],
    from: at('2024-03-04'),
    until: at('2024-03-06'),
  };
  const rule = { category: 'mail-rule', operation: 'New-InboxRule', principal: ana.id, mailbox: ana.id };
  const review = await withEvents(
    [{ ...rule, at: '2024-03-05T10:00:00Z', details: '{"ForwardTo":"x@collector.example"}' }],
    async (events) => {
      const findings = await runDetections(events, { kind: 'tenant', from: null, until: null }, loadDetections(), {
        hash: keyedHash(new Uint8Array(32)),
      });
      return {
        findings,
        coverage: await coverage(events, [ana], findings, {
          files: [],
          asOf: at('2024-04-01'),
          auditing: NO_SETTINGS,
          hash: keyedHash(new Uint8Array(32)),
        }),
      };
    },
  );
  const path = join(folder, 'case.db');
  const store = openStore(path, 'write');
  expect(findingsOf(store)).toEqual([]);
  expect(coverageOf(store)).toEqual([]);
  storeReview({ store }, review);
  storeReview({ store }, review);
  expect(findingsOf(store)).toEqual(review.findings);
  expect(coverageOf(store)).toEqual(
    [...review.coverage].sort((a, b) => (`${a.source}${a.day}` < `${b.source}${b.day}` ? -1 : 1)),
  );
  expect(coverageOf(store, 'nobody')).toEqual([]);
  expect(coverageOf(store, ana.id).find((cell) => cell.source === 'ual' && cell.day === '2024-03-05')?.state).toBe(
    'findings',
  );
  const reader = openStore(path, 'read');
  expect(findingsOf(reader)).toEqual(review.findings);
  reader.close();
  storeReview({ store }, { findings: [], coverage: [] });
  expect(findingsOf(store)).toEqual([]);
  store.close();
});
