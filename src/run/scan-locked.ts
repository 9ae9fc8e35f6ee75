import { dirname, resolve } from 'node:path';
import type { Loss } from '../core/index.ts';
import {
  type Document,
  discoverSources,
  type Message,
  type Parsers,
  type ReadOptions,
  readSource,
  type Source,
} from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { type FilePlace, FolderIndex, UNKNOWN, type Worth, worthOf, worthUnopened } from './folder-index.ts';
import { type IndexedPlace, MessageIndex } from './message-index.ts';
import type { Rereader } from './neighbour-keys.ts';
import type { ScanEvent } from './scan-event.ts';
import { scanItem } from './scan-item.ts';
import type { ScannedText } from './scanned-text.ts';
import { isMendable, type Locked, SecondPass } from './second-pass.ts';
import { shortHash } from './short-hash.ts';

/** Messages and files with something locked that wait for the second pass; losses of more are told at once. */
const MOST_LOCKED = 2000;

/** An item of a source that can be read again. */
export interface NotedItem extends FilePlace {
  readonly item: Message | Document;
  /** Whether a rule found a password in it. */
  readonly isTelling: boolean;
}

/** The second pass of a scan: what is locked is tried with the words of its neighbours, once all items are known. */
export class LockedMail {
  readonly #index = new MessageIndex();
  readonly #folders = new FolderIndex();
  readonly #locked: Locked[] = [];
  /** The first item with a lock: before it nothing is indexed, for most scans meet none. */
  #first: IndexedPlace | null = null;
  /** Folders with a locked document. */
  readonly #lockedFolders = new Set<number>();

  /**
   * Notes an item of a source that can be read again.
   * @param losses Of its parts. @returns the losses to be told now: all, or those that a second pass cannot mend.
   */
  note({ item, isTelling, ...place }: NotedItem, losses: readonly Loss[]): readonly Loss[] {
    const held = losses.filter(isMendable);
    if (this.#first === null && held.length === 0) return losses;
    this.#first ??= { source: place.source, position: item.place.position };
    const id = this.#add(item, place, worthOf(item, isTelling));
    if (id === null || held.length === 0 || this.#locked.length >= MOST_LOCKED) return losses;
    if (item.type === 'document') this.#lockedFolders.add(place.folder);
    this.#locked.push({ id, losses: held });
    return losses.filter((loss) => !isMendable(loss));
  }

  /** Tries everything that is locked again. @param paths The same, in the same order. */
  async *open(paths: readonly string[], scanner: Scanner, reading: ReadOptions): AsyncGenerator<ScanEvent> {
    if (this.#first === null) return;
    await this.#indexBefore(paths, this.#first, scanner);
    const neighbours = new Map(this.#locked.map(({ id }) => [id, this.#neighboursOf(id)]));
    const wanted = new Set([...neighbours].flatMap(([id, near]) => [id, ...near]));
    const sources = await this.#sourcesOf(paths, wanted);
    const items: Rereader = {
      read: (id, keys) => this.#read(id, sources, { ...reading, ...(keys === null ? {} : { keys }) }),
    };
    yield* new SecondPass(items, scanner, (id) => this.#placeOf(id).source).open(this.#locked, neighbours);
  }

  #add(item: Message | Document, place: FilePlace, worth: Worth): string | null {
    const message = item.type === 'message' ? this.#index.add(item, place.source) : null;
    const number = this.#folders.add(item, place, message, worth);
    if (item.type === 'message') return message === null ? null : String(message);
    return number === null ? null : `${DOCUMENT}${number}`;
  }

  /** Reads what stands before the first lock again, for the index alone: no attachment is opened, no text is scanned but beside locked files. */
  async #indexBefore(paths: readonly string[], first: IndexedPlace, scanner: Scanner): Promise<void> {
    for await (const { item, place } of itemsBefore(paths, first)) {
      const isBeside = this.#lockedFolders.has(place.folder);
      if (!isBeside && item.type === 'document') continue;
      const worth = isBeside ? worthUnopened(item, tells(scanItem(item, scanner))) : UNKNOWN;
      this.#add(item, place, worth);
    }
  }

  #neighboursOf(id: string): readonly string[] {
    if (!id.startsWith(DOCUMENT)) return this.#index.neighboursOf(Number(id)).map(String);
    const beside = this.#folders.besideOf(numberOf(id));
    return beside.map((each) => ('message' in each ? String(each.message) : `${DOCUMENT}${each.document}`));
  }

  #placeOf(id: string): IndexedPlace {
    return id.startsWith(DOCUMENT) ? this.#folders.placeOf(numberOf(id)) : this.#index.placeOf(Number(id));
  }

  /** The sources of some items, found anew: a list of all would grow with a mailbox of a million files. */
  async #sourcesOf(paths: readonly string[], ids: ReadonlySet<string>): Promise<ReadonlyMap<number, Source>> {
    const wanted = new Set([...ids].map((id) => this.#placeOf(id).source));
    const sources = new Map<number, Source>();
    for await (const [at, source] of sourcesOf(paths)) if (wanted.has(at)) sources.set(at, source);
    return sources;
  }

  async #read(id: string, sources: ReadonlyMap<number, Source>, options: ReadOptions) {
    const { source, position } = this.#placeOf(id);
    const found = sources.get(source);
    if (found === undefined) return null;
    const from = { position, tally: { expected: 0, read: 0, unreadable: 0, encrypted: 0, recovered: 0 } };
    for await (const event of readSource(found, { ...options, from })) {
      if (event.type !== 'message' && event.type !== 'document') continue;
      const item = event.type === 'message' ? event.message : event.document;
      return item.place.position.join() === position.join() ? item : null;
    }
    return null;
  }
}

/** For a reading that wants headers alone. */
const OPENS_NOTHING: Parsers = { read: async function* () {} };

/** The items up to the first lock, each unopened. */
async function* itemsBefore(
  paths: readonly string[],
  first: IndexedPlace,
): AsyncGenerator<{ readonly item: Message | Document; readonly place: FilePlace }> {
  for await (const [at, source] of sourcesOf(paths)) {
    if (at > first.source) return;
    const place = { source: at, folder: folderOf(source) };
    // Standard input is gone; what stood in it was scanned, and gives no words.
    for await (const event of source.path === '-' ? [] : readSource(source, { parsers: OPENS_NOTHING })) {
      if (event.type !== 'message' && event.type !== 'document') continue;
      const item = event.type === 'message' ? event.message : event.document;
      if (at === first.source && item.place.position.join() === first.position.join()) return;
      yield { item, place };
    }
  }
}

/** The sources at some paths, counted from 0 as they are discovered. */
async function* sourcesOf(paths: readonly string[]): AsyncGenerator<readonly [number, Source]> {
  let at = 0;
  for (const path of paths) {
    for await (const found of discoverSources(path)) {
      if (found.type !== 'source') continue;
      yield [at, found.source];
      at += 1;
    }
  }
}

const TYPED: ReadonlySet<string> = new Set(['password', 'passphrase', 'pin']);

/** Whether a rule finds a password in some texts. */
export const tells = (texts: readonly ScannedText[]) =>
  texts.some(({ findings }) => findings.some(({ kind }) => TYPED.has(kind)));

/** A hash of the folder that a source is in. */
export const folderOf = ({ path }: Source) => shortHash(dirname(resolve(path)));

/** In front of the number of a document, which is one of the index of folders. */
const DOCUMENT = 'd';

const numberOf = (id: string) => Number(id.slice(DOCUMENT.length));
