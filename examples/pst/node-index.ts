import type { Content } from './block-file.ts';
import type { NodeIndexEntry } from './index-tree.ts';

/** The nodes of the file, as they are to stand in its node index. */
export class NodeIndex {
  readonly #kept: NodeIndexEntry[] = [];
  readonly #deleted: NodeIndexEntry[] = [];

  add(nid: number, content: Content, parent: number): void {
    this.#kept.push({ nid, ...content, parent });
  }

  /** A node that an older index held. */
  addDeleted(nid: number, content: Content, parent: number): void {
    this.#deleted.push({ nid, ...content, parent });
  }

  /** By ascending nid. */
  kept(): readonly NodeIndexEntry[] {
    return this.#kept.toSorted(byNid);
  }

  /** As the index stood before anything was deleted; null where nothing was. */
  before(): readonly NodeIndexEntry[] | null {
    return this.#deleted.length === 0 ? null : [...this.#kept, ...this.#deleted].sort(byNid);
  }
}

const byNid = (left: NodeIndexEntry, right: NodeIndexEntry): number => left.nid - right.nid;
