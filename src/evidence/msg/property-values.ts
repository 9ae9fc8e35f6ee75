import type { MapiProperty } from '../mapi/property.ts';
import type { Compound, CompoundEntry, CompoundStream } from '../ole/compound.ts';
import type { Shortfall } from '../text/extraction.ts';
import type { PropertyEntry } from './property-entries.ts';
import type { ValueStreams } from './value-streams.ts';

const MULTIPLE = 0x1000;
const OBJECT = 0x000d;

/** Bytes of a value of fixed length ([MS-OXCDATA] §2.11.1), by type. */
const WIDTHS: ReadonlyMap<number, number> = new Map([
  [0x0002, 2],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 2],
  [0x0014, 8],
  [0x0040, 8],
]);
const GUID = 0x0048;
const GUID_BYTES = 16;
const STRING8 = 0x001e;
const UNICODE = 0x001f;

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
  const size = WIDTHS.get(type);
  if (size === undefined) return null;
  return { id: tag >>> 16, type, size, values: () => [value.subarray(0, size)] };
}

/** A property whose entry is there and whose stream is not: an empty one has none, another has lost it. Null where its type has no value. */
export function missingProperty({ tag, value }: PropertyEntry): MapiProperty | null {
  const type = tag & 0xffff;
  if (type < 2) return null;
  const about = { id: tag >>> 16, type: type & ~MULTIPLE };
  if (type === OBJECT || (type & MULTIPLE) !== 0) return { ...about, size: 0, values: () => [] };
  const terminator = type === UNICODE ? 2 : type === STRING8 ? 1 : 0;
  const size = Math.max(0, value.readUInt32LE(0) - terminator);
  return { ...about, size, values: () => (size === 0 ? [Buffer.alloc(0)] : MISSING) };
}

/** A property whose value stands in streams; null where they hold no value of its type. @param mostBytes a longer value is not read. */
export function streamProperty(compound: Compound, streams: ValueStreams, mostBytes: number): MapiProperty | null {
  const { id, type, base, items } = streams;
  const about = { id, type: type & ~MULTIPLE };
  const width = about.type === GUID ? GUID_BYTES : WIDTHS.get(about.type);
  if (width !== undefined && base !== null) {
    const size = base.size;
    const read = () => whole([compound.stream(base)], mostBytes);
    return { ...about, size, values: () => mapped(read(), ([bytes]) => slices(bytes ?? Buffer.alloc(0), width)) };
  }
  const entries: readonly CompoundEntry[] = (type & MULTIPLE) !== 0 ? items : base === null ? [] : [base];
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
