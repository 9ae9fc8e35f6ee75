import type { Loss } from '../core/index.ts';
import {
  type Document,
  discoverSources,
  type Key,
  type KeySource,
  lossesOf,
  type Message,
  type Parsers,
  type ReadOptions,
  readSource,
  type Source,
} from '../evidence/index.ts';
import { MAILED_KEY, type Scanner } from '../secrets/index.ts';
import { ownKeys } from './key-candidates.ts';
import { messageName } from './key-facts.ts';
import { attachmentName, type MailedKey, openedLocks, SAME_MESSAGE } from './mailed-keys.ts';
import { type IndexedPlace, MessageIndex } from './message-index.ts';
import { NeighbourKeys, type Rereader } from './neighbour-keys.ts';
import type { ScanEvent } from './scan-event.ts';
import { type KeyFacts, scanItem } from './scan-item.ts';
import type { ScannedText } from './scanned-text.ts';

/** Messages with something locked that wait for the second pass; losses of more are told at once. */
const MOST_LOCKED = 2000;

/** A message with something locked in it. */
interface Locked {
  readonly number: number;
  readonly losses: readonly Loss[];
}

/** The second pass of a scan: what is locked is tried with the words of its neighbours, once all messages are known. */
export class LockedMail {
  readonly #index = new MessageIndex();
  readonly #locked: Locked[] = [];
  /** The first message with a lock: before it nothing is indexed, for most scans meet none. */
  #first: IndexedPlace | null = null;

  /**
   * Notes a message of a source that can be read again.
   * @param losses Of its parts. @returns the losses to be told now: all, or those that a second pass cannot mend.
   */
  note(message: Message, source: number, losses: readonly Loss[]): readonly Loss[] {
    const held = losses.filter(isMendable);
    if (this.#first === null && held.length === 0) return losses;
    this.#first ??= { source, position: message.place.position };
    const number = this.#index.add(message, source);
    if (number === null || held.length === 0 || this.#locked.length >= MOST_LOCKED) return losses;
    this.#locked.push({ number, losses: held });
    return losses.filter((loss) => !isMendable(loss));
  }

  /** Tries everything that is locked again. @param paths The same, in the same order. */
  async *open(paths: readonly string[], scanner: Scanner, reading: ReadOptions): AsyncGenerator<ScanEvent> {
    if (this.#first === null) return;
    await this.#indexBefore(paths, this.#first);
    const neighbours = new Map(this.#locked.map(({ number }) => [number, this.#index.neighboursOf(number)]));
    const wanted = new Set([...neighbours].flatMap(([number, near]) => [number, ...near]));
    const sources = await this.#sourcesOf(paths, wanted);
    const items: Rereader = {
      read: (id, keys) => this.#read(Number(id), sources, { ...reading, ...(keys === null ? {} : { keys }) }),
    };
    yield* new SecondPass(items, scanner).open(this.#locked, neighbours);
  }

  /** Reads what stands before the first lock again, for the index alone: no attachment is opened, no text is scanned. */
  async #indexBefore(paths: readonly string[], { source, position }: IndexedPlace): Promise<void> {
    let at = 0;
    for (const path of paths) {
      for await (const found of discoverSources(path)) {
        if (found.type !== 'source') continue;
        if (at > source) return;
        // Standard input is gone; what stood in it was scanned, and gives no words.
        const events = found.source.path === '-' ? [] : readSource(found.source, { parsers: OPENS_NOTHING });
        for await (const event of events) {
          if (event.type !== 'message') continue;
          if (at === source && event.message.place.position.join() === position.join()) return;
          this.#index.add(event.message, at);
        }
        at += 1;
      }
    }
  }

  /** The sources of some messages, found anew: a list of all would grow with a mailbox of a million files. */
  async #sourcesOf(paths: readonly string[], numbers: ReadonlySet<number>): Promise<ReadonlyMap<number, Source>> {
    const wanted = new Set([...numbers].map((number) => this.#index.placeOf(number).source));
    const sources = new Map<number, Source>();
    let at = 0;
    for (const path of paths) {
      for await (const found of discoverSources(path)) {
        if (found.type !== 'source') continue;
        if (wanted.has(at)) sources.set(at, found.source);
        at += 1;
      }
    }
    return sources;
  }

  async #read(number: number, sources: ReadonlyMap<number, Source>, options: ReadOptions) {
    const { source, position } = this.#index.placeOf(number);
    const found = sources.get(source);
    if (found === undefined) return null;
    const from = { position, tally: { expected: 0, read: 0, unreadable: 0, encrypted: 0, recovered: 0 } };
    for await (const event of readSource(found, { ...options, from })) {
      if (event.type !== 'message') continue;
      return event.message.place.position.join() === position.join() ? event.message : null;
    }
    return null;
  }
}

/** For a reading that wants headers alone. */
const OPENS_NOTHING: Parsers = { read: async function* () {} };

/** Locked, and by what a password opens as far as anybody knows. */
export function isMendable({ level, reason }: Loss): boolean {
  return level === 'part' && reason === 'encrypted';
}

class SecondPass {
  readonly #items: Rereader;
  readonly #scanner: Scanner;
  readonly #keys: NeighbourKeys;
  /** What each message gave, by its number. */
  readonly #given = new Map<string, MailedKey[]>();
  readonly #names = new Map<string, string>();

  constructor(items: Rereader, scanner: Scanner) {
    this.#items = items;
    this.#scanner = scanner;
    this.#keys = new NeighbourKeys(items, scanner);
  }

  async *open(
    locked: readonly Locked[],
    neighbours: ReadonlyMap<number, readonly number[]>,
  ): AsyncGenerator<ScanEvent> {
    for (const each of locked) yield* this.#openOne(each, (neighbours.get(each.number) ?? []).map(String));
    for (const [id, given] of [...this.#given].sort(([a], [b]) => Number(a) - Number(b))) yield* this.#giver(id, given);
  }

  async *#openOne({ number, losses }: Locked, neighbours: readonly string[]): AsyncGenerator<ScanEvent> {
    const own = ownKeys(this.#scanner);
    const before = await this.#items.read(String(number), own);
    const keys = neighbours.length === 0 ? [] : await this.#keys.keysOf(neighbours);
    const all: KeySource = async (item) => [...keys, ...(await own(item))];
    const after = keys.length === 0 ? before : await this.#items.read(String(number), all);
    if (before === null || after === null || openedLocks(after).length <= openedLocks(before).length) {
      for (const loss of losses) yield { type: 'loss', loss };
      if (before !== null) yield this.#again(before, NO_FACTS, () => false);
      return;
    }
    await this.#noteGivers(after, neighbours);
    for (const loss of lossesOf(after).filter(isMendable)) yield { type: 'loss', loss };
    const known = new Set([...scanItem(before, this.#scanner)].map(placeOf));
    const facts = { given: [], nameOf: (origin: string) => this.#names.get(origin) ?? 'the same message' };
    yield this.#again(after, facts, (text) => !known.has(placeOf(text)));
  }

  async #noteGivers(item: Message | Document, neighbours: readonly string[]): Promise<void> {
    const name = item.type === 'message' ? messageName(item.header.messageId) : 'a file';
    for (const { index, key } of openedLocks(item)) {
      if (key.origin === SAME_MESSAGE) continue;
      const giver = await this.#items.read(key.origin, null);
      this.#names.set(key.origin, messageName(giver?.type === 'message' ? giver.header.messageId : null));
      const reason = `opened ${attachmentName(item, index, this.#scanner)} of ${name}`;
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
    const texts = [...scanItem(item, this.#scanner, facts)];
    return { type: 'again', item, texts, isFresh };
  }
}

const NO_FACTS: KeyFacts = { given: [], nameOf: () => 'the same message' };

const placeOf = ({ part, member }: ScannedText) => JSON.stringify([part, member]);
