import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Instant, parseInstant } from '../../core/index.ts';
import { type Element, elementsIn, firstElement } from './der.ts';

/** What an X.509 certificate (RFC 5280) says of itself. */
export interface Certificate {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** The common name of its subject; null where it has none. */
  readonly subject: string | null;
  /** SHA-1 of the certificate in upper-case hexadecimal, as Windows and Entra show it. */
  readonly thumbprint: string;
  /** The modulus of an RSA key, the point of one on a curve: bytes that a private key in the clear holds too. */
  readonly publicKey: Buffer;
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const COMMON_NAME = Buffer.from([0x55, 0x04, 0x03]);
const MOST_FIELDS = 12;
const MOST_NAMES = 40;

/** @returns null where the bytes are no certificate */
export function readCertificate(der: Buffer): Certificate | null {
  const whole = firstElement(der);
  const signed = whole?.tag === SEQUENCE ? firstElement(whole.content) : null;
  if (whole === null || signed?.tag !== SEQUENCE) return null;
  const fields = elementsIn(signed.content, MOST_FIELDS).filter((field) => field.tag !== VERSION);
  const [, , , validity, subject, key] = fields;
  if (validity === undefined || subject === undefined || key === undefined) return null;
  const [notBefore = null, notAfter = null] = elementsIn(validity.content, 2).map(timeOf);
  const publicKey = publicKeyIn(key);
  if (notBefore === null || notAfter === null || publicKey === null) return null;
  const thumbprint = createHash('sha1').update(whole.whole).digest('hex').toUpperCase();
  return { notBefore, notAfter, subject: commonName(subject), thumbprint, publicKey };
}

/** UTCTime until 2049, GeneralizedTime after. */
function timeOf({ content }: Element): Instant | null {
  const [, century, year = '', month, day, hour, minute, second] =
    /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(content.toString('latin1')) ?? [];
  const full = `${century ?? (Number(year) < 50 ? '20' : '19')}${year}`;
  return parseInstant(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function commonName({ content }: Element): string | null {
  const pairs = elementsIn(content, MOST_NAMES).flatMap((set) => elementsIn(set.content, MOST_NAMES));
  for (const pair of pairs) {
    const [type, value] = elementsIn(pair.content, 2);
    if (type?.tag !== OBJECT_ID || !type.content.equals(COMMON_NAME) || value === undefined) continue;
    const name = value.content.toString('utf8');
    return name.length <= 200 ? name : null;
  }
  return null;
}

function publicKeyIn({ content }: Element): Buffer | null {
  const bits = elementsIn(content, 2)
    .find((part) => part.tag === BIT_STRING)
    ?.content.subarray(1);
  if (bits === undefined || bits.length < 16) return null;
  const rsa = firstElement(bits);
  const modulus = rsa?.tag === SEQUENCE ? firstElement(rsa.content) : null;
  return modulus?.tag === INTEGER && modulus.content.length > 32 ? modulus.content : bits;
}
