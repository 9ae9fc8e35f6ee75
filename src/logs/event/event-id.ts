import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../core/index.ts';
import { guidIn, textOf } from '../record/raw-object.ts';

const LONG_ENOUGH_TO_BE_UNIQUE = 32;

/**
 * The record's own id where it can be trusted to be unique (a GUID in lower case, or another id of at least 32 characters), else
 * `sha256:` and the hash of the record's canonical JSON, so that equal records meet whatever file they came in.
 */
export function eventIdOf(ownId: unknown, record: object): string {
  const id = textOf(ownId);
  const guid = id?.length === 36 ? guidIn(id) : null;
  if (guid !== null) return guid;
  if (id !== null && id.length >= LONG_ENOUGH_TO_BE_UNIQUE && id.length <= 200) return id;
  return `sha256:${createHash('sha256')
    .update(canonicalJson(finite(record)))
    .digest('hex')}`;
}

/** A number too large for JSON's readers (`1e999`) has no canonical form: it counts as its name; half of a surrogate pair counts as U+FFFD. */
function finite(record: object): Json {
  const text = JSON.stringify(record, (_name, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
  return JSON.parse(text.replace(LONE_SURROGATE, '\\ufffd')) as Json;
}

/** `JSON.stringify` escapes halves of pairs, and no whole ones. */
const LONE_SURROGATE = /\\ud[89a-f][0-9a-f]{2}/g;
