/** The same bytes as a Buffer, without copying. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A string of one character per byte, U+0000 to U+00FF: the form in which header grammars read. */
export function byteString(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return asBuffer(bytes).toString('latin1', start, end);
}

/** The bytes of a byte string. */
export function bytesOfString(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
