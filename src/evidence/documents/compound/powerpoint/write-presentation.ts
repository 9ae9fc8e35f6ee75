import type { Shortfall } from '../../../shortfall.ts';
import { u32 } from '../bounded-number.ts';
import type { Findings } from '../findings.ts';
import type { PersistedObjects } from './persisted-objects.ts';
import { textsIn } from './record-texts.ts';
import { type PptRecord, RECORD, recordAt, recordsIn } from './records.ts';

const INDEX_LOST: Shortfall = {
  reason: 'damaged',
  detail:
    'The index of this presentation is lost; its slides were read in the order in which they stand. Ask its sender for another copy.',
};

/** Lists of a document: which of its slides and notes there are ([MS-PPT] §2.4.14). */
const SLIDES = 0;
const NOTES = 2;

/** A slide as its document lists it: its object, its number for others, and the texts that stand in the list. */
interface ListedSlide {
  readonly object: number;
  readonly id: number;
  readonly texts: readonly PptRecord[];
}

/** Writes the texts of a presentation: slides in their order with their comments and notes, masters, and what else the document says. */
export function writePresentation(stream: Buffer, objects: PersistedObjects | null, findings: Findings): void {
  new Presentation(stream, objects, findings).write();
}

class Presentation {
  readonly #stream: Buffer;
  readonly #objects: PersistedObjects | null;
  readonly #findings: Findings;
  readonly #written = new Set<number>();
  /** What earlier versions say again is not said twice. */
  readonly #said = new Set<string>();

  constructor(stream: Buffer, objects: PersistedObjects | null, findings: Findings) {
    this.#stream = stream;
    this.#objects = objects;
    this.#findings = findings;
  }

  write(): void {
    const document = this.#object(this.#objects?.document ?? 0);
    if (document?.type === RECORD.document) this.#writeDocument(document);
    else this.#findings.lost(INDEX_LOST);
    this.#writeOthers(document === null);
  }

  #writeDocument(document: PptRecord): void {
    this.#written.add(document.at);
    const lists = [...recordsIn(this.#stream, document.from, document.to)];
    const listed = (instance: number) =>
      lists
        .filter((one) => one.type === RECORD.slideList && one.instance === instance)
        .flatMap((one) => this.#list(one));
    const slides = listed(SLIDES);
    for (const [index, { object, texts }] of slides.entries()) {
      const name = `slide ${index + 1}`;
      for (const text of texts) this.#writeRecord(text, name);
      this.#writeObject(object, name);
    }
    const numbers = new Map(slides.map(({ id }, index) => [id, index + 1]));
    for (const { object, texts } of listed(NOTES)) {
      const name = this.#notesName(object, numbers);
      for (const text of texts) this.#writeRecord(text, name);
      this.#writeObject(object, name);
    }
    for (const part of lists) {
      const isWritten = part.type === RECORD.slideList && (part.instance === SLIDES || part.instance === NOTES);
      if (!isWritten) this.#writeRecord(part, part.type === RECORD.slideList ? 'master' : 'document');
    }
  }

  /** The slides that a list names; the texts of a slide follow its name. */
  #list(list: PptRecord): readonly ListedSlide[] {
    const slides: (ListedSlide & { texts: PptRecord[] })[] = [];
    for (const record of recordsIn(this.#stream, list.from, list.to)) {
      if (record.type === RECORD.slidePersist)
        slides.push({ object: u32(this.#stream, record.from), id: u32(this.#stream, record.from + 12), texts: [] });
      else slides.at(-1)?.texts.push(record);
    }
    return slides;
  }

  #notesName(object: number, numbers: ReadonlyMap<number, number>): string {
    const notes = this.#object(object);
    const atom = notes === null ? null : recordAt(this.#stream, notes.from, notes.to);
    const number = atom?.type === RECORD.notesAtom ? numbers.get(u32(this.#stream, atom.from)) : undefined;
    return number === undefined ? 'notes' : `slide ${number}, notes`;
  }

  /** What no list names: masters, and what earlier versions of a presentation left in its file, which a reader does not see. */
  #writeOthers(isIndexLost: boolean): void {
    const current = new Set(this.#objects?.places.values());
    let slides = 0;
    for (const record of recordsIn(this.#stream, 0, this.#stream.length)) {
      const name = OBJECTS.get(record.type);
      if (name === undefined || this.#written.has(record.at)) continue;
      if (isIndexLost && record.type === RECORD.slide) slides += 1;
      const place = isIndexLost && record.type === RECORD.slide ? `slide ${slides}` : name;
      const isOld = !isIndexLost && !current.has(record.at);
      this.#writeRecord(record, isOld ? `earlier version, ${name}` : place, isOld);
    }
  }

  #object(number: number): PptRecord | null {
    const at = this.#objects?.places.get(number);
    return at === undefined ? null : recordAt(this.#stream, at, this.#stream.length);
  }

  #writeObject(number: number, name: string): void {
    const record = this.#object(number);
    if (record === null || this.#written.has(record.at)) return;
    this.#written.add(record.at);
    this.#writeRecord(record, name);
  }

  #writeRecord(record: PptRecord, name: string, isHidden = false): void {
    const { text } = this.#findings;
    let landmark: string | null = null;
    for (const { text: words, part } of textsIn(this.#stream, record)) {
      if (words.trim() === '' || (isHidden && this.#said.has(words))) continue;
      this.#said.add(words);
      const place = part === null ? name : `${name}, ${part}`;
      if (place !== landmark) text.mark(place);
      landmark = place;
      if (!(isHidden ? text.hiddenLine(words) : text.line(words))) return;
    }
  }
}

/** Objects that hold texts, by their types. */
const OBJECTS: ReadonlyMap<number, string> = new Map<number, string>([
  [RECORD.document, 'document'],
  [RECORD.slide, 'slide'],
  [RECORD.notes, 'notes'],
  [RECORD.master, 'master'],
  [RECORD.handout, 'handout'],
]);
