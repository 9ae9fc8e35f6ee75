import { BlockFile } from './block-file.ts';
import { CRYPT_METHOD, type PstEncoding } from './encoding.ts';
import { FileSpace } from './file-space.ts';
import type { FolderWriting } from './folder-writer.ts';
import { headerBytes } from './header.ts';
import { type Page, type PageIds, writeBlockIndex, writeNodeIndex } from './index-tree.ts';
import { layoutOf, PAGE, type PstFormat } from './layout.ts';
import type { PstFolder } from './message.ts';
import { Names } from './names.ts';
import { NodeIds } from './node-ids.ts';
import { NodeIndex } from './node-index.ts';
import { PAGE_TYPE, sealPage } from './page.ts';
import { writeStore } from './store.ts';

/** What a PST is to hold. */
export interface PstOptions {
  readonly format: PstFormat;
  readonly encoding: PstEncoding;
  /** Name of the store, also of its topmost folder. */
  readonly name?: string;
  /** Windows code page of text in an ANSI store; 1252 where absent. */
  readonly codePage?: number;
  /** Folders, drawn one at a time; each is written before the next is drawn. */
  readonly folders: Iterable<PstFolder>;
  /** Is told after each message how many messages and bytes are written. */
  readonly onProgress?: (progress: PstProgress) => void;
}

/** What was written: messages, and bytes of the file. */
export interface PstProgress {
  readonly messages: number;
  readonly bytes: number;
}

/** Where the density list stands ([MS-PST] §2.2.2.7.4). */
const DENSITY_LIST = 0x4200;

/**
 * Writes a PST ([MS-PST]). Memory holds the indexes, one table and one message at a time, not the messages.
 * @returns messages in the folders' items, deleted and orphaned ones included, and the file's length in bytes
 * @throws the file system's error where the file cannot be written
 */
export function writePst(path: string, options: PstOptions): PstProgress {
  const layout = layoutOf(options.format);
  const space = new FileSpace(path, layout);
  try {
    const file = new BlockFile(space, layout, options.encoding);
    let messages = 0;
    const writing: FolderWriting = {
      file,
      form: { format: options.format, codePage: options.codePage ?? 1252 },
      names: new Names(),
      ids: new NodeIds(),
      nodes: new NodeIndex(),
      onMessage: () => {
        messages += 1;
        options.onProgress?.({ messages, bytes: space.position });
      },
    };
    writeStore(options.name ?? 'Personal folders', options.folders, writing);
    const bytes = finish(space, writing, CRYPT_METHOD[options.encoding]);
    return { messages, bytes };
  } finally {
    space.close();
  }
}

/** Writes the indexes and the header. @returns the file's length */
function finish(space: FileSpace, { file, nodes, ids }: FolderWriting, cryptMethod: number): number {
  const { layout } = file;
  const pages: PageIds = { next: 1 };
  const before = nodes.before();
  if (before) {
    const old = [
      ...writeNodeIndex(space, layout, pages, before),
      ...writeBlockIndex(space, layout, pages, file.allEntries()),
    ];
    for (const { offset } of old) space.release(offset, PAGE);
    for (const { offset, length } of file.freed()) space.release(offset, length);
  }
  const nodeRoot = writeNodeIndex(space, layout, pages, nodes.kept()).at(-1) as Page;
  const blockRoot = writeBlockIndex(space, layout, pages, file.keptEntries()).at(-1) as Page;
  const densityList = Buffer.alloc(PAGE);
  sealPage(densityList, PAGE_TYPE.dlist, DENSITY_LIST, pages.next++, layout);
  space.writeAt(densityList, DENSITY_LIST);
  const totals = space.finish();
  const fields = {
    cryptMethod,
    space: totals,
    nodeRoot,
    blockRoot,
    nextBlock: file.nextId,
    nextPage: pages.next,
    nextNodes: ids.next,
  };
  space.writeAt(headerBytes(fields, layout), 0);
  return totals.end;
}
