/** Types of nodes: the low five bits of a node id ([MS-PST] §2.2.2.1). */
export const NODE_TYPE = {
  internal: 0x01,
  folder: 0x02,
  searchFolder: 0x03,
  message: 0x04,
  attachment: 0x05,
  associatedMessage: 0x08,
  hierarchyTable: 0x0d,
  contentsTable: 0x0e,
  associatedTable: 0x0f,
} as const;

/** Nodes with an id of their own ([MS-PST] §2.4.1), and the tables inside a message (§2.4.5, §2.4.6). */
export const NODE_ID = {
  messageStore: 0x21,
  nameMap: 0x61,
  rootFolder: 0x122,
  attachmentTable: 0x671,
  recipientTable: 0x692,
} as const;

const TYPE_BITS = 0x1f;

/** The type of a node. */
export function nodeType(nid: number): number {
  return nid & TYPE_BITS;
}

/** The node of another type that belongs to a folder: its tables have its index ([MS-PST] §2.4.4). */
export function siblingNode(nid: number, type: number): number {
  return (nid - nodeType(nid) + type) >>> 0;
}

/** A node id as a sentence names it. */
export function shownNode(nid: number): string {
  return `0x${nid.toString(16)}`;
}
