import type { ByteSpan } from '../core/index.ts';
import { MAILED_KEY, type SecretFinding, type SecretKind, SecretValue, writtenPlaces } from '../secrets/index.ts';
import type { MailedKey } from './mailed-keys.ts';

/** Places of one key in one text: a key may be an ordinary word. */
const MOST_PLACES = 64;
/** Bytes of a text in which other ways of writing a key are looked for. */
const LONGEST_LOOKED_AT = 262_144;
/** A letter or digit of writing with spaces: a key that stands inside a longer word is another word. */
const IN_WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u;

/** The findings of a text, and every place in it where a proven password stands; where a rule took that, or more or less of it, for a password, the proof replaces it. */
export function mailedKeyFindings(
  utf8: Uint8Array,
  found: readonly SecretFinding[],
  keys: readonly MailedKey[],
): readonly SecretFinding[] {
  const text = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength);
  const proven = keys.flatMap((key) => wherever(text, key.value).map((span) => provenAt(span, key, found)));
  if (proven.length === 0) return found;
  const isProven = ({ kind, span }: SecretFinding) =>
    proven.some((other) => isSame(other.span, span) || (TYPED.has(kind) && overlaps(other.span, span)));
  return [...found.filter((finding) => !isProven(finding)), ...proven].sort(
    (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1],
  );
}

function provenAt(span: ByteSpan, { value, reasons }: MailedKey, found: readonly SecretFinding[]): SecretFinding {
  const before = found.find((finding) => TYPED.has(finding.kind) && overlaps(finding.span, span));
  return {
    rule: MAILED_KEY,
    kind: 'password',
    confidence: 'high',
    validity: before?.validity ?? { state: 'unknown', reason: 'nothing in it tells', mintedAt: null, expiresAt: null },
    secret: new SecretValue(value),
    span,
    principal: before?.principal ?? null,
    host: before?.host ?? null,
    reasons,
  };
}

/** Where a key stands or, where it does not, where that is written which people type as it. */
function wherever(text: Buffer, value: string): readonly ByteSpan[] {
  const places = placesOf(text, value);
  if (places.length > 0) return places;
  const looked = text.subarray(0, LONGEST_LOOKED_AT).toString('utf8');
  const written = writtenPlaces(looked, value);
  return written.map(([start, end]) => {
    const from = Buffer.byteLength(looked.slice(0, start));
    return [from, from + Buffer.byteLength(looked.slice(start, end))];
  });
}

function placesOf(text: Buffer, value: string): readonly ByteSpan[] {
  const wanted = Buffer.from(value);
  const places: ByteSpan[] = [];
  for (let at = text.indexOf(wanted); at !== -1 && places.length < MOST_PLACES; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (standsAlone(text, value, [at, end])) places.push([at, end]);
  }
  return places;
}

const BYTES_OF_A_CHARACTER = 4;

function standsAlone(text: Buffer, value: string, [start, end]: ByteSpan): boolean {
  const before = [...text.subarray(Math.max(0, start - BYTES_OF_A_CHARACTER), start).toString('utf8')].at(-1) ?? '';
  const [after = ''] = text.subarray(end, end + BYTES_OF_A_CHARACTER).toString('utf8');
  const [first = ''] = value;
  const last = [...value].at(-1) ?? '';
  return !(IN_WORD.test(before) && IN_WORD.test(first)) && !(IN_WORD.test(after) && IN_WORD.test(last));
}

/** Kinds whose ends a rule can only guess. */
const TYPED: ReadonlySet<SecretKind> = new Set(['password', 'passphrase', 'pin']);

const overlaps = (a: ByteSpan, b: ByteSpan) => a[0] < b[1] && b[0] < a[1];

const isSame = (a: ByteSpan, b: ByteSpan) => a[0] === b[0] && a[1] === b[1];
