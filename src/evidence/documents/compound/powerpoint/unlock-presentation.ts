import type { Shortfall } from '../../../shortfall.ts';
import { u32 } from '../bounded-number.ts';
import { findPassword } from '../locks/find-password.ts';
import { OTHER_LOCK } from '../locks/other-lock.ts';
import { Rc4 } from '../locks/rc4.ts';
import { type BlockKeys, readRc4Lock } from '../locks/rc4-lock.ts';
import { type PersistedObjects, persistedObjects } from './persisted-objects.ts';
import { RECORD, recordAt } from './records.ts';

/** The streams of a presentation. */
export interface PresentationStreams {
  readonly stream: Buffer;
  /** What the last user left: where the last edit stands. */
  readonly user: Buffer;
  readonly pictures: Buffer;
}

/** A presentation without its lock, and which password opened it, by index. */
export interface UnlockedPresentation extends Omit<PresentationStreams, 'user'> {
  readonly objects: PersistedObjects | null;
  readonly openedBy: number | null;
  /** What stays locked. */
  readonly shortfall: Shortfall | null;
}

const ENCRYPTED_TOKEN = 0xf3d1c4df;
const HEADER_BYTES = 8;
const NO_PICTURES = Buffer.alloc(0);

const PICTURES_LOCKED: Shortfall = {
  reason: 'unsupported',
  detail: 'The pictures of this locked presentation are not opened here; open it with its password and look at them.',
};

/** Takes the lock from a presentation, where it has one ([MS-PPT] §2.3.7). */
export function unlockPresentation(
  { stream, user, pictures }: PresentationStreams,
  passwords: readonly string[],
): UnlockedPresentation | Shortfall {
  const objects = persistedObjects(stream, u32(user, 16));
  const encryption = objects?.encryption ?? null;
  if (objects === null || encryption === null) {
    if (u32(user, 12) === ENCRYPTED_TOKEN) return OTHER_LOCK;
    return { stream, pictures, objects, openedBy: null, shortfall: null };
  }
  const session = recordAt(stream, objects.places.get(encryption) ?? -1, stream.length);
  const lock = session?.type === RECORD.encryption ? readRc4Lock(stream.subarray(session.from, session.to)) : null;
  if (lock === null) return OTHER_LOCK;
  const found = findPassword(lock, passwords);
  if ('reason' in found) return found;
  return {
    stream: decrypted(stream, objects, encryption, found.keys),
    pictures: NO_PICTURES,
    objects,
    openedBy: found.openedBy,
    shortfall: pictures.length > 0 ? PICTURES_LOCKED : null,
  };
}

/** Every object has the key of its number, from its header on; they do not overlap in a sound presentation, and each byte is decrypted once. */
function decrypted(stream: Buffer, { places }: PersistedObjects, encryption: number, keys: BlockKeys): Buffer {
  const whole = Buffer.from(stream);
  const starts = [...places].sort(([, a], [, b]) => a - b);
  let done = 0;
  for (const [number, at] of starts) {
    if (number === encryption || at < done || at + HEADER_BYTES > stream.length) continue;
    const cipher = new Rc4(keys(number));
    const header = cipher.apply(stream.subarray(at, at + HEADER_BYTES));
    const end = Math.min(stream.length, at + HEADER_BYTES + u32(header, 4));
    header.copy(whole, at);
    cipher.apply(stream.subarray(at + HEADER_BYTES, end)).copy(whole, at + HEADER_BYTES);
    done = end;
  }
  return whole;
}
