import { crc32 } from 'node:zlib';
import { isShortfall, type Shortfall } from '../../shortfall.ts';
import { TOO_LONG } from '../../text/member-budget.ts';
import { DEFLATE } from '../../text/zip/zip-data.ts';
import { beginsAsDeflate, type Decompress, type Decompressed } from './decompress.ts';
import type { Candidate } from './key-ring.ts';
import type { MemberLock } from './member-lock.ts';
import { type AesLocked, aesKeys, aesLocked, openAes } from './win-zip-aes.ts';
import { checkByte, decryptZipCrypto, HEADER_BYTES } from './zip-crypto.ts';

/** A member's data as it stands in the archive. */
export interface LockedData {
  readonly data: Buffer;
  /** Of the plain bytes; null where nothing says it. */
  readonly crc32: number | null;
  /** Plain bytes. */
  readonly size: number;
  readonly flags: number;
  /** Most plain bytes. */
  readonly limit: number;
  readonly decompress: Decompress;
}

/** The plain bytes, proven; a shortfall where the password may be right and the bytes are not to be had; null where it is wrong after all. */
type Outcome = Decompressed | Shortfall | null;

/** Tries one password after the other on a member. */
export interface Trial {
  /** What a wrong password takes as a rule, in microseconds. */
  readonly work: number;
  /** What proving one takes that has passed the first check. */
  readonly proofWork: number;
  /** What proves a password that passes the first check, as wrong ones do now and then; null for one that does not. */
  readonly check: (candidate: Candidate) => (() => Promise<Outcome>) | null;
}

const BYTES_A_MICROSECOND = 60;
const HEAD_BYTES = 4096;

/** A trial of a member; a shortfall where its data is no locked data at all. */
export function trialOf(lock: Exclude<MemberLock, { type: 'none' }>, locked: LockedData): Trial | Shortfall {
  if (locked.data.length < HEADER_BYTES) return TOO_SHORT;
  if (lock.type === 'zip-crypto') return zipCryptoTrial(lock, locked);
  const aes = aesLocked(locked.data, lock.strength);
  return aes === null ? TOO_SHORT : aesTrial(lock, aes, locked);
}

const TOO_SHORT: Shortfall = {
  reason: 'damaged',
  detail: 'This member is locked and its data is lost or cut short; ask its sender for another copy.',
};

/** Only the checksum of the plain bytes proves a password here. */
function zipCryptoTrial({ method, checks }: Extract<MemberLock, { type: 'zip-crypto' }>, locked: LockedData): Trial {
  const { data, crc32, limit, decompress } = locked;
  const decrypted = (bytes: Buffer, { keys }: Candidate) => decryptZipCrypto(bytes, keys).subarray(HEADER_BYTES);
  const prove = async (candidate: Candidate): Promise<Outcome> => {
    if (crc32 === null) return null;
    if (method === DEFLATE && !beginsAsDeflate(decrypted(data.subarray(0, HEAD_BYTES), candidate))) return null;
    const plain = await decompress({ ...locked, method, data: decrypted(data, candidate) }, limit);
    if (isShortfall(plain)) return plain;
    if (plain.state === 'over-limit') return TOO_LONG;
    return isProven(plain, crc32) ? plain : null;
  };
  return {
    work: 0.3,
    proofWork: 50 + data.length / BYTES_A_MICROSECOND,
    check: (candidate) => (checks.includes(checkByte(data, candidate.keys)) ? () => prove(candidate) : null),
  };
}

function aesTrial(
  { method, hasChecksum }: Extract<MemberLock, { type: 'aes' }>,
  aes: AesLocked,
  locked: LockedData,
): Trial {
  const { limit, decompress } = locked;
  const known = hasChecksum ? locked.crc32 : null;
  return {
    work: WORK_A_KEY_BYTE * aes.keyBytes,
    proofWork: 50 + aes.ciphertext.length / BYTES_A_MICROSECOND,
    check: ({ bytes }) => {
      const keys = aesKeys(aes, bytes);
      if (keys === null) return null;
      return async () => {
        const compressed = openAes(aes, keys);
        if (compressed === null) return null;
        const plain = await decompress({ ...locked, crc32: known, method, data: compressed }, limit);
        const isWrong =
          !isShortfall(plain) && plain.state === 'whole' && known !== null && crc32(plain.bytes) !== known;
        return isWrong ? { bytes: plain.bytes, state: 'damaged' } : plain;
      };
    },
  };
}

/** Deriving keys of 128, 192 and 256 bits took 285, 420 and 560 microseconds. */
const WORK_A_KEY_BYTE = 17.5;

/** Whether bytes are those of a checksum. No bytes prove nothing. */
export function isProven({ bytes, state }: Decompressed, expected: number): boolean {
  return state === 'whole' && bytes.length > 0 && crc32(bytes) === expected;
}
