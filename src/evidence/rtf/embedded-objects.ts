import type { RtfObject } from './contents.ts';
import { embeddedBytes } from './embedded-bytes.ts';
import type { GroupState } from './group-state.ts';
import { ole1Object } from './ole1-object.ts';

/** `\pict`'s words for its format (RTF 1.9.1, "Pictures"). */
const PICTURES: ReadonlyMap<string, string> = new Map([
  ['pngblip', 'image/png'],
  ['jpegblip', 'image/jpeg'],
  ['emfblip', 'image/emf'],
  ['wmetafile', 'image/wmf'],
  ['dibitmap', 'image/bmp'],
  ['wbitmap', 'image/bmp'],
  ['macpict', 'image/x-pict'],
  ['pmmetafile', 'image/x-os2-metafile'],
]);

/** Objects and pictures as they come up in a document. */
export class EmbeddedObjects {
  readonly #document: Buffer;
  readonly #most: number;
  readonly #found: RtfObject[] = [];
  readonly #links: string[] = [];
  #isTooMany = false;
  #isOpen = false;
  #mediaType: string | null = null;

  constructor(document: Buffer, most: number) {
    this.#document = document;
    this.#most = most;
  }

  get found(): readonly RtfObject[] {
    return this.#found;
  }

  /** Files that linked objects name: paths and addresses, never followed. */
  get links(): readonly string[] {
    return this.#links;
  }

  /** Whether there were more than may be. */
  get isTooMany(): boolean {
    return this.#isTooMany;
  }

  /** The group of `\objdata` or `\pict` begins at the brace `at`. One within another is not looked at, so that no byte is decoded twice. */
  open(word: 'objdata' | 'pict', at: number, state: GroupState): void {
    state.target = null;
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#mediaType = null;
    state.onLeave = (end) => {
      this.#isOpen = false;
      if (word === 'pict') this.#picture(at, end);
      else this.#object(at, end);
    };
  }

  /** A control word that may name the picture's format. */
  format(word: string): void {
    if (this.#isOpen) this.#mediaType ??= PICTURES.get(word) ?? null;
  }

  #picture(start: number, end: number): void {
    const document = this.#document;
    if (embeddedBytes(document, start, end).length === 0) return;
    const bytes = () => embeddedBytes(document, start, end);
    this.#add({ name: null, mediaType: this.#mediaType, bytes, isCut: false });
  }

  #object(start: number, end: number): void {
    const document = this.#document;
    const read = () => ole1Object(embeddedBytes(document, start, end));
    const { name, link, bytes, isCut } = read();
    if (link !== null) this.#links.push(link);
    if (bytes.length > 0 || isCut) this.#add({ name, mediaType: null, bytes: () => read().bytes, isCut });
  }

  #add(object: RtfObject): void {
    if (this.#found.length < this.#most) this.#found.push(object);
    else this.#isTooMany = true;
  }
}
