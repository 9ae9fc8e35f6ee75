import { createDecipheriv } from 'node:crypto';

/** What stands before the padding of RFC 8018 §6.1.1; null where there is none such. */
export function unpadded(bytes: Buffer, block: number): Buffer | null {
  const pad = bytes.at(-1) ?? 0;
  if (pad === 0 || pad > block || pad > bytes.length) return null;
  const end = bytes.length - pad;
  return bytes.subarray(end).every((byte) => byte === pad) ? bytes.subarray(0, end) : null;
}

/** Decrypts with a block cipher of Node's; null where its padding shows a wrong key, or there is not a whole number of blocks. */
export function decryptPadded(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer | null {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  } catch {
    return null;
  }
}

/** Decrypts whole blocks without looking for padding; null where there is not a whole number of them. */
export function decryptBlocks(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer | null {
  try {
    const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  } catch {
    return null;
  }
}
