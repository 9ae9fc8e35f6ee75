import { BER, type BerHead, berHead, childValue, octets } from '../asn1/ber.ts';
import { asBuffer } from '../decode/byte-string.ts';

/** What a CMS object (RFC 5652, RFC 8551; PKCS #7) is. */
export type Cms =
  /** `content`: what is signed; null where it stands elsewhere (a detached signature) or there is none (certificates only). */
  | { readonly kind: 'signed'; readonly content: Buffer | null; readonly isWhole: boolean }
  /** zlib data (RFC 3274). */
  | { readonly kind: 'compressed'; readonly content: Buffer; readonly isWhole: boolean }
  | { readonly kind: 'encrypted' };

const SIGNED = '2a864886f70d010702';
const COMPRESSED = '2a864886f70d0109100109';
/** timestampedData (RFC 5544): a file, and proof of when it was there. */
const TIMESTAMPED = '2a864886f70d010910011f';
/** envelopedData, signedAndEnvelopedData, encryptedData; authEnvelopedData (RFC 5083). */
const ENCRYPTED: ReadonlySet<string> = new Set([
  '2a864886f70d010703',
  '2a864886f70d010704',
  '2a864886f70d010706',
  '2a864886f70d0109100117',
]);

/** Reads a CMS object in DER or BER; null for anything else. */
export function readCms(data: Uint8Array): Cms | null {
  const bytes = asBuffer(data);
  const outer = berHead(bytes, 0);
  if (outer?.tag !== BER.sequence) return null;
  const type = oidAt(bytes, outer);
  if (type === null) return null;
  if (ENCRYPTED.has(type)) return { kind: 'encrypted' };
  if (type !== SIGNED && type !== COMPRESSED && type !== TIMESTAMPED) return null;
  const wrapper = childValue(bytes, outer, (tag) => tag === BER.explicit0);
  const inner = wrapper === null ? null : berHead(bytes, wrapper.start, wrapper.end ?? bytes.length);
  if (inner?.tag !== BER.sequence) return null;
  const found = type === TIMESTAMPED ? timestamped(bytes, inner) : encapsulated(bytes, inner);
  if (type !== COMPRESSED) return { kind: 'signed', content: found?.bytes ?? null, isWhole: found?.isWhole ?? true };
  return found === null ? null : { kind: 'compressed', content: found.bytes, isWhole: found.isWhole };
}

/** The object identifier a sequence begins with, in hexadecimal digits. */
function oidAt(bytes: Buffer, sequence: BerHead): string | null {
  const head = berHead(bytes, sequence.start, sequence.end ?? bytes.length);
  return head?.tag === BER.oid && head.end !== null ? bytes.toString('hex', head.start, head.end) : null;
}

/** The content of EncapsulatedContentInfo, the third value in both SignedData and CompressedData. */
function encapsulated(bytes: Buffer, structure: BerHead): ReturnType<typeof octets> | null {
  const info = childValue(bytes, structure, (tag, index) => index === 2 && tag === BER.sequence);
  const wrapper = info === null ? null : childValue(bytes, info, (tag) => tag === BER.explicit0);
  const content = wrapper === null ? null : berHead(bytes, wrapper.start, wrapper.end ?? bytes.length);
  return content === null ? null : octets(bytes, content);
}

/** The content of TimeStampedData, its first octet string; its address and its description are not it. */
function timestamped(bytes: Buffer, structure: BerHead): ReturnType<typeof octets> | null {
  const content = childValue(bytes, structure, (tag) => tag === BER.octetString || tag === BER.constructedOctetString);
  return content && octets(bytes, content);
}
