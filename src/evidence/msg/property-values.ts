import type { MapiProperty } from '../mapi/property.ts';
import { fixedBytes, isMultiple, singleType, TYPE } from '../mapi/property-type.ts';
import type { Compound, CompoundEntry, CompoundStream } from '../ole/compound.ts';
import type { Shortfall } from '../shortfall.ts';
import type { PropertyEntry } from './property-entries.ts';
import type { ValueStreams } from './value-streams.ts';

/** A value of so many bytes at most stands in its entry. */
const INLINE_BYTES = 8;

const MISSING: Shortfall = {
  reason: 'damaged',
  detail: 'The file lists this value and does not hold it; ask its sender for another copy.',
};

const TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: 'This value is longer than one part may be and was not read; open the file by hand.',
};

/** A property whose value stands in its entry; null for one that has a stream. */
export function inlineProperty({ tag, value }: PropertyEntry): MapiProperty | null {
  const type = tag & 0xffff;
  const size = fixedBytes(type);
  if (size === null || size > INLINE_BYTES) return null;
  return { id: tag >>> 16, type, size, values: () => [value.subarray(0, size)] };
}

/** A property whose entry is there and whose stream is not: an empty one has none, another has lost it. Null where its type has no value. */
export function missingProperty({ tag, value }: PropertyEntry): MapiProperty | null {
  const type = tag & 0xffff;
  if (type < 2) return null;
  const about = { id: tag >>> 16, type: singleType(type) };
  if (type === TYPE.object || isMultiple(type)) return { ...about, size: 0, values: () => [] };
  const terminator = type === TYPE.unicode ? 2 : type === TYPE.string8 ? 1 : 0;
  const size = Math.max(0, value.readUInt32LE(0) - terminator);
  return { ...about, size, values: () => (size === 0 ? [Buffer.alloc(0)] : MISSING) };
}

/** A property whose value stands in streams; null where they hold no value of its type. @param mostBytes a longer value is not read. */
export function streamProperty(compound: Compound, streams: ValueStreams, mostBytes: number): MapiProperty | null {
  const { id, type, base, items } = streams;
  const about = { id, type: singleType(type) };
  const width = fixedBytes(about.type);
  if (width !== null && base !== null) {
    const size = base.size;
    const read = () => whole([compound.stream(base)], mostBytes);
    return { ...about, size, values: () => mapped(read(), ([bytes]) => slices(bytes ?? Buffer.alloc(0), width)) };
  }
  const entries: readonly CompoundEntry[] = isMultiple(type) ? items : base === null ? [] : [base];
  if (entries.length === 0 && base === null) return null;
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return { ...about, size, values: () => whole(entries.map(compound.stream), mostBytes) };
}

/** All bytes of streams, as far as they are held; a shortfall where all of one is lost, or they are too long. */
function whole(streams: readonly CompoundStream[], mostBytes: number): readonly Buffer[] | Shortfall {
  const lost = streams.find(({ held, shortfall }) => held === 0 && shortfall !== null)?.shortfall;
  if (lost != null && streams.every(({ held }) => held === 0)) return lost;
  if (streams.reduce((sum, { held }) => sum + held, 0) > mostBytes) return TOO_LONG;
  return streams.map((stream) => stream.read(0, stream.held));
}

function mapped(
  read: readonly Buffer[] | Shortfall,
  map: (buffers: readonly Buffer[]) => readonly Buffer[],
): readonly Buffer[] | Shortfall {
  return 'reason' in read ? read : map(read);
}

function slices(bytes: Buffer, width: number): readonly Buffer[] {
  const count = Math.floor(bytes.length / width);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * width, (index + 1) * width));
}
