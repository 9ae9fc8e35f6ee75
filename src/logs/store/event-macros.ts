/** Functions that Trino has and DuckDB has not, or has with another meaning, so that one SQL text runs on both. */
export const EVENT_MACROS: readonly string[] = [
  `CREATE MACRO json_extract_scalar(document, path) AS
     CASE WHEN TRY(json_type(document, path)) IN ('OBJECT', 'ARRAY') THEN NULL ELSE TRY(json_extract_string(document, path)) END`,
  'CREATE MACRO regexp_like(subject, pattern) AS regexp_matches(subject, pattern)',
  'CREATE MACRO cardinality(list) AS len(list)',
  'CREATE MACRO element_at(list, index) AS list_extract(list, index)',
  'CREATE MACRO to_unixtime(moment) AS epoch(moment)',
  'CREATE MACRO from_unixtime(seconds) AS make_timestamp(CAST(seconds * 1000000 AS BIGINT))',
  'CREATE MACRO split(subject, delimiter) AS string_split(subject, delimiter)',
];
