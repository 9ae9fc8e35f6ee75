/**
 * JSON text without lone surrogates (they become U+FFFD): `JSON.stringify` writes them as escapes, which DuckDB and other strict
 * readers refuse.
 */
export function wellFormedJson(value: object): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\ud')) return text;
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part));
}
