import type { Compound, CompoundEntry } from '../../ole/compound.ts';
import { NATIVE_STREAM, readNativeStream } from '../../ole/package.ts';
import { storageBytes, storageShortfall, storageSize } from '../../ole/storage-file.ts';
import { shownName } from '../../text/member.ts';
import { TOO_LONG } from '../../text/member-budget.ts';
import type { FoundFile } from './findings.ts';

/** Streams in which an OLE server keeps a whole file ([MS-OLEDS] §2.3.6 and what servers of today do). */
const FILE_STREAMS = ['Package', 'package_stream', 'CONTENTS', 'Item', NATIVE_STREAM];
/** Storages that the readers of documents look into: pivot caches, Publisher's text, how a package is locked, signatures. */
const READ_BY_OTHERS = /^(?:_SX_DB_CUR|Quill|DataSpaces|_(?:xml)?signatures)$/i;
/** What OLE keeps beside an object's own data: its looks, its class, its links ([MS-OLEDS] §2.3); and equations, which are no text. */
const BESIDE = /^(?:\x01(?:Ole|CompObj)|\x02OlePres\d+|\x03.*|Equation Native|\x05.*)$/;

/** Whether a storage holds data of its own, not only other storages and what OLE notes beside an object. */
function holdsData(compound: Compound, storage: CompoundEntry): boolean {
  return compound.children(storage).some(({ kind, name }) => kind === 'stream' && !BESIDE.test(name));
}

/** What the storages of a document hold. */
export interface DocumentStorages {
  /** Storages of VBA projects, each of which holds a storage "VBA". */
  readonly projects: readonly CompoundEntry[];
  /** Objects embedded in the document. */
  readonly objects: readonly CompoundEntry[];
}

/** Looks through a document's storages. What stands in an object or a project is left to who reads that. */
export function documentStorages(compound: Compound): DocumentStorages {
  const projects: CompoundEntry[] = [];
  const objects: CompoundEntry[] = [];
  const waiting = [compound.root];
  for (let index = 0; index < waiting.length; index += 1) {
    const storage = waiting[index];
    if (storage === undefined) break;
    const isRoot = storage.kind === 'root';
    const isOfProject = isProject(compound, storage);
    if (isOfProject) projects.push(storage);
    else if (!isRoot && holdsData(compound, storage)) objects.push(storage);
    if (!isRoot && (isOfProject || objects.at(-1) === storage)) continue;
    waiting.push(...compound.children(storage).filter((inner) => isLookedThrough(compound, inner, isOfProject)));
  }
  return { projects, objects };
}

function isLookedThrough(compound: Compound, storage: CompoundEntry, isInProject: boolean): boolean {
  if (storage.kind !== 'storage' || READ_BY_OTHERS.test(storage.name)) return false;
  return !isInProject || (storage.name.toUpperCase() !== 'VBA' && compound.child(storage, 'f') === null);
}

/** Whether a storage is a VBA project's ([MS-OVBA] §2.2.1). */
function isProject(compound: Compound, storage: CompoundEntry): boolean {
  const vba = compound.child(storage, 'VBA');
  return vba?.kind === 'storage' && compound.child(vba, 'dir')?.kind === 'stream';
}

/**
 * An object embedded in a document, by its storage: the file that a package or server keeps in it, else the storage as a compound file by itself.
 * @param limit Most bytes of it.
 */
export function embeddedObject(compound: Compound, storage: CompoundEntry, limit: number): FoundFile {
  const name = shownName(storage.name);
  for (const stream of FILE_STREAMS) {
    const entry = compound.child(storage, stream);
    if (entry === null || entry.kind !== 'stream') continue;
    const { held, shortfall, read } = compound.stream(entry);
    if (held > limit) return { name, mediaType: null, bytes: NO_BYTES, shortfall: TOO_LONG };
    const file = stream === NATIVE_STREAM ? readNativeStream(read(0, held)) : null;
    if (file === null) return { name, mediaType: null, bytes: read(0, held), shortfall };
    return { name: shownName(file.name ?? name), mediaType: null, bytes: file.bytes, shortfall };
  }
  const shortfall = storageShortfall(compound, storage);
  if (storageSize(compound, storage) > limit) return { name, mediaType: null, bytes: NO_BYTES, shortfall: TOO_LONG };
  return { name, mediaType: null, bytes: storageBytes(compound, storage), shortfall };
}

const NO_BYTES = new Uint8Array(0);
