const ROUNDS = 16;
const P_WORDS = ROUNDS + 2;
const BOX_WORDS = 256;
const WORDS = P_WORDS + 4 * BOX_WORDS;
const BLOCK = 8;

/** The Blowfish cipher (B. Schneier, "Description of a New Variable-Length Key, 64-Bit Block Cipher", 1993), which OpenSSL no longer has by default. */
export class Blowfish {
  readonly #subkeys: Uint32Array;
  readonly #boxes: Uint32Array;
  readonly #block = new Uint32Array(2);

  /** @param key 4 to 56 bytes. */
  constructor(key: Uint8Array) {
    const initial = fractionOfPi();
    this.#subkeys = initial.slice(0, P_WORDS);
    this.#boxes = initial.slice(P_WORDS);
    this.#schedule(key);
  }

  /** Encrypts one block of 8 bytes in place. */
  encryptBlock(bytes: Buffer): void {
    this.#block[0] = bytes.readUInt32BE(0);
    this.#block[1] = bytes.readUInt32BE(4);
    this.#encrypt();
    bytes.writeUInt32BE(this.#block[0] ?? 0, 0);
    bytes.writeUInt32BE(this.#block[1] ?? 0, 4);
  }

  #schedule(key: Uint8Array): void {
    for (let index = 0, at = 0; index < P_WORDS; index += 1) {
      let word = 0;
      for (let byte = 0; byte < 4; byte += 1, at += 1) word = (word << 8) | (key[at % key.length] ?? 0);
      this.#subkeys[index] = (this.#subkeys[index] ?? 0) ^ word;
    }
    for (const table of [this.#subkeys, this.#boxes]) {
      for (let index = 0; index < table.length; index += 2) {
        this.#encrypt();
        table.set(this.#block, index);
      }
    }
  }

  #encrypt(): void {
    let [left = 0, right = 0] = this.#block;
    for (let round = 0; round < ROUNDS; round += 1) {
      left = (left ^ (this.#subkeys[round] ?? 0)) >>> 0;
      right = (right ^ this.#mix(left)) >>> 0;
      [left, right] = [right, left];
    }
    this.#block[0] = right ^ (this.#subkeys[ROUNDS + 1] ?? 0);
    this.#block[1] = left ^ (this.#subkeys[ROUNDS] ?? 0);
  }

  #mix(word: number): number {
    const box = (number: number, byte: number) => this.#boxes[number * BOX_WORDS + (byte & 0xff)] ?? 0;
    const sum = (box(0, word >>> 24) + box(1, word >>> 16)) >>> 0;
    return ((sum ^ box(2, word >>> 8)) + box(3, word)) >>> 0;
  }
}

/** Decrypts in cipher feedback of whole blocks (NIST SP 800-38A §6.3). */
export function decryptBlowfishCfb(key: Uint8Array, vector: Buffer, encrypted: Buffer): Buffer {
  const cipher = new Blowfish(key);
  const plain = Buffer.alloc(encrypted.length);
  const feedback = Buffer.alloc(BLOCK);
  vector.copy(feedback, 0, 0, BLOCK);
  for (let at = 0; at < encrypted.length; at += BLOCK) {
    cipher.encryptBlock(feedback);
    const end = Math.min(BLOCK, encrypted.length - at);
    for (let index = 0; index < end; index += 1) {
      const byte = encrypted[at + index] ?? 0;
      plain[at + index] = byte ^ (feedback[index] ?? 0);
      feedback[index] = byte;
    }
  }
  return plain;
}

let pi: Uint32Array | null = null;

/** The first 33,344 bits of what follows the point of π, with which the cipher begins; reckoned once, by Machin's formula. */
function fractionOfPi(): Uint32Array {
  if (pi !== null) return pi;
  const guard = 64n;
  const bits = BigInt(WORDS * 32) + guard;
  const value = 16n * arcTangent(5n, bits) - 4n * arcTangent(239n, bits);
  const fraction = (value - (3n << bits)) >> guard;
  const bytes = Buffer.from(fraction.toString(16).padStart(WORDS * 8, '0'), 'hex');
  pi = Uint32Array.from({ length: WORDS }, (_, index) => bytes.readUInt32BE(index * 4));
  return pi;
}

/** The arc tangent of 1/x, times two to the power of `bits`. */
function arcTangent(x: bigint, bits: bigint): bigint {
  let power = (1n << bits) / x;
  let sum = power;
  for (let divisor = 3n, sign = -1n; power > 0n; divisor += 2n, sign = -sign) {
    power /= x * x;
    sum += (sign * power) / divisor;
  }
  return sum;
}
