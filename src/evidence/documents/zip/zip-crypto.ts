/** Bytes before the data that make it begin differently each time; the last is a check. */
export const HEADER_BYTES = 12;

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  return crc;
});

/** The three keys of traditional PKWARE encryption (APPNOTE.TXT 6.1). */
export type ZipCryptoKeys = readonly [number, number, number];

/** The keys a password comes to. */
export function zipCryptoKeys(password: Uint8Array): ZipCryptoKeys {
  let key0 = 0x12345678;
  let key1 = 0x23456789;
  let key2 = 0x34567890;
  for (const byte of password) {
    key0 = (CRC_TABLE[(key0 ^ byte) & 0xff] ?? 0) ^ (key0 >>> 8);
    key1 = (Math.imul((key1 + (key0 & 0xff)) | 0, 134775813) + 1) | 0;
    key2 = (CRC_TABLE[(key2 ^ (key1 >>> 24)) & 0xff] ?? 0) ^ (key2 >>> 8);
  }
  return [key0, key1, key2];
}

/** Decrypts data from its header on; what comes out begins with the header's plain bytes. */
export function decryptZipCrypto(data: Uint8Array, keys: ZipCryptoKeys): Uint8Array {
  const plain = new Uint8Array(data.length);
  decryptInto(plain, data, keys);
  return plain;
}

function decryptInto(plain: Uint8Array, data: Uint8Array, [first, second, third]: ZipCryptoKeys): void {
  let key0 = first;
  let key1 = second;
  let key2 = third;
  for (let at = 0; at < plain.length; at += 1) {
    const temp = (key2 | 2) & 0xffff;
    const byte = ((data[at] ?? 0) ^ (Math.imul(temp, temp ^ 1) >>> 8)) & 0xff;
    plain[at] = byte;
    key0 = (CRC_TABLE[(key0 ^ byte) & 0xff] ?? 0) ^ (key0 >>> 8);
    key1 = (Math.imul((key1 + (key0 & 0xff)) | 0, 134775813) + 1) | 0;
    key2 = (CRC_TABLE[(key2 ^ (key1 >>> 24)) & 0xff] ?? 0) ^ (key2 >>> 8);
  }
}

/** Used again and again: this is done a thousand times for each member. */
const header = new Uint8Array(HEADER_BYTES);

/** The last plain byte of the header, by which most wrong passwords are told at once. */
export function checkByte(data: Uint8Array, keys: ZipCryptoKeys): number {
  decryptInto(header, data, keys);
  return header[HEADER_BYTES - 1] ?? 0;
}
