import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** How a member is locked. */
interface Rar5Lock {
  readonly password: string;
  /** Whether a value tells a wrong password before anything is decrypted; WinRAR writes one. */
  readonly hasCheck?: boolean;
  /** What the archive says of the member's checksum: one bound to the password as WinRAR writes it, a plain one, or none. */
  readonly checksum?: 'bound' | 'plain' | 'none';
}

const SIGNATURE = Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1');
const MAIN = 1;
const FILE = 2;
const END = 5;
const HAS_EXTRA = 1;
const HAS_DATA = 2;
const HAS_CRC = 4;
const ENCRYPTION = 1;
const CHECK = 1;
const BOUND = 2;
/** Rounds, as a power of two. */
const ROUNDS = 10;
const SALT = Buffer.alloc(16, 7);
const IV = Buffer.alloc(16, 9);

/** A RAR 5 archive of one member that is stored and locked (RAR 5.0 archive format, rarlab.com). */
export function lockedRar5(name: string, data: string, { password, hasCheck = true, checksum = 'bound' }: Rar5Lock) {
  const plain = Buffer.from(data);
  const key = derived(password, 0);
  const padded = Buffer.concat([plain, Buffer.alloc((16 - (plain.length % 16)) % 16)]);
  const packed = createCipheriv('aes-256-cbc', key, IV).setAutoPadding(false).update(padded);
  const flags = (hasCheck ? CHECK : 0) | (checksum === 'bound' ? BOUND : 0);
  const record = Buffer.concat([
    Buffer.from([ENCRYPTION, 0, flags, ROUNDS]),
    SALT,
    IV,
    hasCheck ? checkOf(password) : Buffer.alloc(0),
  ]);
  const extra = Buffer.concat([number(record.length), record]);
  const file = Buffer.concat([
    ...[FILE, HAS_EXTRA | HAS_DATA, extra.length, packed.length].map(number),
    ...[checksum === 'none' ? 0 : HAS_CRC, plain.length, 0].map(number),
    checksum === 'none' ? Buffer.alloc(0) : checksumOf(plain, checksum === 'bound' ? derived(password, 16) : null),
    ...[0, 1, Buffer.byteLength(name)].map(number),
    Buffer.from(name),
    extra,
  ]);
  const main = Buffer.from([MAIN, 0, 0]);
  return Buffer.concat([SIGNATURE, block(main), block(file), packed, block(Buffer.from([END, 0, 0]))]);
}

function block(header: Buffer): Buffer {
  const sized = Buffer.concat([number(header.length), header]);
  return Buffer.concat([fourBytes(crc32(sized)), sized]);
}

const derived = (password: string, more: number) => pbkdf2Sync(password, SALT, 2 ** ROUNDS + more, 32, 'sha256');

function checkOf(password: string): Buffer {
  const value = folded(derived(password, 32), 8);
  return Buffer.concat([value, createHash('sha256').update(value).digest().subarray(0, 4)]);
}

function checksumOf(plain: Buffer, key: Buffer | null): Buffer {
  const sum = fourBytes(crc32(plain));
  return key === null ? sum : folded(createHmac('sha256', key).update(sum).digest(), 4);
}

function folded(bytes: Buffer, length: number): Buffer {
  const result = Buffer.alloc(length);
  for (const [at, byte] of bytes.entries()) result[at % length] = (result[at % length] ?? 0) ^ byte;
  return result;
}

function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Seven bits a byte, the lowest first. */
function number(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}
