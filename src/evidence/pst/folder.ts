import type { MapiProperties } from '../mapi/property.ts';
import { PropertyReader } from '../mapi/property-reader.ts';
import { TAG } from '../mapi/property-tag.ts';
import { shownName } from '../text/member.ts';
import { shownNode } from './store-ids.ts';

/** What a folder says of itself, in its own properties or in its row of its parent's hierarchy table ([MS-PST] §2.4.4). */
export interface FolderFacts {
  /** Attacker-controlled; without what could steer a terminal. */
  readonly name: string | null;
  /**
   * Items that it counts. Of the items that Outlook keeps for itself a PST has no count of its own: PidTagAssociatedContentCount stays what it was
   * in the mailbox that a folder was copied from.
   */
  readonly items: number;
}

/** What is said of a folder of which nothing is known. */
export const NO_FACTS: FolderFacts = { name: null, items: 0 };

/** PidTagContentCount ([MS-PST] §2.4.4.4). */
const CONTENT_COUNT = 0x3602;
const NAME_LIMIT = 256;
const PATH_LIMIT = 4096;

/** Reads a folder's properties, or its row. */
export function folderFacts(properties: MapiProperties): FolderFacts {
  const reader = new PropertyReader(properties);
  const name = reader.text(TAG.displayName);
  return {
    name: name === null || name === '' ? null : shownName(name.slice(0, NAME_LIMIT)),
    items: Math.max(0, reader.integer(CONTENT_COUNT) ?? 0),
  };
}

/** Both together: the larger count, and the folder's own name before its row's. */
export function unitedFacts(own: FolderFacts, row: FolderFacts): FolderFacts {
  return { name: own.name ?? row.name, items: Math.max(own.items, row.items) };
}

/** Names from the top down, `/` between; `…` stands for what is left out of a path that would have no end. */
export function pathBelow(parent: string, nid: number, { name }: FolderFacts): string {
  const last = name ?? `Folder ${shownNode(nid)}`;
  if (parent === '') return last;
  return `${parent.length > PATH_LIMIT ? '…' : parent}/${last}`;
}
