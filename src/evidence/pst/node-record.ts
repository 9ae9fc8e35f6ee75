import { type Layout, readId } from './layout.ts';

/** What an entry of the node index says ([MS-PST] §2.2.2.7.7.4). */
export interface NodeRecord {
  readonly nid: number;
  readonly dataId: number;
  readonly subnodesId: number;
  readonly parent: number;
}

/** Reads an entry of a leaf of the node index. */
export function readNodeRecord(bytes: Buffer, at: number, { idBytes }: Pick<Layout, 'idBytes'>): NodeRecord {
  return {
    nid: bytes.readUInt32LE(at),
    dataId: readId(bytes, at + idBytes, idBytes),
    subnodesId: readId(bytes, at + 2 * idBytes, idBytes),
    parent: bytes.readUInt32LE(at + 3 * idBytes),
  };
}

/** Whether an entry has the form of one: a node of some type below a folder, and nothing where nothing belongs. */
export function isWellFormed(bytes: Buffer, at: number, { idBytes, nodeEntryBytes }: Layout): boolean {
  const { nid, parent } = readNodeRecord(bytes, at, { idBytes });
  const isPadded =
    idBytes === 4 || (bytes.readUInt32LE(at + 4) === 0 && bytes.readUInt32LE(at + nodeEntryBytes - 4) === 0);
  return isPadded && (nid & 0x1f) !== 0 && (parent === 0 || FOLDER_TYPES.includes(parent & 0x1f));
}

const FOLDER_TYPES = [2, 3];
