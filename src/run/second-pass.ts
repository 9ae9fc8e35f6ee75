import type { Loss } from '../core/index.ts';
import { type Document, type Key, type KeySource, lossesOf, type Message } from '../evidence/index.ts';
import { MAILED_KEY, type Scanner } from '../secrets/index.ts';
import { FileBounds } from './file-bounds.ts';
import { ownKeys } from './key-candidates.ts';
import { messageName } from './key-facts.ts';
import { attachmentName, type MailedKey, openedLocks, SAME_MESSAGE } from './mailed-keys.ts';
import { NeighbourKeys, type Rereader } from './neighbour-keys.ts';
import type { ScanEvent } from './scan-event.ts';
import { type KeyFacts, scanItem } from './scan-item.ts';
import type { ScannedText } from './scanned-text.ts';

/** A message or file with something locked in it. */
export interface Locked {
  readonly id: string;
  readonly losses: readonly Loss[];
}

/** Locked, and by what a password opens as far as anybody knows. */
export function isMendable({ level, reason }: Loss): boolean {
  return level === 'part' && reason === 'encrypted';
}

/** Tries the words of its neighbours on everything that is locked, and tells what that opened and which of them gave the key. */
export class SecondPass {
  readonly #items: Rereader;
  readonly #scanner: Scanner;
  readonly #keys: NeighbourKeys;
  /** What each message gave, by its number. */
  readonly #given = new Map<string, MailedKey[]>();
  readonly #names = new Map<string, string>();
  readonly #bounds = new FileBounds();
  readonly #sourceOf: (id: string) => number;

  constructor(items: Rereader, scanner: Scanner, sourceOf: (id: string) => number) {
    this.#items = items;
    this.#scanner = scanner;
    this.#sourceOf = sourceOf;
    this.#keys = new NeighbourKeys(items, scanner);
  }

  async *open(
    locked: readonly Locked[],
    neighbours: ReadonlyMap<string, readonly string[]>,
  ): AsyncGenerator<ScanEvent> {
    for (const each of locked) yield* this.#openOne(each, neighbours.get(each.id) ?? []);
    for (const [id, given] of [...this.#given].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
      yield* this.#giver(id, given);
  }

  async *#openOne({ id, losses }: Locked, neighbours: readonly string[]): AsyncGenerator<ScanEvent> {
    const own = ownKeys(this.#scanner);
    const before = await this.#items.read(id, own);
    const keys = await this.#keysFor(id, before, neighbours);
    const all: KeySource = async (item) => [...keys, ...(await own(item))];
    const after = keys.length === 0 ? before : await this.#items.read(id, all);
    if (after?.type === 'document') this.#bounds.note(this.#sourceOf(id), openedLocks(after));
    if (before === null || after === null || openedLocks(after).length <= openedLocks(before).length) {
      for (const loss of losses) yield { type: 'loss', loss };
      if (before !== null) yield this.#again(before, NO_FACTS, () => false);
      return;
    }
    await this.#noteGivers(after, neighbours);
    for (const loss of lossesOf(after).filter(isMendable)) yield { type: 'loss', loss };
    const known = new Set(scanItem(before, this.#scanner).map(placeOf));
    const facts = { given: [], nameOf: (origin: string) => this.#names.get(origin) ?? 'the same message' };
    yield this.#again(after, facts, (text) => !known.has(placeOf(text)));
  }

  async #keysFor(id: string, item: Message | Document | null, neighbours: readonly string[]): Promise<readonly Key[]> {
    const keys = neighbours.length === 0 ? [] : await this.#keys.keysOf(neighbours);
    return item?.type === 'document' ? this.#bounds.within(this.#sourceOf(id), keys) : keys;
  }

  async #noteGivers(item: Message | Document, neighbours: readonly string[]): Promise<void> {
    const of = item.type === 'message' ? ` of ${messageName(item.header.messageId)}` : '';
    for (const { index, key } of openedLocks(item)) {
      if (key.origin === SAME_MESSAGE) continue;
      const giver = await this.#items.read(key.origin, null);
      this.#names.set(key.origin, itemName(giver, this.#scanner));
      const reason = `opened ${item.type === 'document' ? 'file ' : ''}${attachmentName(item, index, this.#scanner)}${of}`;
      for (const holder of await this.#keys.holdersOf(key.reveal(), neighbours)) this.#note(holder, key, reason);
    }
  }

  #note(holder: string, key: Key, reason: string): void {
    const given = this.#given.get(holder) ?? [];
    given.push({ value: key.reveal(), reasons: [reason] });
    this.#given.set(holder, given);
  }

  async *#giver(id: string, given: readonly MailedKey[]): AsyncGenerator<ScanEvent> {
    const item = await this.#items.read(id, ownKeys(this.#scanner));
    if (item === null) return;
    const values = new Set(given.map(({ value }) => value));
    const facts = { given, nameOf: () => 'the same message' };
    yield this.#again(
      item,
      facts,
      (_text, finding) => finding.rule === MAILED_KEY && values.has(finding.secret.reveal()),
    );
  }

  #again(
    item: Message | Document,
    facts: KeyFacts,
    isFresh: (text: ScannedText, finding: ScannedText['findings'][number]) => boolean,
  ): ScanEvent {
    const texts = scanItem(item, this.#scanner, facts);
    return { type: 'again', item, texts, isFresh };
  }
}

function itemName(item: Message | Document | null, scanner: Scanner): string {
  if (item?.type !== 'document') return messageName(item?.header.messageId ?? null);
  return `file ${attachmentName(item, 0, scanner)}`;
}

const NO_FACTS: KeyFacts = { given: [], nameOf: () => 'the same message' };

const placeOf = ({ part, member }: ScannedText) => JSON.stringify([part, member]);
