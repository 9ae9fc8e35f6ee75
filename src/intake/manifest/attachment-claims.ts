import { LIST_SEPARATOR } from '../table/flatten-record.ts';
import type { AttachmentClaim } from './manifest-entry.ts';

const MOST_ATTACHMENTS = 500;

/** Cells that say whether there are attachments, or how many, but not which. */
const NO_NAMES = /^(?:true|false|yes|no|none|n\/a|-|\d{1,4})$/i;

/**
 * What a row says of its attachments. Names are separated by semicolons or line ends, by commas only where each piece has an extension;
 * names and hashes are paired when there are as many of both.
 */
export function attachmentClaims(
  nameCells: readonly string[],
  hashCells: readonly string[],
): readonly AttachmentClaim[] {
  const names = nameCells.flatMap(namesOf).slice(0, MOST_ATTACHMENTS);
  const hashes = hashCells
    .flatMap((cell) => cell.split(/[\s;,|]+/))
    .map(hashClaim)
    .filter((hash) => hash !== null)
    .slice(0, MOST_ATTACHMENTS);
  if (names.length === hashes.length) return names.map((name, index) => ({ name, hash: hashes[index] ?? null }));
  return [...names.map((name) => ({ name, hash: null })), ...hashes.map((hash) => ({ name: null, hash }))];
}

function namesOf(cell: string): readonly string[] {
  const separator = cell.includes(LIST_SEPARATOR) ? LIST_SEPARATOR : cell.includes(';') ? ';' : commaOf(cell);
  const names = separator === null ? [cell] : cell.split(separator);
  return names.map((name) => name.trim()).filter((name) => name !== '' && !NO_NAMES.test(name));
}

function commaOf(cell: string): ',' | null {
  const pieces = cell.split(',');
  return pieces.length > 1 && pieces.every((piece) => /\.[\p{L}\p{N}]{1,8}\s*$/u.test(piece)) ? ',' : null;
}

/** The hash a cell holds, its algorithm told by its length, with or without a prefix such as `sha256:`; null where it is none. */
export function hashClaim(cell: string): AttachmentClaim['hash'] {
  const hex = /^(?:sha-?256:|sha-?1:|md5:)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i
    .exec(cell.trim())?.[1]
    ?.toLowerCase();
  if (hex === undefined) return null;
  return { algorithm: hex.length === 64 ? 'sha256' : hex.length === 40 ? 'sha1' : 'md5', hex };
}
