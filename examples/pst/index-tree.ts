import type { BlockEntry, Content } from './block-file.ts';
import type { FileSpace } from './file-space.ts';
import { type Layout, PAGE, writeWord } from './layout.ts';
import { PAGE_TYPE, sealPage } from './page.ts';

/** A node in the node index ([MS-PST] §2.2.2.7.7.4). */
export interface NodeIndexEntry extends Content {
  readonly nid: number;
  readonly parent: number;
}

/** A page's id and place ([MS-PST] §2.2.2.4). */
export interface PageReference {
  readonly id: number;
  readonly offset: number;
}

/** Gives each page its id, one after another. */
export interface PageIds {
  next: number;
}

/** References to a block: its own creation, and the one that holds it. */
const REFERENCES = 2;

/** Writes the block index ([MS-PST] §2.2.2.7.7): leaves, then the levels above. @param entries by ascending id */
export function writeBlockIndex(
  space: FileSpace,
  layout: Layout,
  ids: PageIds,
  entries: readonly BlockEntry[],
): readonly Page[] {
  const { word } = layout;
  const size = word === 8 ? 24 : 12;
  return writeTree({ space, layout, ids, type: PAGE_TYPE.bbt, size, count: entries.length }, (page, at, index) => {
    const { id, offset, length } = entries[index] as BlockEntry;
    writeWord(page, id, at, layout);
    writeWord(page, offset, at + word, layout);
    page.writeUInt16LE(length, at + 2 * word);
    page.writeUInt16LE(REFERENCES, at + 2 * word + 2);
    return id;
  });
}

/** Writes the node index. @param entries by ascending nid */
export function writeNodeIndex(
  space: FileSpace,
  layout: Layout,
  ids: PageIds,
  entries: readonly NodeIndexEntry[],
): readonly Page[] {
  const { word } = layout;
  return writeTree(
    { space, layout, ids, type: PAGE_TYPE.nbt, size: word * 4, count: entries.length },
    (page, at, index) => {
      const { nid, data, subnodes, parent } = entries[index] as NodeIndexEntry;
      writeWord(page, nid, at, layout);
      writeWord(page, data, at + word, layout);
      writeWord(page, subnodes, at + 2 * word, layout);
      page.writeUInt32LE(parent, at + 3 * word);
      return nid;
    },
  );
}

/** A page of a tree; the last of all is the root. */
export interface Page extends PageReference {
  /** Key of its first entry. */
  readonly key: number;
}

interface Tree {
  readonly space: FileSpace;
  readonly layout: Layout;
  readonly ids: PageIds;
  readonly type: number;
  /** Bytes of a leaf entry. */
  readonly size: number;
  readonly count: number;
}

/** Writes an entry at a place in a page and says its key. */
type WriteEntry = (page: Buffer, at: number, index: number) => number;

function writeTree(tree: Tree, writeLeaf: WriteEntry): readonly Page[] {
  const pages: Page[] = [];
  let level = writeLevel(tree, 0, tree.count, writeLeaf);
  pages.push(...level);
  for (let height = 1; level.length > 1; height++) {
    const below = level;
    level = writeLevel({ ...tree, size: tree.layout.word * 3 }, height, below.length, (page, at, index) =>
      writeBranch(page, at, below[index] as Page, tree.layout),
    );
    pages.push(...level);
  }
  return pages;
}

function writeBranch(page: Buffer, at: number, { key, id, offset }: Page, layout: Layout): number {
  writeWord(page, key, at, layout);
  writeWord(page, id, at + layout.word, layout);
  writeWord(page, offset, at + 2 * layout.word, layout);
  return key;
}

function writeLevel(tree: Tree, height: number, count: number, writeEntry: WriteEntry): readonly Page[] {
  const most = Math.floor(tree.layout.treeEntries / tree.size);
  const pages: Page[] = [];
  for (let from = 0; from < Math.max(count, 1); from += most) {
    const { offset, bytes } = tree.space.take(PAGE, PAGE);
    const entries = Math.min(most, count - from);
    let key = 0;
    for (let entry = entries - 1; entry >= 0; entry--) key = writeEntry(bytes, entry * tree.size, from + entry);
    bytes.set([entries, most, tree.size, height], tree.layout.treeEntries);
    const id = tree.ids.next++;
    sealPage(bytes, tree.type, offset, id, tree.layout);
    pages.push({ key, id, offset });
  }
  return pages;
}
