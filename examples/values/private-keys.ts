import type { Random } from '../random.ts';
import type { Minted } from './minted.ts';

/** DER tag, length, content (X.690 §8.1). */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** A positive INTEGER of `length` random bytes, odd, with its top bit set. */
function randomInteger(random: Random, length: number): Buffer {
  const bytes = random.bytes(length);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  bytes[length - 1] = (bytes[length - 1] ?? 0) | 1;
  return der(0x02, Buffer.concat([Buffer.from([0]), bytes]));
}

/** PEM (RFC 7468), LF line ends; with and without the last one, and with CRLF, it counts as the same key. */
function pem(label: string, bytes: Buffer): Minted {
  const body = bytes.toString('base64').replace(/.{1,64}/g, '$&\n');
  const text = `-----BEGIN ${label}-----\n${body}-----END ${label}-----`;
  const crlf = text.replaceAll('\n', '\r\n');
  const accept = [
    `${text}\n`,
    crlf,
    `${crlf}\r\n`,
    body,
    body.trim(),
    body.replaceAll('\n', ''),
    text.replaceAll('\n', ' '),
  ];
  return { value: text, text, accept, pieces: {}, beside: [] };
}

/** A PKCS #8 key on P-256 (RFC 5208, RFC 5915) without the optional public half. */
export function ecPrivateKey(random: Random): Minted {
  const algorithm = Buffer.from('301306072a8648ce3d020106082a8648ce3d030107', 'hex');
  const scalar = random.bytes(32);
  scalar[0] = (scalar[0] ?? 0) & 0x7f;
  const inner = der(0x30, Buffer.concat([Buffer.from('020101', 'hex'), der(0x04, scalar)]));
  return pem('PRIVATE KEY', der(0x30, Buffer.concat([Buffer.from('020100', 'hex'), algorithm, der(0x04, inner)])));
}

/** PKCS #1 in shape (RFC 8017 A.1.2): the numbers are random, so it opens nothing anywhere. */
export function rsaPrivateKey(random: Random): Minted {
  const numbers = [256, 0, 256, 128, 128, 128, 128, 128].map((length) =>
    length === 0 ? Buffer.from('0203010001', 'hex') : randomInteger(random, length),
  );
  return pem('RSA PRIVATE KEY', der(0x30, Buffer.concat([Buffer.from('020100', 'hex'), ...numbers])));
}
