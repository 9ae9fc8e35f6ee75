import type { CaseProfile } from './case.ts';
import { CaseError } from './case-error.ts';
import type { Store } from './store.ts';

const FIELDS = ['id', 'organisation', 'directive', 'zone', 'createdAt', 'publicKey'] as const;

/** Writes the profile of a new case. */
export function writeProfile(store: Store, profile: CaseProfile): void {
  for (const field of FIELDS) store.run('INSERT INTO profile (key, value) VALUES (?, ?)', field, profile[field]);
}

/**
 * Reads the profile.
 * @throws CaseError `not-a-case` where a field is missing.
 */
export function readProfile(store: Store, folder: string): CaseProfile {
  const rows = store.all<{ key: string; value: string }>('SELECT key, value FROM profile');
  const values = new Map(rows.map((row) => [row.key, row.value]));
  const missing = FIELDS.find((field) => !values.has(field));
  if (missing !== undefined) throw notACase(folder, `its profile lacks ${missing}`);
  return Object.fromEntries(FIELDS.map((field) => [field, values.get(field)])) as unknown as CaseProfile;
}

/** The error for a folder that is there but holds no case. */
export function notACase(folder: string, why: string, cause?: unknown): CaseError {
  return new CaseError(
    'not-a-case',
    `${folder} is no case: ${why}`,
    'Give a folder that `postbreach init` made.',
    3,
    cause,
  );
}

/** @throws CaseError `unknown-zone` where `zone` is no IANA time zone. */
export function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new CaseError(
      'unknown-zone',
      `"${zone}" is no time zone`,
      'Give an IANA name such as America/New_York or Europe/Berlin.',
      2,
    );
  }
}
