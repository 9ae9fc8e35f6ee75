import { Buffer } from 'node:buffer';

export type Fields = Readonly<Record<string, unknown>>;

const LONGEST_NAME = 200;

/** The object that base64 or base64url holds; null where it holds none. */
export function fieldsOf(encoded: string | undefined): Fields | null {
  if (encoded === undefined || encoded === '') return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** The first of the named fields that is a text of a name's length. */
export function firstText(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME) return value;
  }
  return null;
}
