import type { Case, Store } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { type Document, Key, type KeySource, type Message } from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { MOST_IN_FULL, MOST_ON_FURTHER } from './file-bounds.ts';
import { ownKeys } from './key-candidates.ts';
import { keyFacts } from './key-facts.ts';
import { knownKeys } from './known-keys.ts';
import { openedLocks, SAME_MESSAGE } from './mailed-keys.ts';
import { NeighbourKeys } from './neighbour-keys.ts';
import { neighboursOf } from './neighbours.ts';
import { type Reread, rewriteItem } from './rewrite-item.ts';
import type { RunObserver } from './run-observer.ts';
import { StoredItems } from './stored-items.ts';

/** Copies and quotes of the message that gave a key, in which it is marked too. */
const MOST_HOLDERS = 200;
/** Bytes of such messages that are in memory at once, beyond the first. */
const MOST_HELD_BYTES = 32 * 1024 * 1024;

/**
 * Tries, on everything that is still locked, the words of its conversation and of the mail between the same two people within a fortnight. What opens is
 * written in one transaction with what gave the key; what does not is remembered with its neighbours, and tried again once there are others.
 * @returns whether any row was written anew.
 */
export async function openLocked(kase: Case, scanner: Scanner, observer: RunObserver): Promise<boolean> {
  const locked = lockedItems(kase.store);
  observer.step('Trying mailed passwords on what is locked', locked.length, 'items');
  const opener = new LockOpener(kase, scanner);
  for (const [index, id] of locked.entries()) {
    await opener.open(id);
    observer.progress(index + 1);
  }
  const row = kase.store.get<{ n: number }>('SELECT count(DISTINCT message) AS n FROM openings');
  const still = lockedItems(kase.store).length;
  observer.stepDone(
    `${counted(row?.n ?? 0, 'item')} opened by a password that was mailed too; ${counted(still, 'item')} still locked`,
  );
  return opener.hasWritten;
}

/** Items of which a part is locked, in the order of their ids. */
function lockedItems(store: Store): readonly string[] {
  const rows = store.all<{ id: string }>(
    "SELECT DISTINCT message AS id FROM parts WHERE state = 'unread' AND reason = 'encrypted' ORDER BY message",
  );
  return rows.map((row) => row.id);
}

class LockOpener {
  readonly #kase: Case;
  readonly #scanner: Scanner;
  readonly #items: StoredItems;
  readonly #neighbourKeys: NeighbourKeys;
  hasWritten = false;

  constructor(kase: Case, scanner: Scanner) {
    this.#kase = kase;
    this.#scanner = scanner;
    this.#items = new StoredItems(kase);
    this.#neighbourKeys = new NeighbourKeys(this.#items, scanner);
  }

  async open(id: string): Promise<void> {
    const { store, hash } = this.#kase;
    const neighbours = neighboursOf(store, id);
    const digest = hash.hex('neighbours', ...neighbours);
    const tried = store.get<{ neighbours: string }>('SELECT neighbours FROM tried_keys WHERE message = ?', id);
    if (neighbours.length === 0 || tried?.neighbours === digest) return;
    const readable = neighbours.filter((each) => this.#items.isReadable(each));
    const item = await this.#readOpened(id, readable);
    if (item === null) return;
    const isNew = openedLocks(item).length > this.#openedBefore(id);
    const others = isNew ? await this.#holders({ id, item }, readable) : [];
    store.transaction(() => {
      if (isNew) this.#write({ id, item }, others);
      if (readable.length < neighbours.length) return;
      store.run('INSERT OR REPLACE INTO tried_keys (message, neighbours) VALUES (?, ?)', id, digest);
    });
  }

  #openedBefore(id: string): number {
    return this.#kase.store.get<{ n: number }>('SELECT count(*) AS n FROM openings WHERE message = ?', id)?.n ?? 0;
  }

  /** The item with all open that its neighbours' words open; where that shows further locks, its own words are tried on those. */
  async #readOpened(id: string, neighbours: readonly string[]): Promise<Message | Document | null> {
    const most = isAmongMany(this.#kase.store, id) ? MOST_ON_FURTHER : Number.POSITIVE_INFINITY;
    const known = knownKeys(this.#kase, this.#items, this.#scanner, id);
    const keys: KeySource = async (item) => [
      ...(known === null ? [] : await known(item)),
      ...(await this.#neighbourKeys.keysOf(neighbours)).slice(0, most),
    ];
    const item = await this.#items.read(id, keys);
    const locks = item === null ? [] : openedLocks(item);
    if (item === null || locks.length === 0 || !item.parts.some(isLocked)) return item;
    const proven = locks.map(({ key }) => new Key(key.reveal(), key.origin));
    const own = ownKeys(this.#scanner);
    return this.#items.read(id, async (again) => [...proven, ...(await own(again))]);
  }

  /** Every neighbour in which a key of the item stands, and its copies, read again with what is known to open their own locks. */
  async #holders({ id, item }: Reread, neighbours: readonly string[]): Promise<readonly Holder[]> {
    const given = openedLocks(item).flatMap(({ key }) => (key.origin === SAME_MESSAGE ? [] : [key]));
    const held = new Map<string, Set<string>>(given.map((key) => [key.origin, new Set()]));
    for (const value of new Set(given.map((key) => key.reveal()))) {
      for (const holder of await this.#neighbourKeys.holdersOf(value, neighbours))
        for (const copy of copiesOf(this.#kase.store, holder)) held.set(copy, (held.get(copy) ?? new Set()).add(value));
    }
    held.delete(id);
    return this.#readHolders([...held].slice(0, MOST_HOLDERS));
  }

  async #readHolders(
    held: readonly (readonly [id: string, values: ReadonlySet<string>])[],
  ): Promise<readonly Holder[]> {
    const holders: Holder[] = [];
    let bytes = 0;
    for (const [id, values] of held) {
      const item = await this.#items.read(id, knownKeys(this.#kase, this.#items, this.#scanner, id));
      if (item === null) continue;
      holders.push({ id, item, further: [...values] });
      bytes += item.span[1] - item.span[0];
      if (bytes > MOST_HELD_BYTES) break;
    }
    return holders;
  }

  #write(opened: Reread, holders: readonly Holder[]): void {
    this.hasWritten = true;
    for (const { further, ...reread } of [{ ...opened, further: [] }, ...holders]) {
      const facts = keyFacts(this.#kase, reread.item, reread.id, { scanner: this.#scanner, further });
      rewriteItem(this.#kase, reread, this.#scanner, facts);
    }
  }
}

/** An item in which a key stands that opened something elsewhere. */
interface Holder extends Reread {
  readonly further: readonly string[];
}

function isLocked({ content }: Message['parts'][number]): boolean {
  return content.state === 'unread' && content.reason === 'encrypted';
}

/** Whether a locked file comes after so many of the same archive that not every password is tried on it. */
function isAmongMany(store: Store, id: string): boolean {
  const row = store.get<{ n: number }>(
    `SELECT count(*) AS n FROM messages own JOIN messages m ON m.source_id = own.source_id AND m.kind = 'document' AND m.id < own.id
     WHERE own.id = ? AND own.kind = 'document'
       AND EXISTS (SELECT 1 FROM parts p WHERE p.message = m.id AND p.state = 'unread' AND p.reason = 'encrypted')`,
    id,
  );
  return (row?.n ?? 0) >= MOST_IN_FULL;
}

function copiesOf(store: Store, id: string): readonly string[] {
  const rows = store.all<{ id: string }>(
    `SELECT other.message AS id FROM message_groups own JOIN message_groups other ON other.copies = own.copies
     WHERE own.message = ? ORDER BY other.message`,
    id,
  );
  return rows.length === 0 ? [id] : rows.map((row) => row.id);
}
