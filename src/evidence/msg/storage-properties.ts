import type { MapiProperties, MapiProperty } from '../mapi/property.ts';
import type { Compound, CompoundEntry } from '../ole/compound.ts';
import type { Shortfall } from '../shortfall.ts';
import { type Holder, type PropertyCounts, type PropertyEntry, readPropertyEntries } from './property-entries.ts';
import { inlineProperty, missingProperty, streamProperty } from './property-values.ts';
import { type ValueStreams, valueStreams } from './value-streams.ts';

/** The properties of a message, recipient or attachment. */
export interface StorageProperties {
  readonly properties: MapiProperties;
  readonly counts: PropertyCounts | null;
  /** What of the storage is lost though something of it was read. */
  readonly shortfalls: readonly Shortfall[];
}

/**
 * Reads the properties of a storage: those its property stream lists, and those that only their value's stream still shows.
 * @param subject the storage's owner in a sentence: "the message", "attachment 2".
 * @param mostBytes a longer value is not read.
 */
export function readStorageProperties(
  compound: Compound,
  storage: CompoundEntry,
  holder: Holder,
  subject: string,
  mostBytes: number,
): StorageProperties {
  const streams = valueStreams(compound, storage);
  const { entries, counts, shortfall } = readPropertyEntries(compound, storage, holder, subject);
  const shortfalls = shortfall === null ? [] : [shortfall];
  const properties = new Map<number, MapiProperty>();
  const add = (property: MapiProperty | null): void => {
    if (property !== null && !properties.has(property.id)) properties.set(property.id, property);
  };
  for (const one of streams.values()) {
    add(streamProperty(compound, one, mostBytes));
    const cut = cutOff(compound, one, subject);
    if (cut !== null) shortfalls.push(cut);
  }
  for (const entry of entries) add(listed(entry, streams));
  return { properties, counts, shortfalls };
}

/** A property that has its value in its entry, or has lost it. */
function listed(entry: PropertyEntry, streams: ReadonlyMap<number, ValueStreams>): MapiProperty | null {
  if (streams.has(entry.tag)) return null;
  return inlineProperty(entry) ?? missingProperty(entry);
}

/** Says which value was read in part; one that is lost altogether is told by its property. */
function cutOff(compound: Compound, { id, all }: ValueStreams, subject: string): Shortfall | null {
  const cut = all.map((entry) => compound.stream(entry)).find((stream) => stream.shortfall !== null && stream.held > 0);
  if (cut === undefined || cut.shortfall === null) return null;
  const number = id.toString(16).padStart(4, '0').toUpperCase();
  const detail = `Of property ${number} of ${subject}, ${cut.held} of ${cut.size} bytes were read; the file around it is damaged or cut short. Ask its sender for another copy.`;
  return { reason: cut.shortfall.reason, detail };
}
