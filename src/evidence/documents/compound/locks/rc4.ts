/** The key stream of RC4, which Node no longer offers. */
export class Rc4 {
  readonly #state = new Uint8Array(256);
  #i = 0;
  #j = 0;

  constructor(key: Uint8Array) {
    const state = this.#state;
    for (let index = 0; index < 256; index += 1) state[index] = index;
    for (let index = 0, j = 0; index < 256; index += 1) {
      const value = state[index] ?? 0;
      j = (j + value + (key[index % key.length] ?? 0)) & 0xff;
      state[index] = state[j] ?? 0;
      state[j] = value;
    }
  }

  /** The bytes under the next of the stream. */
  apply(bytes: Uint8Array): Buffer {
    const state = this.#state;
    const out = Buffer.alloc(bytes.length);
    for (let index = 0; index < bytes.length; index += 1) {
      this.#i = (this.#i + 1) & 0xff;
      const value = state[this.#i] ?? 0;
      this.#j = (this.#j + value) & 0xff;
      const other = state[this.#j] ?? 0;
      state[this.#i] = other;
      state[this.#j] = value;
      out[index] = (bytes[index] ?? 0) ^ (state[(value + other) & 0xff] ?? 0);
    }
    return out;
  }
}
