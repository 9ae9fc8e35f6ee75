import { isShortfall, type Shortfall } from '../shortfall.ts';
import { isInternal } from './block.ts';
import type { BlockFile } from './block-file.ts';
import { readId } from './layout.ts';
import { damaged, overBudget, shownNumber } from './shortfall.ts';

/** The list of a node's data blocks, in order ([MS-PST] §2.2.2.8.3.2); a list that is lost stands as a shortfall for all it named. */
export interface DataBlocks {
  readonly ids: readonly (number | Shortfall)[];
  /** Bytes of data as the outermost list, or the index, has it; -1 where neither is there. */
  readonly bytes: number;
}

const LIST_TYPE = 0x01;

/** Bytes in front of the ids of an XBLOCK or XXBLOCK: type, level, count, and the bytes of all. */
const LIST_HEAD_BYTES = 8;

/** Reads what data blocks a node has. @param id BID of its data; 0 where it has none. */
export function readDataBlocks(file: BlockFile, id: number): DataBlocks | Shortfall {
  if (id === 0) return { ids: [], bytes: 0 };
  if (!isInternal(id)) return { ids: [id], bytes: file.place(id)?.dataBytes ?? -1 };
  const list = readList(file, id);
  if (isShortfall(list)) return list;
  if (list.level === 1)
    return repeats(list.ids.length, new Set(list.ids)) ? tooMany(id) : { ids: list.ids, bytes: list.bytes };
  const ids: (number | Shortfall)[] = [];
  const distinct = new Set<number | Shortfall>();
  for (const inner of list.ids) {
    const below = isInternal(inner) ? readList(file, inner) : damaged(`Block list ${shownNumber(inner)} is none.`);
    if (isShortfall(below)) ids.push(below);
    else if (below.level !== 1) ids.push(damaged(`Block list ${shownNumber(inner)} of the store is not at its level.`));
    else {
      ids.push(...below.ids);
      for (const named of below.ids) distinct.add(named);
    }
    if (repeats(ids.length, distinct)) return tooMany(id);
  }
  return { ids, bytes: list.bytes };
}

/** Times that the blocks of one node may be named on average; no writer names one twice, but a bomb names one for ever. */
const MOST_NAMED = 4;

/** Names that are let pass uncounted. */
const FEW = 64;

function repeats(named: number, distinct: ReadonlySet<number | Shortfall>): boolean {
  return named > FEW && distinct.size * MOST_NAMED < named;
}

function tooMany(id: number): Shortfall {
  return overBudget(
    `Block list ${shownNumber(id)} of the store names the same blocks again and again; it is not read.`,
  );
}

interface BlockList {
  readonly level: number;
  readonly bytes: number;
  readonly ids: readonly number[];
}

function readList(file: BlockFile, id: number): BlockList | Shortfall {
  const block = file.read(id);
  if (isShortfall(block)) return block;
  const { data } = block;
  const { idBytes } = file.layout;
  const level = data.length < LIST_HEAD_BYTES || data[0] !== LIST_TYPE ? 0 : (data[1] as number);
  if (level !== 1 && level !== 2)
    return damaged(`Block list ${shownNumber(id)} of the store is not one; its data is lost.`);
  const count = Math.min(data.readUInt16LE(2), Math.floor((data.length - LIST_HEAD_BYTES) / idBytes));
  const ids = Array.from({ length: count }, (_, entry) => readId(data, LIST_HEAD_BYTES + entry * idBytes, idBytes));
  return { level, bytes: data.readUInt32LE(4), ids };
}
