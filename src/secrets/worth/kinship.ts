import { scryptSync } from 'node:crypto';
import type { KeyedHash } from '../../core/index.ts';
import type { SecretKind } from '../finding.ts';
import type { SecretValue } from '../secret-value.ts';
import { stemOf } from './stem.ts';
import { foldWord } from './weighing-words.ts';

const TYPED: ReadonlySet<SecretKind> = new Set([
  'password',
  'passphrase',
  'connection-string',
  'client-secret',
  'header',
]);
/** Some milliseconds and two megabytes a stem: as dear as trying, by its fingerprint, the thousands of endings that a stem leaves out. */
const COST = { N: 2048, r: 8, p: 1 } as const;
const KEY_BYTES = 16;
const MOST_KEPT = 4096;

/** Whose a password is said to be, where it is weighed. */
export interface Weighed {
  readonly secret: SecretValue;
  readonly kind: SecretKind;
  readonly principal: string | null;
  /** Of the host and the organisation. */
  readonly names: readonly (string | null)[];
}

/**
 * A keyed name for the normal form of a password: equal for a password and its obvious successors (another year, season, counter, case, sign at the end),
 * under one key. A form that anybody may have is keyed with its account too, so that it ties passwords of that account alone.
 * @returns `stem:` and 32 hexadecimal digits; null for what is not typed by people, and for a common form without an account.
 */
export function kinshipOf({ secret, kind, principal, names }: Weighed, hash: KeyedHash): string | null {
  if (!TYPED.has(kind)) return null;
  const stem = stemOf(secret.reveal(), [principal, ...names]);
  if (stem === null || (stem.isCommon && principal === null)) return null;
  const account = stem.isCommon ? accountOf(principal ?? '') : '';
  return `stem:${hash.hex('secret-stem', slowly(stem.text, hash), account).slice(0, 2 * KEY_BYTES)}`;
}

/** One account under its names: without domain, in lower case. */
function accountOf(principal: string): string {
  const bare = principal.slice(principal.lastIndexOf('\\') + 1);
  return foldWord(bare.split('@')[0] ?? bare);
}

const slow = new WeakMap<KeyedHash, Map<string, string>>();

function slowly(stem: string, hash: KeyedHash): string {
  const kept = slow.get(hash) ?? new Map<string, string>();
  slow.set(hash, kept);
  const known = kept.get(stem);
  if (known !== undefined) return known;
  const made = scryptSync(stem, hash.hex('stem-salt'), KEY_BYTES, COST).toString('hex');
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(stem, made);
  return made;
}
