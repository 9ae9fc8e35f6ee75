import { createCipheriv } from 'node:crypto';

const BLOCK = 16;
const BLOCKS_AT_ONCE = 16_384;
const WORDS = BLOCK / 4;

/** AES in counter mode with a little-endian counter that begins at 1 (APPNOTE.TXT appendix E), which OpenSSL has not: many counters are encrypted at once. */
export function decryptCounterMode(data: Uint8Array, key: Uint8Array): Uint8Array {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  const words = Math.ceil(data.length / 4);
  const plain = new Uint32Array(words);
  const bytes = new Uint8Array(plain.buffer, 0, data.length);
  bytes.set(data);
  const counters = new Uint32Array(Math.min(BLOCKS_AT_ONCE, Math.ceil(data.length / BLOCK)) * WORDS);
  for (let at = 0; at < words; at += counters.length) {
    for (let word = 0; word < counters.length; word += WORDS) counters[word] = (at + word) / WORDS + 1;
    mix(plain, at, wordsOf(cipher.update(new Uint8Array(counters.buffer))));
  }
  return bytes;
}

function mix(plain: Uint32Array, at: number, stream: Uint32Array): void {
  const count = Math.min(stream.length, plain.length - at);
  for (let word = 0; word < count; word += 1) plain[at + word] = (plain[at + word] ?? 0) ^ (stream[word] ?? 0);
}

function wordsOf(bytes: Buffer): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, bytes.length / 4);
}
