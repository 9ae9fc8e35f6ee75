import { describe, expect, test } from 'vitest';
import { type Instant, keyedHash, parseInstant } from '../../src/core/index.ts';
import { findingsOfRows } from '../../src/review/detection/answer-findings.ts';
import { answerQuery, answerQueryWithin } from '../../src/review/detection/answer-query.ts';
import { bindSql } from '../../src/review/detection/bind-sql.ts';
import type { DetectionPack } from '../../src/review/detection/detection-pack.ts';
import { type EventQueries, loadDetections, type Scope } from '../../src/review/index.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const hash = keyedHash(new Uint8Array(32).fill(3));
const [pack] = loadDetections().filter(({ id }) => id === 'token-several-addresses') as [DetectionPack];
const TABLE = 'WITH events AS NOT MATERIALIZED (SELECT * FROM main.events)';
const within = (from: string | null, until: string | null): Extract<Scope, { kind: 'tenant' }> => ({
  kind: 'tenant',
  from: from === null ? null : (parseInstant(from) as Instant),
  until: until === null ? null : (parseInstant(until) as Instant),
});

/** Each token is used from two addresses; of the first user's some at the same moment, of the last user's there is one. */
function uses(tokens: number): readonly StatedEvent[] {
  return Array.from({ length: 2 * tokens }, (_, index) => {
    const token = index >> 1;
    return {
      category: 'mail-access',
      operation: 'MailItemsAccessed',
      principal: `user${token === tokens - 1 ? 9 : token % 3}@agency.example`,
      app_id: token % 3 === 1 ? 'outlook' : `app-${token % 5}`,
      ip: `192.0.2.${(token % 3) + (index % 2) * 100}`,
      token_guid: `token-${token}`,
      at: new Date(Date.UTC(2024, 2, 1) + Math.floor(token / 7) * 60_000 + (index % 2) * 1000).toISOString(),
    };
  });
}

async function bothWays(events: EventQueries, scope: Scope) {
  const sql = bindSql(pack, scope);
  const asked = [answerQuery(pack, TABLE, sql), answerQueryWithin(pack, TABLE, sql, scope)];
  const [all = [], few = []] = await Promise.all(asked.map((query) => events.query(query)));
  const findings = [all, few].map((rows) => findingsOfRows(pack, rows as never, scope, hash));
  return { rows: few.length, asRead: sorted(findings[0]), asFolded: sorted(findings[1]) };
}

const sorted = (findings: readonly { readonly id: string }[] = []) =>
  findings.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('answers folded by the engine', () => {
  test('are what would be made of all rows', async () => {
    await withEvents(uses(1100), async (events) => {
      const { rows, asRead, asFolded } = await bothWays(events, within(null, null));
      expect(rows).toBe(4);
      expect(asFolded).toEqual(asRead);
      expect(asFolded).toHaveLength(4);
    });
  });

  test('stay as they are where somebody can read them', async () => {
    await withEvents(uses(900), async (events) => {
      const { rows, asRead, asFolded } = await bothWays(events, within(null, null));
      expect(rows).toBe(900);
      expect(asFolded).toEqual(asRead);
    });
  });

  test('are counted within the time of the scope', async () => {
    await withEvents(uses(1100), async (events) => {
      const { rows, asRead, asFolded } = await bothWays(events, within('2024-03-01T00:10:00Z', '2024-03-01T00:20:00Z'));
      // Ten minutes of seven tokens; of the last minute's only one use lies within.
      expect(rows).toBe(70);
      expect(asFolded).toEqual(asRead);
    });
  });
});
