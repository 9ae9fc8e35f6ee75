import type { Compound, CompoundEntry } from '../ole/compound.ts';
import type { Shortfall } from '../shortfall.ts';

/** The stream of a storage's property entries ([MS-OXMSG] §2.4). */
export const PROPERTY_STREAM = '__properties_version1.0';

/** An entry of it: the tag, and the value itself or the length of its stream. */
export interface PropertyEntry {
  /** Id in the upper half, type with the multi-value flag in the lower. */
  readonly tag: number;
  /** Eight bytes. */
  readonly value: Buffer;
}

/** Whose properties a storage holds ([MS-OXMSG] §2.4); the header before the entries is longer the more it has to say. */
export type Holder = 'message' | 'embedded' | 'recipient' | 'attachment';

/** Recipients and attachments that a message should have. */
export interface PropertyCounts {
  readonly recipients: number;
  readonly attachments: number;
}

interface FoundEntries {
  /** Null where the header does not say, or is lost. */
  readonly counts: PropertyCounts | null;
  readonly entries: readonly PropertyEntry[];
  readonly shortfall: Shortfall | null;
}

const ENTRY_BYTES = 16;
const HEADER_BYTES = { message: 32, embedded: 24, recipient: 8, attachment: 8 } as const;
/** One entry for each id there can be. */
const MOST_BYTES = ENTRY_BYTES * 2 ** 16;

/** The stream of a storage's property entries; in a damaged file half of its name will do. Null where there is none. */
export function propertyStream(compound: Compound, storage: CompoundEntry): CompoundEntry | null {
  const isLike = ({ kind, name }: CompoundEntry) =>
    kind === 'stream' &&
    name.length === PROPERTY_STREAM.length &&
    (name.startsWith('__properties') || name.endsWith('_version1.0'));
  return compound.child(storage, PROPERTY_STREAM) ?? compound.children(storage).find(isLike) ?? null;
}

/** Reads the entries of a storage's property stream, as far as they are there. */
export function readPropertyEntries(
  compound: Compound,
  storage: CompoundEntry,
  holder: Holder,
  subject: string,
): FoundEntries {
  const entry = propertyStream(compound, storage);
  const stream = entry === null ? null : compound.stream(entry);
  const bytes = stream?.read(0, MOST_BYTES) ?? Buffer.alloc(0);
  const header = HEADER_BYTES[holder];
  const entries: PropertyEntry[] = [];
  for (let at = header; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    entries.push({ tag: bytes.readUInt32LE(at), value: bytes.subarray(at + 8, at + ENTRY_BYTES) });
  }
  const hasCounts = header >= HEADER_BYTES.embedded && bytes.length >= header;
  const counts = hasCounts ? { recipients: bytes.readUInt32LE(16), attachments: bytes.readUInt32LE(20) } : null;
  const isWhole = stream !== null && stream.shortfall === null && bytes.length >= header;
  return { entries, counts, shortfall: isWhole ? null : lostEntries(subject) };
}

function lostEntries(subject: string): Shortfall {
  return {
    reason: 'damaged',
    detail: `The list of properties of ${subject} is lost or cut short; what has a stream of its own was read. Ask its sender for another copy.`,
  };
}
