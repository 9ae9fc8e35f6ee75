import { type SqlToken, sqlTokens } from './sql-token.ts';

/** Functions that DuckDB (with the macros of the event store) and Trino both have, with the same meaning. */
const FUNCTIONS = new Set(
  `ABS ARRAY_AGG AVG CARDINALITY CAST CEIL COALESCE CONCAT COUNT COUNT_IF DATE_DIFF DATE_TRUNC DENSE_RANK ELEMENT_AT
  FIRST_VALUE FLOOR FROM_UNIXTIME GREATEST JSON_EXTRACT_SCALAR LAG LAST_VALUE LEAD LEAST LENGTH LOWER MAX MAX_BY MIN MIN_BY
  NULLIF RANK REGEXP_EXTRACT REGEXP_LIKE REPLACE ROUND ROW_NUMBER SPLIT STRPOS SUBSTRING SUM TO_UNIXTIME TRIM TRY_CAST UNNEST
  UPPER`.split(/\s+/),
);

/** Words before an opening parenthesis that are no functions. */
const SYNTAX = new Set(
  'ALL AND ANY AS BETWEEN BY CASE DISTINCT ELSE EXISTS FILTER FROM HAVING IN JOIN LIKE NOT ON OR OVER SELECT THEN UNION VALUES WHEN WHERE WITH'.split(
    ' ',
  ),
);

const FORBIDDEN_WORDS: Readonly<Record<string, string>> = {
  QUALIFY: 'QUALIFY is unknown to Trino; filter a window in an outer query',
  ASOF: 'ASOF joins are unknown to Trino',
  MATCH_RECOGNIZE: 'MATCH_RECOGNIZE is unknown to DuckDB',
  LATERAL: 'LATERAL behaves differently; use CROSS JOIN UNNEST of a scalar',
  ILIKE: 'ILIKE is unknown to Trino; compare lower(…)',
  PIVOT: 'PIVOT is unknown to Trino',
  EXCLUDE: 'EXCLUDE is unknown to Trino; name the columns',
  SAMPLE: 'a sample is not the same twice',
  CURRENT_TIMESTAMP: 'the clock must not change an answer; use {{scope_until}}',
  CURRENT_DATE: 'the clock must not change an answer; use {{scope_until}}',
};

const FORBIDDEN_SYMBOLS: Readonly<Record<string, string>> = {
  '->': 'lambdas and JSON arrows are not shared; use json_extract_scalar',
  '->>': 'JSON arrows are unknown to Trino; use json_extract_scalar',
  '//': 'integer division is not shared',
  '::': ':: is unknown to Trino; use CAST',
  '{': 'struct literals are not shared',
  '[': 'list literals and slices are not shared',
  ';': 'one statement only',
  '!=': 'write <>',
};

/**
 * What of a query stands in the way of running it on DuckDB and Trino alike, or reads anything but the view `events`.
 * The list to avoid is in docs/detections.md. An empty answer means portable.
 */
export function portabilityFaults(sql: string): readonly string[] {
  const tokens = sqlTokens(sql);
  const faults = tokens.flatMap((token, index) => [
    ...forbidden(token),
    ...functionFault(tokens, index),
    ...divisionFault(tokens, index),
    ...pairFault(tokens, index),
    ...relationFault(tokens, index),
  ]);
  const first = tokens[0]?.text;
  if (first !== 'SELECT' && first !== 'WITH') faults.unshift('a detection is one SELECT or WITH statement');
  return [...new Set(faults)];
}

function forbidden(token: SqlToken): readonly string[] {
  if (token.kind === 'string' && /^\$[.[]/.test(token.text) && !/^\$(\.[A-Za-z0-9_]+)+$/.test(token.text)) {
    return ['JSON paths of quoted names or places are written differently; keep to $.name.name'];
  }
  const fault =
    token.kind === 'word'
      ? FORBIDDEN_WORDS[token.text]
      : token.kind === 'symbol'
        ? FORBIDDEN_SYMBOLS[token.text]
        : undefined;
  return fault === undefined ? [] : [fault];
}

function functionFault(tokens: readonly SqlToken[], index: number): readonly string[] {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.kind !== 'word' || after?.text !== '(' || after.kind !== 'symbol' || SYNTAX.has(token.text)) return [];
  if (before?.text === 'AS' || (before?.kind === 'symbol' && before.text === ',' && isRelationName(tokens, index)))
    return [];
  if (tokens[index - 2]?.text === 'AS' || before?.text === 'WITH') return [];
  if (!FUNCTIONS.has(token.text))
    return [`${token.text.toLowerCase()} is not on the list of functions both engines share`];
  if (token.text === 'REGEXP_EXTRACT' && !(before?.text === '(' && tokens[index - 2]?.text === 'NULLIF')) {
    return ["regexp_extract gives '' in DuckDB and NULL in Trino where nothing matches; wrap it in NULLIF(…, '')"];
  }
  return [];
}

/** `name (columns) AS (` in a WITH list. */
function isRelationName(tokens: readonly SqlToken[], index: number): boolean {
  const close = tokens.findIndex((token, at) => at > index && token.kind === 'symbol' && token.text === ')');
  return close > 0 && tokens[close + 1]?.text === 'AS' && tokens[close + 2]?.text === '(';
}

function divisionFault(tokens: readonly SqlToken[], index: number): readonly string[] {
  const token = tokens[index];
  if (token?.kind !== 'symbol' || (token.text !== '/' && token.text !== '%')) return [];
  const divisor = tokens[index + 1];
  const real =
    divisor?.text === 'CAST' ||
    divisor?.text === 'TRY_CAST' ||
    (divisor?.kind === 'number' && divisor.text.includes('.'));
  return real && token.text === '/' ? [] : ['dividing integers differs; divide by CAST(… AS DOUBLE)'];
}

function pairFault(tokens: readonly SqlToken[], index: number): readonly string[] {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.kind !== 'word') return [];
  if (token.text === 'DISTINCT' && after?.text === 'ON') return ['DISTINCT ON is unknown to Trino'];
  if (token.text === 'ALL' && before?.text === 'BY') return ['GROUP BY ALL and ORDER BY ALL are unknown to Trino'];
  if (token.text === 'INTERVAL' && after?.kind !== 'string') return ["write intervals as INTERVAL '20' MINUTE"];
  if (token.text === 'UNNEST' && !(before?.text === 'JOIN' && tokens[index - 2]?.text === 'CROSS')) {
    return ['unnest only by CROSS JOIN UNNEST(scalars) AS name (column)'];
  }
  return [];
}

/** Only `events` and the query's own WITH names may be read: no file, no other table. */
function relationFault(tokens: readonly SqlToken[], index: number): readonly string[] {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  const inFrom = before?.kind === 'word' && (before.text === 'FROM' || before.text === 'JOIN');
  if (!inFrom || token === undefined || token.text === '(' || token.text === 'UNNEST') return [];
  if (token.kind !== 'word') return ['read from events or a WITH name only'];
  const known = token.text === 'EVENTS' || isDefined(tokens, token.text);
  return known && after?.text !== '.'
    ? []
    : [`${token.text.toLowerCase()} is neither events nor a WITH name of the query`];
}

function isDefined(tokens: readonly SqlToken[], name: string): boolean {
  return tokens.some(
    (token, index) =>
      token.kind === 'word' &&
      token.text === name &&
      (tokens[index - 1]?.text === 'WITH' || tokens[index - 1]?.text === ',') &&
      tokens[index + 1]?.text === 'AS' &&
      tokens[index + 2]?.text === '(',
  );
}
