import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { compoundBytes, type Tree } from './compound-builder.ts';

/** How a fixture is locked. */
export interface AgileFixture {
  readonly password: string;
  readonly hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly keyBits?: 128 | 192 | 256;
  readonly isFeedback?: boolean;
  /** Rounds that are done. */
  readonly rounds?: number;
  /** Rounds that are said. */
  readonly saidRounds?: number | string;
  readonly hasIntegrity?: boolean;
}

const SALT = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const KEY_SALT = Buffer.from('ffeeddccbbaa99887766554433221100', 'hex');
const SECRET = Buffer.from('5b'.repeat(32), 'hex');
const MAC_KEY = Buffer.alloc(64, 0x11);

/** Encrypts a document as Office 2010 and later do ([MS-OFFCRYPTO] §2.3.4.10), with salts and keys that are always the same. */
export function agileStreams(bytes: Uint8Array, how: AgileFixture): Readonly<Record<string, Uint8Array>> {
  const { password, hash = 'sha512', keyBits = 256, isFeedback = false, rounds = 1000, hasIntegrity = true } = how;
  const digest = (...parts: readonly Uint8Array[]) => {
    const state = createHash(hash);
    for (const part of parts) state.update(part);
    return state.digest();
  };
  const fitted = (value: Uint8Array, length: number) =>
    Buffer.concat([value, Buffer.alloc(64, 0x36)]).subarray(0, length);
  const padded = (value: Uint8Array) => Buffer.concat([value, Buffer.alloc((16 - (value.length % 16)) % 16)]);
  const encrypt = (key: Uint8Array, iv: Uint8Array, value: Uint8Array) => {
    const mode = isFeedback ? 'cfb8' : 'cbc';
    return createCipheriv(`aes-${keyBits}-${mode}`, key, iv).setAutoPadding(false).update(padded(value));
  };
  let spun = digest(SALT, Buffer.from(password, 'utf16le'));
  for (let round = 0; round < rounds; round += 1) spun = digest(littleEndian(round), spun);
  const wrapped = (purpose: string, value: Uint8Array) =>
    encrypt(fitted(digest(spun, Buffer.from(purpose, 'hex')), keyBits / 8), SALT, value).toString('base64');
  const secret = SECRET.subarray(0, keyBits / 8);
  const vector = (purpose: Uint8Array) => fitted(digest(KEY_SALT, purpose), 16);
  const segments: Buffer[] = [Buffer.alloc(8)];
  segments[0]?.writeBigUInt64LE(BigInt(bytes.length));
  for (let at = 0; at * 4096 < bytes.length; at += 1) {
    segments.push(encrypt(secret, vector(littleEndian(at)), bytes.subarray(at * 4096, at * 4096 + 4096)));
  }
  const stream = Buffer.concat(segments);
  const macKey = MAC_KEY.subarray(0, digest().length);
  const mac = createHmac(hash, macKey).update(stream).digest();
  const sealed = (purpose: string, value: Uint8Array) =>
    encrypt(secret, vector(Buffer.from(purpose, 'hex')), value).toString('base64');
  const input = Buffer.alloc(16, 7);
  const cipher = (salt: Buffer) =>
    `saltSize="16" blockSize="16" keyBits="${keyBits}" hashSize="${digest().length}" cipherAlgorithm="AES" ` +
    `cipherChaining="ChainingMode${isFeedback ? 'CFB' : 'CBC'}" hashAlgorithm="${hash.toUpperCase()}" saltValue="${salt.toString('base64')}"`;
  const integrity = hasIntegrity
    ? `<dataIntegrity encryptedHmacKey="${sealed('5fb2ad010cb9e1f6', macKey)}" encryptedHmacValue="${sealed('a0677f02b22c8433', mac)}"/>`
    : '';
  const xml =
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" ` +
    `xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData ${cipher(KEY_SALT)}/>${integrity}<keyEncryptors>` +
    `<keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="${how.saidRounds ?? rounds}" ${cipher(SALT)} ` +
    `encryptedVerifierHashInput="${wrapped('fea7d2763b4b9e79', input)}" encryptedVerifierHashValue="${wrapped('d7aa0f6d3061344e', digest(input))}" ` +
    `encryptedKeyValue="${wrapped('146e0be7abacd0d6', secret)}"/></keyEncryptor></keyEncryptors></encryption>`;
  return {
    EncryptionInfo: Buffer.concat([Buffer.from('0400040040000000', 'hex'), Buffer.from(xml)]),
    EncryptedPackage: stream,
  };
}

/** Encrypts a document as Office 2007 does ([MS-OFFCRYPTO] §2.3.4.5). */
export function standardStreams(
  bytes: Uint8Array,
  password: string,
  keyBits: 128 | 192 | 256 = 128,
): Readonly<Record<string, Uint8Array>> {
  const sha1 = (...parts: readonly Uint8Array[]) => createHash('sha1').update(Buffer.concat(parts)).digest();
  let spun = sha1(SALT, Buffer.from(password, 'utf16le'));
  for (let round = 0; round < 50_000; round += 1) spun = sha1(littleEndian(round), spun);
  spun = sha1(spun, Buffer.alloc(4));
  const mixed = (fill: number) => sha1(Buffer.from(Array.from({ length: 64 }, (_, at) => (spun[at] ?? 0) ^ fill)));
  const key = Buffer.concat([mixed(0x36), mixed(0x5c)]).subarray(0, keyBits / 8);
  const encrypt = (value: Uint8Array) =>
    createCipheriv(`aes-${keyBits}-ecb`, key, null)
      .setAutoPadding(false)
      .update(Buffer.concat([value, Buffer.alloc((16 - (value.length % 16)) % 16)]));
  const name = Buffer.from('Microsoft Enhanced RSA and AES Cryptographic Provider\0', 'utf16le');
  const header = Buffer.alloc(32);
  header.writeUInt32LE(0x24, 0);
  header.writeUInt32LE({ 128: 0x660e, 192: 0x660f, 256: 0x6610 }[keyBits], 8);
  header.writeUInt32LE(0x8004, 12);
  header.writeUInt32LE(keyBits, 16);
  header.writeUInt32LE(0x18, 20);
  const input = Buffer.alloc(16, 9);
  const verifier = [littleEndian(16), SALT, encrypt(input), littleEndian(20), encrypt(sha1(input))];
  const start = [Buffer.from('0400020024000000', 'hex'), littleEndian(header.length + name.length)];
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return {
    EncryptionInfo: Buffer.concat([...start, header, name, ...verifier]),
    EncryptedPackage: Buffer.concat([length, encrypt(bytes)]),
  };
}

/** A compound file of some streams. */
export const compoundOf = (streams: Tree): Buffer => compoundBytes(streams);

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
