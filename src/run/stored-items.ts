import type { Case, SourceRow } from '../case/index.ts';
import { EMPTY_TALLY } from '../core/index.ts';
import { type Document, type KeySource, type Message, type Position, readSource } from '../evidence/index.ts';
import { readSettings } from './settings.ts';
import { sourceFault, sourceOfRow } from './source-fault.ts';
import { spillFolder } from './spill-folder.ts';

type Place = Pick<SourceRow, 'id' | 'kind' | 'shape' | 'root' | 'relative' | 'path' | 'size' | 'sha256' | 'member'> & {
  readonly position: string;
};

/** Reads items of a case from the evidence again. Each source is checked once to be as it was when it was added. */
export class StoredItems {
  readonly #kase: Case;
  readonly #ocr: boolean;
  readonly #sound = new Map<string, boolean>();

  constructor(kase: Case) {
    this.#kase = kase;
    this.#ocr = readSettings(kase).ocr;
  }

  /** Whether the source of a message or document can be read and is as it was. @param id `messages.id`. */
  isReadable(id: string): boolean {
    const place = this.#placeOf(id);
    return place !== null && this.#isSound(place);
  }

  /** @param id `messages.id`. @returns null where it is not there any more. */
  async read(id: string, keys: KeySource | null): Promise<Message | Document | null> {
    const place = this.#placeOf(id);
    if (place === null || !this.#isSound(place)) return null;
    const from = { position: JSON.parse(place.position) as Position, tally: EMPTY_TALLY };
    const options = { from, spillFolder: spillFolder(this.#kase), ocr: this.#ocr, ...(keys === null ? {} : { keys }) };
    for await (const event of readSource(sourceOfRow(place), options)) {
      if (event.type !== 'message' && event.type !== 'document') continue;
      const item = event.type === 'message' ? event.message : event.document;
      return JSON.stringify(item.place.position) === place.position ? item : null;
    }
    return null;
  }

  #placeOf(id: string): Place | null {
    return this.#kase.store.get<Place>(
      `SELECT s.id, s.kind, s.shape, s.root, s.relative, s.path, s.size, s.sha256, s.member, m.position
       FROM messages m JOIN sources s ON s.id = m.source_id WHERE m.id = ?`,
      id,
    );
  }

  #isSound(place: Place): boolean {
    const known = this.#sound.get(place.id);
    if (known !== undefined) return known;
    const sound = sourceFault(place) === null;
    this.#sound.set(place.id, sound);
    return sound;
  }
}
