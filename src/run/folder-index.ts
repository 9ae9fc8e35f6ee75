import type { Document, Message, Position } from '../evidence/index.ts';
import { MOST_NEIGHBOURS } from './neighbours.ts';

/** Where an item of a scan stands among files. */
export interface FilePlace {
  /** Which of the sources it is in, counted from 0 as they are discovered. */
  readonly source: number;
  /** A hash of the folder that the source is in. */
  readonly folder: number;
}

/** Numbers of an item before its position. */
const HEAD = 4;
/** Numbers kept of all items: 64 MiB. What comes after is not indexed. */
const MOST_NUMBERS = 8 * 1024 * 1024;
const NO_MESSAGE = -1;

/** How likely an item gives a password to what is beside it, the likeliest 0; what is mute has no text and is not asked. */
export type Worth = number;
const TELLING: Worth = 0;
const FILE: Worth = 1;
const LETTER: Worth = 2;
const MUTE: Worth = 3;
/** Of an item that nothing locked is beside. */
export const UNKNOWN: Worth = MUTE;

/** @param isTelling whether a rule finds a password in it. */
export function worthOf(item: Message | Document, isTelling: boolean): Worth {
  const isText = item.parts.some(({ content }) => content.state === 'text');
  return isText ? worthUnopened(item, isTelling) : MUTE;
}

/** The same of an item of which nothing was opened: a document may have text. */
export function worthUnopened(item: Message | Document, isTelling: boolean): Worth {
  if (isTelling) return TELLING;
  return item.type === 'document' ? FILE : LETTER;
}

/**
 * The items of a scan by the folders and archives they are in, in a few numbers each. No text is kept. A locked file has no correspondents: it is
 * opened by what lies beside it.
 */
export class FolderIndex {
  readonly #numbers: number[] = [];
  readonly #starts: number[] = [];

  /**
   * @param message its number in the index of messages; null for a document.
   * @returns the item's number; null where the index is full.
   */
  add(item: Message | Document, { source, folder }: FilePlace, message: number | null, worth: Worth): number | null {
    if (this.#numbers.length >= MOST_NUMBERS) return null;
    const position = message === null ? item.place.position : [];
    this.#starts.push(this.#numbers.length);
    this.#numbers.push(source, folder, worth, message ?? NO_MESSAGE, position.length, ...position);
    return this.#starts.length - 1;
  }

  /** Where a document stands. */
  placeOf(number: number): { readonly source: number; readonly position: Position } {
    const start = this.#starts[number] ?? 0;
    const at = start + HEAD;
    const position = this.#numbers.slice(at + 1, at + 1 + (this.#numbers[at] ?? 0));
    return { source: this.#numbers[start] ?? 0, position };
  }

  /** The items of the same archive and of files in the same folder that may hold the password of a locked document, the likeliest first. */
  besideOf(number: number): readonly Beside[] {
    const [source, folder] = this.#numbers.slice(this.#starts[number] ?? 0);
    const beside: (Beside & { readonly worth: number; readonly distance: number })[] = [];
    for (const [other, start] of this.#starts.entries()) {
      const [otherSource, otherFolder, worth = MUTE, message = NO_MESSAGE] = this.#numbers.slice(start, start + HEAD);
      if (other === number || worth === MUTE || otherFolder !== folder) continue;
      const far = otherSource === source ? 0 : this.#starts.length;
      const which = message === NO_MESSAGE ? { document: other } : { message };
      beside.push({ ...which, worth, distance: far + Math.abs(other - number) });
    }
    beside.sort((a, b) => a.worth - b.worth || a.distance - b.distance);
    return beside.slice(0, MOST_NEIGHBOURS);
  }
}

/** An item by its number in the index of messages, or in that of folders. */
export type Beside = { readonly message: number } | { readonly document: number };
