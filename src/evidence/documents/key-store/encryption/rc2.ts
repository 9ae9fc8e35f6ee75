/** The permutation of RFC 2268 §2, of digits of pi. */
const PI_TABLE = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);
const BLOCK = 8;
const WORD = 0xffff;
const ROTATIONS = [1, 2, 3, 5];
/** Mixing rounds after which the words are mashed, counted as decryption goes (RFC 2268 §4.2). */
const MASHED_AFTER: ReadonlySet<number> = new Set([5, 11]);
const ROUNDS = 16;

/**
 * Decrypts RC2 in CBC (RFC 2268), which Node's OpenSSL leaves out: old key stores have their certificates in it. The padding stays.
 * @param bits Effective bits of the key.
 * @param data A whole number of blocks of eight bytes.
 */
export function decryptRc2(key: Uint8Array, bits: number, iv: Uint8Array, data: Uint8Array): Buffer {
  const words = expandedKey(key, bits);
  const plain = Buffer.alloc(data.length - (data.length % BLOCK));
  for (let at = 0; at < plain.length; at += BLOCK) {
    decryptBlock(words, data, plain, at);
    for (let index = 0; index < BLOCK; index += 1) {
      const before = at === 0 ? iv[index] : data[at - BLOCK + index];
      plain[at + index] = (plain[at + index] ?? 0) ^ (before ?? 0);
    }
  }
  return plain;
}

/** 64 words (RFC 2268 §2). */
function expandedKey(key: Uint8Array, bits: number): Uint16Array {
  const bytes = Buffer.alloc(128);
  bytes.set(key.subarray(0, 128));
  for (let at = key.length; at < 128; at += 1) {
    bytes[at] = permuted((bytes[at - 1] ?? 0) + (bytes[at - key.length] ?? 0));
  }
  const length = (bits + 7) >> 3;
  bytes[128 - length] = permuted((bytes[128 - length] ?? 0) & (0xff >> (8 * length - bits)));
  for (let at = 127 - length; at >= 0; at -= 1) {
    bytes[at] = permuted((bytes[at + 1] ?? 0) ^ (bytes[at + length] ?? 0));
  }
  return Uint16Array.from({ length: 64 }, (_, index) => bytes.readUInt16LE(2 * index));
}

const permuted = (value: number) => PI_TABLE[value & 0xff] ?? 0;

function decryptBlock(key: Uint16Array, data: Uint8Array, out: Buffer, at: number): void {
  const words = Uint16Array.from({ length: 4 }, (_, index) => word(data, at + 2 * index));
  let next = 63;
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let index = 3; index >= 0; index -= 1, next -= 1) unmix(words, index, key[next] ?? 0);
    if (MASHED_AFTER.has(round)) for (let index = 3; index >= 0; index -= 1) unmash(words, index, key);
  }
  for (const [index, value] of words.entries()) out.writeUInt16LE(value, at + 2 * index);
}

const word = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const before = (words: Uint16Array, index: number, steps: number) => words[(index - steps) & 3] ?? 0;

function unmix(words: Uint16Array, index: number, key: number): void {
  const turn = ROTATIONS[index] ?? 0;
  const value = words[index] ?? 0;
  const turned = ((value >> turn) | (value << (16 - turn))) & WORD;
  const last = before(words, index, 1);
  words[index] = turned - key - (last & before(words, index, 2)) - (~last & WORD & before(words, index, 3));
}

function unmash(words: Uint16Array, index: number, key: Uint16Array): void {
  words[index] = (words[index] ?? 0) - (key[before(words, index, 1) & 63] ?? 0);
}
