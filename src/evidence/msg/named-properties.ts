import { MOST_NAME_STREAM_BYTES, type NamedProperties, NO_NAMES, namesInStreams } from '../mapi/named-properties.ts';
import type { Compound } from '../ole/compound.ts';

const STORAGE = '__nameid_version1.0';
/** Streams of the storage ([MS-OXMSG] §2.2.3.1): sets, entries, names that are text. */
const STREAMS = {
  sets: '__substg1.0_00020102',
  entries: '__substg1.0_00030102',
  texts: '__substg1.0_00040102',
} as const;

/** Reads the file's one map of named properties, which embedded messages use as well. */
export function readNamedProperties(compound: Compound): NamedProperties {
  const storage = compound.child(compound.root, STORAGE);
  if (storage === null) return NO_NAMES;
  const stream = (part: keyof typeof STREAMS): Buffer => {
    const entry = compound.child(storage, STREAMS[part]);
    return entry === null ? Buffer.alloc(0) : compound.stream(entry).read(0, MOST_NAME_STREAM_BYTES[part]);
  };
  return namesInStreams({ sets: stream('sets'), entries: stream('entries'), texts: stream('texts') });
}
