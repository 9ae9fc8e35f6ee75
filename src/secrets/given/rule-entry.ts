import type { z } from 'zod';

/** What is wrong with an entry, in one line. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a rule'}`.replace(/^: /, '');
}

/** What an entry calls itself under a key, or its place in the list. */
export function nameOf(entry: unknown, at: number, key = 'id'): string {
  const name: unknown =
    typeof entry === 'object' && entry !== null && Object.hasOwn(entry, key) ? Reflect.get(entry, key) : null;
  return typeof name === 'string' && name !== '' ? name : `rule ${at + 1}`;
}

/** The entries that are objects at all. */
export function objectsIn(entries: readonly unknown[]): readonly object[] {
  return entries.filter((entry) => typeof entry === 'object' && entry !== null);
}
