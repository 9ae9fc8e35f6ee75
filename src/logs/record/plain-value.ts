import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { instantFromMilliseconds } from '../../core/index.ts';

/**
 * A DuckDB value as plain JavaScript: TIMESTAMP (with zone or without) as Instant text, every integer and DECIMAL as number, lists as
 * arrays, structs as objects, maps as arrays of pairs; DATE, TIME, INTERVAL and UUID as their text.
 */
export function plainValue(value: DuckDBValue): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? Number(value) : value;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return instantFromMilliseconds(Number(value.micros / 1000n));
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, part]) => [name, plainValue(part)]));
  }
  if (value instanceof DuckDBMapValue)
    return value.entries.map(({ key, value: part }) => [plainValue(key), plainValue(part)]);
  return String(value);
}
