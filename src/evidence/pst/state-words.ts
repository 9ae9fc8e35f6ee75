import { folderFacts } from './folder.ts';
import type { PstTable } from './heap.ts';
import type { PstNode } from './node.ts';
import { readProperties } from './property-context.ts';
import { stateTexts } from './state-texts.ts';
import { NODE_TYPE, nodeType } from './store-ids.ts';
import { readTable } from './table-context.ts';

/** What an outdated state says in words. */
interface StateWords {
  /** Each text once, in its order, as lines. */
  readonly text: string;
  /** Characters read for it, with those of repeated texts: what it costs. */
  readonly length: number;
  /** What a folder calls itself. */
  readonly name: string | null;
  /** Whether it says more than was read. */
  readonly isCut: boolean;
}

const FOLDERS: ReadonlySet<number> = new Set([NODE_TYPE.folder, NODE_TYPE.searchFolder]);
const LISTS: ReadonlySet<number> = new Set([
  NODE_TYPE.hierarchyTable,
  NODE_TYPE.contentsTable,
  NODE_TYPE.associatedTable,
]);

/** Whether a node holds a folder's own properties. */
export function isFolder(nid: number): boolean {
  return FOLDERS.has(nodeType(nid));
}

/** Whether a node is a folder's list of items, of settings or of folders. */
export function isList(nid: number): boolean {
  return LISTS.has(nodeType(nid));
}

/** Reads a list's rows, or properties. @param most characters. @returns null where the bytes are something else by now. */
export function stateWords(node: PstNode, nid: number, most: number): StateWords | null {
  if (isList(nid)) {
    const table = readTable(node);
    return 'reason' in table ? null : { ...joined(rowTexts(table.rows()), most), name: null };
  }
  const context = readProperties(node);
  if ('reason' in context) return null;
  const name = isFolder(nid) ? folderFacts(context.properties).name : null;
  return { ...joined(stateTexts(context.properties), most), name };
}

type Rows = ReturnType<PstTable['rows']>;

function* rowTexts(rows: Rows): Generator<string | null> {
  for (const row of rows) if ('id' in row) yield* stateTexts(row.properties);
}

function joined(texts: Iterable<string | null>, most: number): Omit<StateWords, 'name'> {
  const lines = new Set<string>();
  let length = 0;
  let isCut = false;
  for (const text of texts) {
    length += (text?.length ?? 0) + 1;
    isCut ||= text === null || length > most;
    if (length > most) break;
    if (text !== null && text !== '') lines.add(text);
  }
  return { text: [...lines].join('\n'), length, isCut };
}
