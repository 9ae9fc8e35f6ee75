import { createHash } from 'node:crypto';
import { asBuffer } from '../../../decode/byte-string.ts';
import { u16, u32 } from '../bounded-number.ts';
import { Rc4 } from './rc4.ts';

/** How a document of 97 to 2003 is encrypted, and what proves a password. */
export interface Rc4Lock {
  /** With 40 bits ([MS-OFFCRYPTO] §2.3.6), or with as many as it says ([MS-OFFCRYPTO] §2.3.5). */
  readonly kind: '40-bit' | 'crypto-api';
  readonly keyBytes: number;
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly verifierHash: Buffer;
}

/** The key of each block of a document. */
export type BlockKeys = (block: number) => Uint8Array;

const SALT_BYTES = 16;
const RC4 = 0x6801;
const MD5_BYTES = 16;
const SHA1_BYTES = 20;

/** Reads how a document is encrypted ([MS-OFFCRYPTO] §2.3.5.1, §2.3.6.1); null where it is in a way not known here, or cut. */
export function readRc4Lock(bytes: Buffer): Rc4Lock | null {
  const [major, minor] = [u16(bytes, 0), u16(bytes, 2)];
  if (major === 1 && minor === 1)
    return lockAt(bytes, 4, { kind: '40-bit', keyBytes: 5, hashAt: 36, hashBytes: MD5_BYTES });
  if (minor !== 2 || major < 2 || major > 4) return null;
  const headerBytes = u32(bytes, 8);
  const algorithm = u32(bytes, 20);
  const keyBits = u32(bytes, 28) || 40;
  if ((algorithm !== RC4 && algorithm !== 0) || keyBits > 128 || keyBits % 8 !== 0) return null;
  const saltAt = 12 + headerBytes + 4;
  return lockAt(bytes, saltAt, {
    kind: 'crypto-api',
    keyBytes: keyBits / 8,
    hashAt: saltAt + 36,
    hashBytes: SHA1_BYTES,
  });
}

interface Layout extends Pick<Rc4Lock, 'kind' | 'keyBytes'> {
  readonly hashAt: number;
  readonly hashBytes: number;
}

function lockAt(bytes: Buffer, at: number, { kind, keyBytes, hashAt, hashBytes }: Layout): Rc4Lock | null {
  if (hashAt + hashBytes > bytes.length) return null;
  return {
    kind,
    keyBytes,
    salt: bytes.subarray(at, at + SALT_BYTES),
    verifier: bytes.subarray(at + SALT_BYTES, at + 2 * SALT_BYTES),
    verifierHash: bytes.subarray(hashAt, hashAt + hashBytes),
  };
}

/** The keys that a password makes; null where the document's own verifier says that it is the wrong one. */
export function keysOf(lock: Rc4Lock, password: string): BlockKeys | null {
  const keys = lock.kind === '40-bit' ? shortKeys(lock, password) : cryptoApiKeys(lock, password);
  const stream = new Rc4(keys(0));
  const verifier = stream.apply(lock.verifier);
  const expected = digest(lock.kind === '40-bit' ? 'md5' : 'sha1', verifier);
  return expected.equals(stream.apply(lock.verifierHash)) ? keys : null;
}

/** [MS-OFFCRYPTO] §2.3.6.2. */
function shortKeys({ salt }: Rc4Lock, password: string): BlockKeys {
  const short = digest('md5', wide(password)).subarray(0, 5);
  const salted = Array.from({ length: 16 }, () => [short, salt]).flat();
  const base = digest('md5', ...salted).subarray(0, 5);
  return (block) => digest('md5', base, number(block));
}

/** [MS-OFFCRYPTO] §2.3.5.2: a key of 40 bits is filled with zeros. */
function cryptoApiKeys({ salt, keyBytes }: Rc4Lock, password: string): BlockKeys {
  const base = digest('sha1', salt, wide(password));
  return (block) => {
    const key = digest('sha1', base, number(block)).subarray(0, keyBytes);
    return keyBytes === 5 ? Buffer.concat([key, Buffer.alloc(11)]) : key;
  };
}

function digest(algorithm: 'md5' | 'sha1', ...pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

const wide = (password: string) => Buffer.from(password, 'utf16le');

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** A stream under the keys of its blocks, each of so many bytes, whatever stands in them. */
export function underBlockKeys(stream: Uint8Array, keys: BlockKeys, blockBytes: number): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < stream.length; at += blockBytes)
    blocks.push(new Rc4(keys(at / blockBytes)).apply(asBuffer(stream).subarray(at, at + blockBytes)));
  return Buffer.concat(blocks);
}
