import type { AttachmentContent, MapiObject } from '../mapi/mapi-object.ts';
import type { MapiProperties } from '../mapi/property.ts';
import { TYPE } from '../mapi/property-type.ts';
import type { Compound, CompoundEntry } from '../ole/compound.ts';
import { storageBytes, storageShortfall, storageSize } from '../ole/storage-file.ts';
import type { Shortfall } from '../shortfall.ts';
import { propertyStream } from './property-entries.ts';
import { valueStreams } from './value-streams.ts';

/** An attachment's storage and what was read of it. */
export interface AttachmentStorage {
  readonly storage: CompoundEntry;
  readonly properties: MapiProperties;
}

/** PidTagAttachDataBinary as a stream, and PidTagAttachDataObject as a storage ([MS-OXMSG] §2.2.2). */
const DATA_TAG = 0x37010102;
/** With any twelve characters for `__substg1.0_`, as a damaged file may have it. */
const OBJECT_STORAGE = /^.{12}3701000D$/is;
const ATTACH_DATA = 0x3701;
/** PidTagAttachLongPathname, PidTagAttachPathname. */
const PATH_NAMES = [0x370d, 0x3708] as const;

const NO_DATA: Shortfall = {
  reason: 'damaged',
  detail: 'The message lists this attachment and does not hold it; ask its sender for another copy.',
};

/** What an attachment's storage holds. An OLE object's storage is given as the compound file it would be by itself. */
export function attachmentContent(
  compound: Compound,
  { storage, properties }: AttachmentStorage,
  readEmbedded: (storage: CompoundEntry) => MapiObject,
): AttachmentContent {
  const object = objectEntry(compound, storage);
  if (object?.kind === 'storage') {
    if (holdsMessage(compound, object)) return { state: 'message', message: readEmbedded(object) };
    return { state: 'bytes', size: storageSize(compound, object), bytes: () => storageBytes(compound, object) };
  }
  const stream = valueStreams(compound, storage).get(DATA_TAG)?.base ?? object;
  if (stream !== null) return streamContent(compound, stream);
  const target = PATH_NAMES.map((id) => textOf(properties, id)).find((path) => path !== '');
  if (target !== undefined) return { state: 'reference', target };
  const isEmpty = properties.get(ATTACH_DATA)?.size === 0;
  return isEmpty ? { state: 'bytes', size: 0, bytes: () => Buffer.alloc(0) } : { state: 'unread', shortfall: NO_DATA };
}

/** What is lost of the OLE object in an attachment's storage though some of it is there; an embedded message tells its own. */
export function objectLoss(compound: Compound, storage: CompoundEntry, number: number): readonly Shortfall[] {
  const object = objectEntry(compound, storage);
  if (object?.kind !== 'storage' || holdsMessage(compound, object)) return [];
  const shortfall = storageShortfall(compound, object);
  if (shortfall === null) return [];
  const detail = `Of the object in attachment ${number} a piece is lost in the damaged file around it; the rest was read. Ask its sender for another copy.`;
  return [{ reason: shortfall.reason, detail }];
}

/** Whether a storage is an embedded message and no OLE object: it has properties, or what damage has left of them. */
function holdsMessage(compound: Compound, object: CompoundEntry): boolean {
  return propertyStream(compound, object) !== null || valueStreams(compound, object).size > 0;
}

function objectEntry(compound: Compound, storage: CompoundEntry): CompoundEntry | null {
  return compound.children(storage).find(({ name }) => OBJECT_STORAGE.test(name)) ?? null;
}

function streamContent(compound: Compound, entry: CompoundEntry): AttachmentContent {
  const { held, shortfall, read } = compound.stream(entry);
  if (held === 0 && shortfall !== null) return { state: 'unread', shortfall };
  return { state: 'bytes', size: held, bytes: () => read(0, held) };
}

function textOf(properties: MapiProperties, id: number): string {
  const property = properties.get(id);
  const values = property?.values() ?? [];
  const value = 'reason' in values ? undefined : values[0];
  return Buffer.from(value ?? [])
    .toString(property?.type === TYPE.unicode ? 'utf16le' : 'latin1')
    .replace(/\0+$/, '');
}
