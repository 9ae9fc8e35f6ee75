import { describe, expect, it } from 'vitest';
import { NO_NAMES } from '../../src/evidence/mapi/named-properties.ts';
import { PropertyReader } from '../../src/evidence/mapi/property-reader.ts';
import { TAG } from '../../src/evidence/mapi/property-tag.ts';
import { FolderWalk } from '../../src/evidence/pst/folder-walk.ts';
import type { NodeEntry, PstStore } from '../../src/evidence/pst/node.ts';
import { openObject } from '../../src/evidence/pst/open-object.ts';
import { openPst } from '../../src/evidence/pst/open-pst.ts';
import { outdatedStates, type StateLimits } from '../../src/evidence/pst/outdated-states.ts';
import { NODE_ID, NODE_TYPE, nodeType, siblingNode } from '../../src/evidence/pst/store-ids.ts';
import type { StoreItem } from '../../src/evidence/pst/store-item.ts';
import { walkStore } from '../../src/evidence/pst/walk-store.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { note, storeBytes } from './pst-generated.ts';

const file = open(
  storeBytes('unicode', [
    { name: 'Inbox', messages: [note('one'), note('two')], folders: [{ name: 'Inner', messages: [note('three')] }] },
    { name: 'Sent', messages: [note('four')] },
  ]),
);

function open(bytes: Buffer): PstStore {
  const store = openPst(memoryAccess(bytes));
  if ('reason' in store) throw new Error(store.detail);
  return store;
}

const sound: PstStore = {
  format: file.format,
  node: (nid) => file.node(nid),
  nodes: () => file.nodes(),
  damage: [],
  suspectBlocks: () => 0,
  isSpent: () => false,
  shortfalls: () => [],
  recovered: function* () {},
};

const folders = [...sound.nodes()].filter(({ nid }) => nodeType(nid) === NODE_TYPE.folder);
const folderNamed = (subject: string): number => {
  const item = [...walkStore(sound)].find((each) => each.kind === 'object' && subjectOf(each) === subject);
  const nid = item?.kind === 'object' ? item.nid : 0;
  return sound.node(nid)?.parent ?? 0;
};

/** What the walk comes to: subjects with how they were found, and what was lost. */
function told(store: PstStore): readonly string[] {
  return [...walkStore(store)].map((item) => {
    if (item.kind === 'object') return `${item.origin} ${item.folder} ${subjectOf(item)}`;
    if (item.kind === 'state') return `state ${item.folder} ${Buffer.from(item.utf8).toString().replaceAll('\n', '|')}`;
    return item.kind === 'lost' ? `lost ${item.folder} ${item.count}` : `gap ${item.folder} ${item.isUncounted}`;
  });
}

function subjectOf(item: Extract<StoreItem, { kind: 'object' }>): string | null {
  const opened = openObject(item, NO_NAMES);
  if (opened === null || 'reason' in opened) return 'lost';
  // A subject begins with the length of its prefix ([MS-PST] §2.5.3.1.1.1).
  return new PropertyReader(opened.object.properties).text(TAG.subject)?.slice(2) ?? null;
}

const DAMAGE = [{ shortfall: { reason: 'damaged', detail: 'A page is lost.' }, offset: 512 }] as const;

/** The store with some of its nodes gone, and its index damaged where they were. */
function without(gone: readonly number[], more: Partial<PstStore> = {}): PstStore {
  return {
    ...sound,
    node: (nid) => (gone.includes(nid) ? null : sound.node(nid)),
    nodes: function* () {
      for (const entry of sound.nodes()) if (!gone.includes(entry.nid)) yield entry;
    },
    damage: DAMAGE,
    ...more,
  };
}

const TOP = 'Personal folders';
const INBOX = folderNamed('one');
const INNER = folderNamed('three');

describe('the walk through a store', () => {
  it('goes from the root down', () => {
    expect(told(sound)).toEqual([
      `list ${TOP}/Inbox one`,
      `list ${TOP}/Inbox two`,
      `list ${TOP}/Inbox/Inner three`,
      `list ${TOP}/Sent four`,
    ]);
  });

  it('recovers the items of a folder whose list is lost, under its name', () => {
    expect(told(without([siblingNode(INBOX, NODE_TYPE.contentsTable)]))).toEqual([
      'gap null false',
      `gap ${TOP}/Inbox true`,
      `list ${TOP}/Inbox/Inner three`,
      `list ${TOP}/Sent four`,
      `index ${TOP}/Inbox one`,
      `index ${TOP}/Inbox two`,
    ]);
  });

  it('counts what a folder lists and the index has lost', () => {
    const [first] = [...sound.nodes()].filter(({ nid }) => nodeType(nid) === NODE_TYPE.message);
    expect(told(without([first?.nid ?? 0]))).toContain(`lost ${TOP}/Inbox 1`);
  });

  it('reads the lists of a folder whose own properties are lost, by the name in its row', () => {
    const lines = told(without([INBOX]));
    expect(lines).toContain(`gap ${TOP}/Inbox false`);
    expect(lines).toContain(`list ${TOP}/Inbox two`);
  });

  it('finds folders by the index where the hierarchy is lost, and says that the count is unknown', () => {
    const lines = told(without([siblingNode(INBOX, NODE_TYPE.hierarchyTable)]));
    expect(lines).toContain(`gap ${TOP}/Inbox true`);
    expect(lines).toContain(`list ${TOP}/Inbox/Inner three`);
  });

  it('recovers folders that a sound hierarchy does not lead to', () => {
    const lines = told(without([siblingNode(INBOX, NODE_TYPE.hierarchyTable)], { damage: [] }));
    expect(lines).toContain(`index ${TOP}/Inbox/Inner three`);
  });

  it('reads everything once and ends where folders stand in one another', () => {
    const circling: PstStore = {
      ...sound,
      node: (nid) =>
        sound.node(nodeType(nid) === NODE_TYPE.hierarchyTable ? siblingNode(NODE_ID.rootFolder, 0x0d) : nid),
    };
    const subjects = told(circling).map((line) => line.split(' ').at(-1));
    expect(subjects.sort()).toEqual(['four', 'one', 'three', 'two']);
  });

  it('reads an item that two folders list once, and counts the second row as lost', () => {
    const twice: PstStore = {
      ...sound,
      node: (nid) => sound.node(nid === siblingNode(INNER, NODE_TYPE.contentsTable) ? siblingNode(INBOX, 0x0e) : nid),
    };
    expect(told(twice).filter((line) => line.startsWith('lost'))).toEqual([
      `lost ${TOP}/Inbox/Inner 1`,
      `lost ${TOP}/Inbox/Inner 1`,
    ]);
  });

  it('takes from an outdated list the lines of items that are gone, and of no other', () => {
    const list = sound.node(siblingNode(INBOX, NODE_TYPE.contentsTable));
    const [gone] = [...sound.nodes()].filter(({ nid }) => nodeType(nid) === NODE_TYPE.message);
    const store = without([gone?.nid ?? 0], {
      recovered: function* () {
        if (list !== null) yield list;
        if (list !== null) yield list;
      },
    });
    const fromPages = [...walkStore(store)].filter((item) => item.kind === 'object' && item.origin === 'pages');
    expect(fromPages.map((item) => (item.kind === 'object' ? subjectOf(item) : ''))).toEqual(['one']);
  });

  /** An entry of a node as if it had been what another is. */
  const was = (nid: number, other: number): NodeEntry => ({
    nid,
    parent: 0,
    open: () => sound.node(other)?.open() ?? { reason: 'damaged', detail: 'gone' },
  });
  const list = (folder: number) => siblingNode(folder, NODE_TYPE.contentsTable);
  const statesOf = (entries: readonly NodeEntry[], limits?: StateLimits) => {
    const store: PstStore = { ...sound, recovered: () => entries.values() as Generator<NodeEntry> };
    const walk = new FolderWalk(store);
    Array.from(walk.fromRoot());
    return [...outdatedStates(store, walk, limits)].map((item) =>
      item.kind === 'state' ? `${item.folder}: ${Buffer.from(item.utf8).toString().split('\n')[0]}` : item.kind,
    );
  };

  it('tells what outdated lists and folders said, the same words of one folder once', () => {
    const entries = [was(list(INBOX), list(INNER)), was(list(INBOX), list(INNER)), was(INBOX, INNER)];
    expect(statesOf(entries)).toEqual([`${TOP}/Inbox: three`, `${TOP}/Inbox: Inner`]);
    expect(statesOf([was(0x7e2, INNER)])).toEqual(['Inner: Inner']);
  });

  it('tells nothing of what a folder says today, of other nodes, or of what is overwritten', () => {
    const [item] = [...sound.nodes()].filter(({ nid }) => nodeType(nid) === NODE_TYPE.message);
    const nid = item?.nid ?? 0;
    expect(statesOf([was(INBOX, INBOX), was(list(INBOX), list(INBOX))])).toEqual([]);
    expect(statesOf([was(nid, INNER), was(INBOX, 0), was(list(INBOX), nid)])).toEqual([]);
  });

  it('tells that a folder had nothing only where it tells nothing else of it', () => {
    const empty = siblingNode(INNER, NODE_TYPE.hierarchyTable);
    const hierarchy = siblingNode(INBOX, NODE_TYPE.hierarchyTable);
    expect(statesOf([was(hierarchy, empty)])).toEqual([`${TOP}/Inbox: `]);
    expect(statesOf([was(INBOX, INNER), was(hierarchy, empty)])).toEqual([`${TOP}/Inbox: Inner`]);
  });

  it('stops at its limits with a row', () => {
    const entries = [was(INBOX, INNER), was(INNER, INBOX)];
    expect(statesOf(entries, { states: 1, stateLength: 100, length: 100 })).toEqual([`${TOP}/Inbox: Inner`, 'gap']);
    expect(statesOf(entries, { states: 9, stateLength: 100, length: 5 })).toEqual([`${TOP}/Inbox: `, 'gap', 'gap']);
    expect(statesOf(entries, { states: 2, stateLength: 100, length: 100 })).toHaveLength(2);
  });

  it('walks no folder twice however often it is named', () => {
    expect(folders.length).toBeGreaterThan(3);
    const lines = told(without([], { damage: [] }));
    expect(new Set(lines).size).toBe(lines.length);
  });
});
