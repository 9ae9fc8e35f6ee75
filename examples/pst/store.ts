import { type FolderWriting, placed, writeFolder } from './folder-writer.ts';
import type { PstFolder } from './message.ts';
import { newTable, storedProperty } from './message-writer.ts';
import { guidBytes } from './names.ts';
import { NODE, sibling } from './node-ids.ts';
import { binary, boolean, integer32, type PstProperty } from './property.ts';
import { writeProperties } from './property-context.ts';

/** The store's own id; entry ids of its folders and messages carry it ([MS-PST] §2.4.3.2). */
const RECORD_KEY = guidBytes('5c0b1f3a-7f2e-4b8e-9f6d-3a6b1d5e8c21');
/** The store has a topmost folder, a wastebasket and a search root. */
const VALID_FOLDERS = 0x89;

/** Writes the nodes that every store has ([MS-PST] §2.7.1), and the folders below its topmost one. */
export function writeStore(name: string, folders: Iterable<PstFolder>, writing: FolderWriting): void {
  writeTemplates(writing);
  writeFolder(
    {
      nid: NODE.root,
      parent: NODE.root,
      name: '',
      folders: [
        { nid: NODE.top, parent: NODE.root, name, folders: topFolders(folders, writing) },
        { nid: NODE.searchRoot, parent: NODE.root, name: 'Search Root', folders: [] },
      ],
    },
    writing,
  );
  writeSpamSearch(writing);
  writing.nodes.add(NODE.searchQueue, NOTHING, 0);
  writing.nodes.add(NODE.searchActivity, NOTHING, 0);
  writeStoreProperties(name, writing);
  writing.nodes.add(NODE.names, writing.names.write(writing.file), 0);
}

const NOTHING = { data: 0, subnodes: 0 };

/** What is to be written into Deleted Items comes as a folder of that name; else that folder is empty. */
function* topFolders(folders: Iterable<PstFolder>, writing: FolderWriting) {
  let hasDeletedItems = false;
  for (const folder of placed(folders, NODE.top, writing.ids)) {
    const isDeletedItems: boolean = folder.name === 'Deleted Items' && !hasDeletedItems;
    hasDeletedItems ||= isDeletedItems;
    yield isDeletedItems ? { ...folder, nid: NODE.deletedItems } : folder;
  }
  if (!hasDeletedItems) yield { nid: NODE.deletedItems, parent: NODE.top, name: 'Deleted Items', folders: [] };
}

function writeTemplates(writing: FolderWriting): void {
  const templates = [
    [NODE.hierarchyTemplate, 'hierarchy'],
    [NODE.contentsTemplate, 'contents'],
    [NODE.associatedTemplate, 'associated'],
    [NODE.searchTemplate, 'search'],
    [NODE.attachmentTable, 'attachments'],
    [NODE.recipientTable, 'recipients'],
  ] as const;
  for (const [nid, kind] of templates) writing.nodes.add(nid, newTable(kind, writing).finish(), 0);
}

/** [MS-PST] §2.4.3.1. */
function writeStoreProperties(name: string, writing: FolderWriting): void {
  const properties: readonly PstProperty[] = [
    binary(0x0ff9, RECORD_KEY),
    { id: 0x3001, text: name },
    integer32(0x35df, VALID_FOLDERS),
    binary(0x35e0, entryId(NODE.top)),
    binary(0x35e3, entryId(NODE.deletedItems)),
    binary(0x35e7, entryId(NODE.searchRoot)),
    binary(0x0e34, Buffer.alloc(24)),
    integer32(0x0e38, 0),
    integer32(0x67ff, 0),
  ];
  const stored = properties.map((property) => storedProperty(property, writing));
  writing.nodes.add(NODE.store, writeProperties(writing.file, stored), 0);
}

function entryId(nid: number): Buffer {
  const id = Buffer.alloc(24);
  RECORD_KEY.copy(id, 4);
  id.writeUInt32LE(nid, 20);
  return id;
}

/** The search folder that a new store comes with ([MS-PST] §2.7.3). */
function writeSpamSearch(writing: FolderWriting): void {
  const properties: readonly PstProperty[] = [
    { id: 0x3001, text: 'SPAM Search Folder 2' },
    integer32(0x3602, 0),
    integer32(0x3603, 0),
    boolean(0x360a, false),
  ];
  const stored = properties.map((property) => storedProperty(property, writing));
  writing.nodes.add(NODE.spamSearch, writeProperties(writing.file, stored), NODE.root);
  writing.nodes.add(sibling(NODE.spamSearch, 0x06), NOTHING, 0);
  writing.nodes.add(sibling(NODE.spamSearch, 0x07), writeProperties(writing.file, [integer32(0x660b, 0)]), 0);
  writing.nodes.add(sibling(NODE.spamSearch, 0x10), newTable('search', writing).finish(), 0);
}
