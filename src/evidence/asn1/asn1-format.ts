import { asBuffer } from '../decode/byte-string.ts';
import { BER, type BerHead, berHead } from './ber.ts';

/** A structure that is known by how it begins. */
interface Asn1Format {
  readonly mediaType: string;
  /** For a sentence. */
  readonly name: string;
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const NULL = 0x05;
const EXPLICIT_0 = 0xa0;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
/** Private keys of elliptic curves have at most so many bytes (P-521). */
const LONGEST_SCALAR = 66;

const format = (mediaType: string, name: string): Asn1Format => ({ mediaType, name });
const CERTIFICATE = format('application/pkix-cert', 'an X.509 certificate');
const REQUEST = format('application/pkcs10', 'a request for a certificate');
const REVOCATIONS = format('application/pkix-crl', 'a list of revoked certificates');
const PFX = format('application/x-pkcs12', 'a PKCS#12 key store');
const KEY = format('application/pkcs8', 'a private key');
const LOCKED_KEY = format('application/pkcs8-encrypted', 'a locked private key');
const PUBLIC_KEY = format('application/x-public-key', 'a public key');

/**
 * What a structure in DER is, of those that keys and certificates come in, by how it begins (RFC 5280 §4.1 and §5.1, RFC 2986 §4, RFC 7292 §4,
 * RFC 5958 §2 and §3, RFC 8017 A.1.2, RFC 5915 §3); null for any other, CMS among them.
 * @param head The first bytes.
 */
export function asn1Format(head: Uint8Array): Asn1Format | null {
  const bytes = asBuffer(head);
  const outer = berHead(bytes, 0);
  if (outer?.tag !== BER.sequence) return null;
  const [first, second, third] = firstValues(bytes, outer);
  if (first === undefined || (second === undefined && !first.isCut)) return null;
  if (first.tag === INTEGER) return second === undefined ? null : afterVersion(bytes, first, second, third);
  return first.tag === BER.sequence ? afterSequence(bytes, first, second) : null;
}

function afterVersion(bytes: Buffer, version: BerHead, next: BerHead, third: BerHead | undefined): Asn1Format | null {
  const number = (version.end ?? 0) - version.start === 1 ? bytes[version.start] : null;
  const [inner] = firstValues(bytes, next);
  const isTyped = next.tag === BER.sequence && inner?.tag === BER.oid;
  if (number === 3 && isTyped) return PFX;
  if ((number === 0 || number === 1) && isTyped && third?.tag === BER.octetString) return KEY;
  if (number === 0 && next.tag === INTEGER && third?.tag === INTEGER) return KEY;
  const isScalar = next.tag === BER.octetString && (next.end ?? 0) - next.start <= LONGEST_SCALAR;
  return number === 1 && isScalar && !next.isCut ? KEY : null;
}

function afterSequence(bytes: Buffer, first: BerHead, second: BerHead | undefined): Asn1Format | null {
  const [one, two, three, four] = firstValues(bytes, first);
  if (one?.tag === BER.oid) {
    if (second?.tag === BER.octetString) return LOCKED_KEY;
    return second?.tag === BIT_STRING && (two === undefined || two.tag === NULL || two.tag <= BER.sequence)
      ? PUBLIC_KEY
      : null;
  }
  if (one?.tag === EXPLICIT_0 && two?.tag === INTEGER && three?.tag === BER.sequence) return CERTIFICATE;
  if (one?.tag === BER.sequence) return isTime(three) ? REVOCATIONS : null;
  if (one?.tag !== INTEGER || two?.tag !== BER.sequence || three?.tag !== BER.sequence) return null;
  if (isTime(four)) return REVOCATIONS;
  if (four?.tag === EXPLICIT_0) return REQUEST;
  return four?.tag === BER.sequence ? CERTIFICATE : null;
}

const isTime = (head: BerHead | undefined) => head?.tag === UTC_TIME || head?.tag === GENERALIZED_TIME;

/** The first four values inside; fewer where the bytes end. */
function firstValues(bytes: Buffer, parent: BerHead): readonly BerHead[] {
  const found: BerHead[] = [];
  const limit = parent.end ?? bytes.length;
  let at: number | null = parent.isConstructed ? parent.start : null;
  while (at !== null && at < limit && found.length < 4) {
    const head = berHead(bytes, at, limit);
    if (head === null || head.tag === BER.endOfContents) break;
    found.push(head);
    at = head.end;
  }
  return found;
}
