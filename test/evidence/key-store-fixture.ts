import { readFileSync } from 'node:fs';

/**
 * Key stores made with OpenSSL 3.0, Java's keytool, ssh-keygen, puttygen and GnuPG, all for the tests. What is locked is locked with `PASSWORD`; the
 * keys of java.jks and java.jceks with `KEY_PASSWORD`.
 */
export function storeFile(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/key-store/${name}`, import.meta.url));
}

export const PASSWORD = 'Winter2024!';
export const KEY_PASSWORD = 'Summer2024!';

/** A value in DER. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** An object identifier in DER, from its dots. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(6, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): readonly number[] {
  const groups = [arc & 0x7f];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 0x7f) | 0x80);
  return groups;
}

/** A whole number from 0 below 2^23 in DER. */
export const integer = (value: number) =>
  der(2, Buffer.from(value < 128 ? [value] : [value >> 16, (value >> 8) & 255, value & 255]));
