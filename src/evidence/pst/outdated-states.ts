import { createHash } from 'node:crypto';
import type { FolderWalk } from './folder-walk.ts';
import type { NodeEntry, PstNode, PstStore } from './node.ts';
import { overBudget } from './shortfall.ts';
import { isFolder, isList, stateWords } from './state-words.ts';
import { NODE_ID, NODE_TYPE, siblingNode } from './store-ids.ts';
import type { OutdatedState, StoreItem } from './store-item.ts';

/** How much of what is outdated is read. */
export interface StateLimits {
  /** States that are opened. */
  readonly states: number;
  /** Characters of one state, those of repeated texts among them. */
  readonly stateLength: number;
  /** Characters of all together. */
  readonly length: number;
}

const MEBI = 1024 * 1024;
const STATE_LIMITS: StateLimits = { states: 100_000, stateLength: 16 * MEBI, length: 256 * MEBI };

/**
 * Earlier states of folders, of their lists and of the store's own properties that were given up and still stand in the file, in the order of the file:
 * of one folder the same words once, and none without words where it has been told of already; none of what stands there today.
 */
export function* outdatedStates(
  store: PstStore,
  folders: FolderWalk,
  limits: StateLimits = STATE_LIMITS,
): Generator<StoreItem> {
  const told = new Set<string>();
  let { states, length } = limits;
  for (const entry of store.recovered()) {
    const node = isState(entry.nid) ? givenUp(store, entry) : null;
    if (node === null) continue;
    if (states === 0 || length <= 0) return yield tooMuch(null);
    const words = stateWords(node, entry.nid, Math.min(limits.stateLength, length));
    states -= 1;
    length -= words?.length ?? 0;
    if (words === null || !isNews(told, entry.nid, words.text)) continue;
    const folder = folders.paths.get(siblingNode(entry.nid, NODE_TYPE.folder)) ?? words.name;
    yield stateOf(node, folder, words.text);
    if (words.isCut) yield tooMuch(folder);
  }
}

function isState(nid: number): boolean {
  return nid === NODE_ID.messageStore || isFolder(nid) || isList(nid);
}

/** The node of an entry; null where its bytes are gone, or are those of the node today. */
function givenUp(store: PstStore, entry: NodeEntry): PstNode | null {
  const node = entry.open();
  if ('reason' in node || node.place === null) return null;
  const current = store.node(entry.nid)?.open() ?? null;
  const isCurrent = current !== null && !('reason' in current) && current.place?.offset === node.place.offset;
  return isCurrent ? null : node;
}

function isNews(told: Set<string>, nid: number, text: string): boolean {
  const folder = String(siblingNode(nid, NODE_TYPE.folder));
  if (text === '' && (nid === NODE_ID.messageStore || told.has(folder))) return false;
  const said = `${folder} ${createHash('sha256').update(text).digest('base64')}`;
  if (told.has(said)) return false;
  told.add(folder).add(said);
  return true;
}

function stateOf({ place }: PstNode, folder: string | null, text: string): OutdatedState {
  const start = place?.offset ?? 0;
  return { kind: 'state', folder, span: [start, start + (place?.length ?? 0)], utf8: Buffer.from(text) };
}

function tooMuch(folder: string | null): StoreItem {
  const which = folder === null ? 'The outdated states of folders' : `An outdated state of the folder "${folder}"`;
  const detail = `${which} and lists that the file still holds say more than is read; the rest was not read. Recover it with another program.`;
  return { kind: 'gap', folder, offset: 0, isUncounted: false, shortfall: overBudget(detail) };
}
