import type { RawObject } from './raw-object.ts';
import { formOf } from './record-form.ts';

/**
 * Some pipelines change the case of keys on the way, or add to them. Gives a record whose keys are written as Microsoft documents them, so that the
 * readers can use exact names.
 */
export function withKnownNames(record: RawObject): RawObject {
  const { documented, isAudit } = formOf(record);
  if (documented === null) return record;
  // Without a prototype, a key like "__proto__" is a key.
  const restored = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(record)) {
    const value = record[key];
    restored[documented.get(key) ?? key] = isAudit ? value : withSmallInitials(value, MAX_DEPTH);
  }
  return restored;
}

const MAX_DEPTH = 5;

/** PowerShell writes nested names with a capital too (`Status.ErrorCode`), where Graph writes `status.errorCode`. */
function withSmallInitials(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((element) => withSmallInitials(element, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [smallInitial(name), withSmallInitials(part, depth - 1)]),
  );
}

function smallInitial(name: string): string {
  return /^[A-Z]{1,2}[a-z]/.test(name) ? name.replace(/^[A-Z]{1,2}/, (initials) => initials.toLowerCase()) : name;
}
