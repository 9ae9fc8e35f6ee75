/** Bits of an old compression, the lowest of each byte first. */
class BitWriter {
  readonly #bytes: number[] = [];
  #bit = 0;

  put(value: number, count: number): void {
    for (let at = 0; at < count; at += 1) {
      if (this.#bit % 8 === 0) this.#bytes.push(0);
      const last = this.#bytes.length - 1;
      this.#bytes[last] = (this.#bytes[last] ?? 0) | (((value >>> at) & 1) << (this.#bit % 8));
      this.#bit += 1;
    }
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** Bytes "imploded" (APPNOTE.TXT 5.3, method 6), each as itself: two trees of 64 codes of six bits that are not used. */
export function imploded(data: Uint8Array): Buffer {
  const tree = [3, 0xf5, 0xf5, 0xf5, 0xf5];
  const bits = new BitWriter();
  for (const byte of [...tree, ...tree]) bits.put(byte, 8);
  for (const byte of data) {
    bits.put(1, 1);
    bits.put(byte, 8);
  }
  return bits.bytes();
}

/** Bytes "shrunk" (APPNOTE.TXT 5.1, method 1), each as itself: fewer than 255, so that codes keep their nine bits. */
export function shrunk(data: Uint8Array): Buffer {
  const bits = new BitWriter();
  for (const byte of data) bits.put(byte, 9);
  return bits.bytes();
}

/** Bytes "reduced" (APPNOTE.TXT 5.2, methods 2 to 5), each as itself: no byte has followers. */
export function reduced(data: Uint8Array): Buffer {
  const bits = new BitWriter();
  for (let byte = 0; byte < 256; byte += 1) bits.put(0, 6);
  for (const byte of data) bits.put(byte, 8);
  return bits.bytes();
}
