import type { PstFolder, PstMessage } from './message.ts';
import { newTable, storedProperty, type Writing, writeMessage } from './message-writer.ts';
import { NODE_TYPE, type NodeIds, sibling } from './node-ids.ts';
import type { NodeIndex } from './node-index.ts';
import { boolean, integer32, type PstProperty, type StoredProperty } from './property.ts';
import { writeProperties } from './property-context.ts';
import type { Table } from './table-context.ts';

/** What folders are written with. */
export interface FolderWriting extends Writing {
  readonly ids: NodeIds;
  readonly nodes: NodeIndex;
  readonly onMessage: () => void;
}

/** A folder with the node id that it is to have. */
export interface PlacedFolder extends Omit<PstFolder, 'folders'> {
  readonly nid: number;
  readonly parent: number;
  readonly folders: Iterable<PlacedFolder>;
  /** Whether it holds results of a search and not items. */
  readonly isSearch?: boolean;
}

interface Count {
  messages: number;
  unread: number;
}

/** Places a folder and, as they are drawn, the folders in it. */
export function* placed(folders: Iterable<PstFolder>, parent: number, ids: NodeIds): Generator<PlacedFolder> {
  for (const folder of folders) {
    const nid = ids.take(NODE_TYPE.folder);
    yield { ...folder, nid, parent, folders: placed(folder.folders ?? [], nid, ids) };
  }
}

/** Writes a folder: its own properties, and the tables of its folders, messages and hidden items ([MS-PST] §2.4.4). @returns its row in its parent's table */
export function writeFolder(folder: PlacedFolder, writing: FolderWriting): readonly StoredProperty[] {
  const { nid, parent, overcount = 0 } = folder;
  const count = writeItems(folder, writing);
  writeHidden(folder, writing);
  const hierarchy = newTable('hierarchy', writing);
  for (const child of folder.folders) hierarchy.addRow(child.nid, writeFolder(child, writing));
  const own: readonly PstProperty[] = [
    { id: 0x3001, text: folder.name },
    integer32(0x3602, count.messages + overcount),
    integer32(0x3603, count.unread),
    boolean(0x360a, hierarchy.count > 0),
    { id: 0x3613, text: folder.containerClass ?? 'IPF.Note' },
  ];
  const properties = own.map((property) => storedProperty(property, writing));
  writing.nodes.add(nid, writeProperties(writing.file, properties), parent);
  writing.nodes.add(sibling(nid, NODE_TYPE.hierarchy), hierarchy.finish(), 0);
  return properties;
}

function writeItems(folder: PlacedFolder, writing: FolderWriting): Count {
  const table = newTable('contents', writing);
  const count = { messages: 0, unread: 0 };
  for (const message of folder.messages ?? []) writeItem(message, folder.nid, table, count, writing);
  writing.nodes.add(sibling(folder.nid, NODE_TYPE.contents), table.finish(), 0);
  return count;
}

function writeItem(message: PstMessage, folder: number, table: Table, count: Count, writing: FolderWriting): void {
  const nid = writing.ids.take(NODE_TYPE.message);
  const { content, properties } = writing.file.grouped(message.fate === 'deleted', () =>
    writeMessage(message, writing),
  );
  if (message.fate === 'deleted') writing.nodes.addDeleted(nid, content, folder);
  else writing.nodes.add(nid, content, folder);
  writing.onMessage();
  if (message.fate !== undefined && message.fate !== 'kept') return;
  table.addRow(nid, properties);
  count.messages += 1;
  if (!message.isRead) count.unread += 1;
}

function writeHidden(folder: PlacedFolder, writing: FolderWriting): void {
  const table = newTable('associated', writing);
  for (const item of folder.associated ?? []) {
    const nid = writing.ids.take(NODE_TYPE.associated);
    const { content, properties } = writeMessage(item, writing);
    writing.nodes.add(nid, content, folder.nid);
    table.addRow(nid, properties);
  }
  writing.nodes.add(sibling(folder.nid, NODE_TYPE.associatedContents), table.finish(), 0);
}
