import type { SecretKind } from '../finding.ts';
import type { SecretValue } from '../secret-value.ts';

/** A shorter value shows nothing of itself. */
const SHORTEST_SHOWN = 12;
const BEYOND_PREFIX = 3;

/** Openings that say what a value is and open nothing: armour lines, a vendor's prefix, a token's header, a link's origin. */
const PREFIXES: readonly RegExp[] = [
  /^-----BEGIN [A-Z0-9 ]{3,40}-----/,
  /^[a-z]{2,12}:\/\/[^/?#@\s]{1,100}\//,
  /^github_pat_/,
  /^eyJ/,
  /^(?:[A-Za-z]{2,7}[-_]){1,2}(?=[A-Za-z0-9])/,
  /^(?:AKIA|ASIA|AIza|LTAI|SG\.|ya29\.|dop_v1_|hvs\.)/,
];
const TYPED_BY_PEOPLE: ReadonlySet<SecretKind> = new Set(['password', 'passphrase', 'pin', 'recovery-code']);

/**
 * A masked preview: the value's first characters and `…`. Never more than a third of the value, nothing of a value
 * under 12 characters, and of what people type by hand at most its first two characters.
 */
export function previewOf(secret: SecretValue, kind: SecretKind): string {
  const text = secret.reveal();
  const characters = [...text];
  if (characters.length < SHORTEST_SHOWN) return '…';
  const third = Math.floor(characters.length / 3);
  const wanted = TYPED_BY_PEOPLE.has(kind) ? 2 : [...prefixOf(text, third)].length + BEYOND_PREFIX;
  const shown = characters.slice(0, Math.min(third, wanted)).join('');
  return `${shown.replace(/[\s\p{C}]{1,400}/gu, ' ').trimEnd()}…`;
}

function prefixOf(text: string, longest: number): string {
  const prefixes = PREFIXES.map((shape) => shape.exec(text)?.[0] ?? '').filter((prefix) => prefix.length <= longest);
  return prefixes.reduce((best, prefix) => (prefix.length > best.length ? prefix : best), '');
}
