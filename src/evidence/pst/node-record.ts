import { type Layout, readId } from './layout.ts';

/** What an entry of the node index says ([MS-PST] §2.2.2.7.7.4). */
export interface NodeRecord {
  readonly nid: number;
  readonly dataId: number;
  readonly subnodesId: number;
  readonly parent: number;
}

/** Reads an entry of a leaf of the node index. */
export function readNodeRecord(bytes: Buffer, at: number, { idBytes }: Layout): NodeRecord {
  return {
    nid: bytes.readUInt32LE(at),
    dataId: readId(bytes, at + idBytes, idBytes),
    subnodesId: readId(bytes, at + 2 * idBytes, idBytes),
    parent: bytes.readUInt32LE(at + 3 * idBytes),
  };
}
