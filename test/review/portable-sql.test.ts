import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindSql } from '../../src/review/detection/bind-sql.ts';
import { portabilityFaults } from '../../src/review/detection/portable-sql.ts';
import { loadDetections } from '../../src/review/index.ts';

const packs = loadDetections();

describe('every shipped detection', () => {
  test.each(packs.map((pack) => [pack.id, pack] as const))('%s keeps to the subset both engines speak', (_id, pack) => {
    expect(portabilityFaults(bindSql(pack, { from: null, until: null }))).toEqual([]);
  });
});

describe('portabilityFaults', () => {
  test.each([
    ['a lambda', 'SELECT list_transform(message_ids, x -> lower(x)) FROM events', /lambdas/],
    ['a JSON arrow', "SELECT details->>'$.a' FROM events", /JSON arrows/],
    ['integer division', 'SELECT copies / 2 FROM events', /dividing integers/],
    ['remainder', 'SELECT copies % 2 FROM events', /dividing integers/],
    ['DuckDB integer division', 'SELECT copies // 2 FROM events', /integer division/],
    ['regexp_extract without NULLIF', "SELECT regexp_extract(principal, '@(.*)', 1) FROM events", /NULLIF/],
    ['QUALIFY', 'SELECT principal FROM events QUALIFY row_number() OVER (ORDER BY "at") = 1', /QUALIFY/],
    ['ASOF', 'SELECT 1 FROM events a ASOF JOIN events b ON a."at" >= b."at"', /ASOF/],
    ['DISTINCT ON', 'SELECT DISTINCT ON (principal) principal FROM events', /DISTINCT ON/],
    ['MATCH_RECOGNIZE', 'SELECT 1 FROM events MATCH_RECOGNIZE (PATTERN (a b))', /MATCH_RECOGNIZE/],
    [
      'an approximate count',
      'SELECT approx_count_distinct(ip) FROM events',
      /approx_count_distinct is not on the list/,
    ],
    ['its Trino name', 'SELECT approx_distinct(ip) FROM events', /approx_distinct/],
    ['LATERAL', 'SELECT 1 FROM events, LATERAL (SELECT 1) AS t', /LATERAL/],
    ['unnest in the select list', 'SELECT unnest(message_ids) FROM events', /CROSS JOIN UNNEST/],
    ['a DuckDB cast', 'SELECT copies::VARCHAR FROM events', /CAST/],
    ['a struct', "SELECT {'a': 1} FROM events", /struct/],
    ['a slice', 'SELECT message_ids[1:2] FROM events', /list literals/],
    ['ILIKE', "SELECT 1 FROM events WHERE principal ILIKE 'a%'", /ILIKE/],
    ['GROUP BY ALL', 'SELECT principal, count(*) FROM events GROUP BY ALL', /GROUP BY ALL/],
    ['an unquoted interval', 'SELECT "at" + INTERVAL 20 MINUTE FROM events', /INTERVAL '20' MINUTE/],
    ['the clock', 'SELECT current_timestamp FROM events', /clock/],
    ['a file', "SELECT * FROM read_parquet('x')", /read_parquet/],
    ['a file by its name', "SELECT * FROM 'x.parquet'", /read from events/],
    ['another table', 'SELECT * FROM duckdb_settings', /neither events/],
    ['two statements', 'SELECT 1 FROM events; SELECT 2 FROM events', /one statement/],
    ['no query', 'COPY events TO x', /one SELECT or WITH/],
    ['a JSON path with quotes', `SELECT json_extract_scalar(details, '$."a.b"') FROM events`, /JSON paths/],
  ])('refuses %s', (_name, sql, fault) => {
    expect(portabilityFaults(sql).join('; ')).toMatch(fault);
  });

  test.each([
    ['words inside texts, names and comments', `SELECT 'a -> b; x / 2', "at" /* QUALIFY */ FROM events -- ILIKE`],
    ['a guarded regexp_extract', "SELECT NULLIF(regexp_extract(principal, '@(.*)', 1), '') FROM events"],
    ['division by a double', 'SELECT copies / CAST(item_count AS DOUBLE), copies / 2.0 FROM events'],
    ['unnest of scalars', 'SELECT t.id FROM events CROSS JOIN UNNEST(message_ids) AS t (id)'],
    [
      'a window by time',
      `WITH a AS (SELECT count(*) OVER (ORDER BY "at" RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) AS n FROM events), b AS (SELECT n FROM a) SELECT n FROM b`,
    ],
  ])('allows %s', (_name, sql) => {
    expect(portabilityFaults(sql)).toEqual([]);
  });

  test('never throws, and is linear on hostile text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => portabilityFaults(text).length >= 0));
    const started = performance.now();
    portabilityFaults(`SELECT ${"'".repeat(50_001)}${'/*'.repeat(20_000)}${'"'.repeat(20_001)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('bindSql', () => {
  const spray = packs.find((pack) => pack.id === 'password-spray-success');
  if (spray === undefined) throw new Error('no spray');

  test('puts parameters in as literals, texts quoted', () => {
    const sql = bindSql(spray, { from: null, until: null }, { min_users: 9, failure_codes: ["it's", 'x'] });
    expect(sql).toContain('>= 9');
    expect(sql).toContain("IN ('it''s', 'x')");
    expect(sql).not.toContain('{{');
  });

  test('gives the empty text for an empty list, which no IN takes amiss', () => {
    expect(bindSql(spray, { from: null, until: null }, { failure_codes: [] })).toContain("IN ('')");
  });

  test.each([
    [{ nobody: 1 }],
    [{ min_users: ['5'] }],
    [{ min_users: 1.5 }],
    [{ min_users: -1 }],
    [{ failure_codes: 5 }],
    [{ constructor: 1 }],
  ])('refuses %j', (values) => {
    expect(() => bindSql(spray, { from: null, until: null }, values as never)).toThrow(/no parameter/);
  });
});
