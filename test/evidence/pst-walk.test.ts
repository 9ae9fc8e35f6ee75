import { describe, expect, it } from 'vitest';
import { NO_NAMES } from '../../src/evidence/mapi/named-properties.ts';
import { PropertyReader } from '../../src/evidence/mapi/property-reader.ts';
import { TAG } from '../../src/evidence/mapi/property-tag.ts';
import type { PstStore } from '../../src/evidence/pst/node.ts';
import { openObject } from '../../src/evidence/pst/open-object.ts';
import { openPst } from '../../src/evidence/pst/open-pst.ts';
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

  it('walks no folder twice however often it is named', () => {
    expect(folders.length).toBeGreaterThan(3);
    const lines = told(without([], { damage: [] }));
    expect(new Set(lines).size).toBe(lines.length);
  });
});
