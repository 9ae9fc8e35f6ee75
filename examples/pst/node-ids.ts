/** Node types: the low five bits of a node id ([MS-PST] §2.2.2.1). */
export const NODE_TYPE = {
  folder: 0x02,
  searchFolder: 0x03,
  message: 0x04,
  attachment: 0x05,
  associated: 0x08,
  hierarchy: 0x0d,
  contents: 0x0e,
  associatedContents: 0x0f,
} as const;

/** Nodes with an id of their own ([MS-PST] §2.4.1, §2.7.1). */
export const NODE = {
  store: 0x21,
  names: 0x61,
  root: 0x122,
  searchQueue: 0x1e1,
  searchActivity: 0x201,
  hierarchyTemplate: 0x60d,
  contentsTemplate: 0x60e,
  associatedTemplate: 0x60f,
  searchTemplate: 0x610,
  attachmentTable: 0x671,
  recipientTable: 0x692,
  /** The three folders that every store has, by the numbers that a new store gives them. */
  top: 0x8022,
  searchRoot: 0x8042,
  deletedItems: 0x8062,
  spamSearch: 0x2223,
} as const;

/** The node of another type with the same number, such as a folder's tables. */
export const sibling = (nid: number, type: number): number => nid - (nid & 0x1f) + type;

/** Numbers from which a new store counts its nodes ([MS-PST] §2.2.2.6, `rgnid`). */
const START = 0x400;

/** Gives nodes their ids, each type counting for itself. */
export class NodeIds {
  readonly #next: number[] = Array.from({ length: 32 }, () => START);

  constructor() {
    this.#next[NODE_TYPE.folder] = START + 4;
    this.#next[NODE_TYPE.searchFolder] = 0x4000;
    this.#next[NODE_TYPE.message] = 0x1_0000;
    this.#next[NODE_TYPE.associated] = 0x8000;
  }

  take(type: number): number {
    const number = this.#next[type] as number;
    this.#next[type] = number + 1;
    return number * 32 + type;
  }

  /** The next number of each type, for the header. */
  get next(): readonly number[] {
    return this.#next;
  }
}
