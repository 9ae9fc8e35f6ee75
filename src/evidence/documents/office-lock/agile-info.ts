import { Parser } from 'htmlparser2';
import type { Shortfall } from '../../shortfall.ts';
import { HASH_BYTES, type HashName } from './spun-hash.ts';

/** A cipher as `EncryptionInfo` describes it ([MS-OFFCRYPTO] §2.3.4.10). */
export interface AgileCipher {
  readonly salt: Buffer;
  readonly keyBytes: number;
  readonly hash: HashName;
  /** Cipher feedback of 8 bits instead of block chaining. */
  readonly isFeedback: boolean;
}

/** What agile encryption needs to be undone. */
export interface AgileInfo {
  /** Of the document. */
  readonly data: AgileCipher;
  /** Of the document's key, for a password. */
  readonly key: AgileCipher & {
    readonly rounds: number;
    readonly verifierInput: Buffer;
    readonly verifierHash: Buffer;
    readonly keyValue: Buffer;
  };
  /** By which the document is shown to be whole; null where there is none. */
  readonly integrity: { readonly key: Buffer; readonly value: Buffer } | null;
}

type Attributes = Readonly<Record<string, string>>;

const HASHES: ReadonlyMap<string, HashName> = new Map<string, HashName>([
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA512', 'sha512'],
  ['MD5', 'md5'],
]);
const KEY_BITS: ReadonlySet<string> = new Set(['128', '192', '256']);
const MOST_BYTES = 1024 * 1024;

const NO_PASSWORD: Shortfall = {
  reason: 'encrypted',
  detail:
    'This document is locked for holders of certificates, not by a password; open it by hand and add what comes out.',
};

const UNKNOWN: Shortfall = {
  reason: 'unsupported',
  detail: 'This document is locked by a cipher that is not opened here; open it by hand and add what comes out.',
};

/** Reads the description of agile encryption. @param xml the stream `EncryptionInfo` without its version. */
export function readAgileInfo(xml: Uint8Array): AgileInfo | Shortfall {
  const found = attributesOf(Buffer.from(xml.subarray(0, MOST_BYTES)).toString('utf8'));
  const encryptedKey = found.get('encryptedKey');
  const keyData = found.get('keyData');
  if (encryptedKey === undefined || keyData === undefined) return NO_PASSWORD;
  const data = cipherOf(keyData);
  const key = cipherOf(encryptedKey);
  if (data === null || key === null) return UNKNOWN;
  const rounds = Number(encryptedKey.spinCount);
  return {
    data,
    key: {
      ...key,
      rounds: Number.isSafeInteger(rounds) && rounds >= 0 ? rounds : Number.POSITIVE_INFINITY,
      verifierInput: bytesOf(encryptedKey.encryptedVerifierHashInput),
      verifierHash: bytesOf(encryptedKey.encryptedVerifierHashValue),
      keyValue: bytesOf(encryptedKey.encryptedKeyValue),
    },
    integrity: integrityOf(found.get('dataIntegrity')),
  };
}

/** Attributes of the first element of each name, without prefixes; of `encryptedKey` the first that is for a password. */
function attributesOf(xml: string): ReadonlyMap<string, Attributes> {
  const found = new Map<string, Attributes>();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const local = name.slice(name.indexOf(':') + 1);
        const isForPassword = local !== 'encryptedKey' || 'spinCount' in attributes;
        if (isForPassword && !found.has(local)) found.set(local, attributes);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

function cipherOf(attributes: Attributes): AgileCipher | null {
  const { saltValue, keyBits = '', hashAlgorithm = '', cipherAlgorithm, cipherChaining = '' } = attributes;
  const hash = HASHES.get(hashAlgorithm.replace('-', '').toUpperCase());
  if (hash === undefined || cipherAlgorithm !== 'AES' || !KEY_BITS.has(keyBits)) return null;
  if (cipherChaining !== 'ChainingModeCBC' && cipherChaining !== 'ChainingModeCFB') return null;
  const isFeedback = cipherChaining === 'ChainingModeCFB';
  return { salt: bytesOf(saltValue), keyBytes: Number(keyBits) / 8, hash, isFeedback };
}

function integrityOf(attributes: Attributes | undefined): AgileInfo['integrity'] {
  if (attributes === undefined) return null;
  return { key: bytesOf(attributes.encryptedHmacKey), value: bytesOf(attributes.encryptedHmacValue) };
}

const bytesOf = (base64: string | undefined) => Buffer.from(base64 ?? '', 'base64');

/** Bytes of a cipher's hash. */
export const hashBytes = ({ hash }: AgileCipher): number => HASH_BYTES[hash];
