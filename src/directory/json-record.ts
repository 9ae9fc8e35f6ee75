import { type Instant, parseInstant } from '../core/index.ts';

/**
 * One JSON object of an export, read by property name without regard to case: Graph answers write `userPrincipalName`,
 * PowerShell's `ConvertTo-Json` of the same object `UserPrincipalName`.
 */
export interface JsonRecord {
  readonly has: (name: string) => boolean;
  readonly value: (name: string) => unknown;
  /** A string that is not blank, trimmed; else null. */
  readonly text: (name: string) => string | null;
  /** Booleans, and "True"/"false" as text; else null. */
  readonly flag: (name: string) => boolean | null;
  /** RFC 3339, and `/Date(milliseconds)/` as Windows PowerShell writes it; else null. */
  readonly instant: (name: string) => Instant | null;
  /** The array under `name`; a single value counts as one entry, null as none. */
  readonly list: (name: string) => readonly unknown[];
}

/** @returns null where `value` is no JSON object. */
export function jsonRecord(value: unknown): JsonRecord | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = new Map<string, unknown>();
  for (const [name, field] of Object.entries(value)) fields.set(name.toLowerCase(), field);
  const read = (name: string): unknown => fields.get(name.toLowerCase());
  return {
    has: (name) => fields.has(name.toLowerCase()),
    value: read,
    text: (name) => readText(read(name)),
    flag: (name) => readFlag(read(name)),
    instant: (name) => readInstant(read(name)),
    list: (name) => readList(read(name)),
  };
}

/** A string that is not blank, trimmed; else null. */
export function readText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function readFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = readText(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}

const POWERSHELL_DATE = /^\/Date\((-?\d{1,15})\)\/$/;

function readInstant(value: unknown): Instant | null {
  const text = readText(value);
  if (text === null) return null;
  const milliseconds = POWERSHELL_DATE.exec(text)?.[1];
  return parseInstant(milliseconds === undefined ? text : (new Date(Number(milliseconds)).toJSON() ?? ''));
}

function readList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
