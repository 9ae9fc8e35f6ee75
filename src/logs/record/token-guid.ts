import { isGuid } from './raw-object.ts';

const UTI = /^[A-Za-z0-9_+/-]{22}(?:==)?$/;
const GUID_BYTES = 16;

/**
 * A token's unique id as a GUID in lower case: mail records write it as base64url of its 16 bytes, sign-ins so or as the GUID itself;
 * decoded, it is the request id of the sign-in that issued the token.
 * @returns null where it is neither.
 */
export function tokenGuid(id: string | null): string | null {
  if (id === null) return null;
  if (id.length === 36) return isGuid(id) ? id.toLowerCase() : null;
  if (id.length < 22 || id.length > 24) return null;
  const known = decoded.get(id);
  if (known !== undefined) return known;
  const guid = guidOfUti(id);
  if (guid === null) return null;
  if (decoded.size >= MAX_DECODED) decoded.clear();
  decoded.set(id, guid);
  return guid;
}

/** One token stands in many records. */
const decoded = new Map<string, string>();
const MAX_DECODED = 10_000;

function guidOfUti(id: string): string | null {
  if (!UTI.test(id)) return null;
  const bytes = Buffer.from(id, 'base64url');
  return bytes.length === GUID_BYTES ? guidText(swapped(bytes).toString('hex')) : null;
}

/** The unique id (base64url, as mail records write it) of the token that a GUID names; null where the text is no GUID. */
export function tokenIdOfGuid(guid: string): string | null {
  return isGuid(guid) ? swapped(Buffer.from(guid.replaceAll('-', ''), 'hex')).toString('base64url') : null;
}

/** The first three groups of a GUID stand little-endian in its bytes. */
function swapped(bytes: Buffer): Buffer {
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

function guidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
