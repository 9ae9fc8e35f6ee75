import type { PropertyText } from '../../text/property-list/property-text.ts';
import { appleTime, type BinaryPropertyList, type PropertyObject } from './binary-property-list.ts';

/** Objects that are written, each as often as it is referred to. */
const MOST_OBJECTS = 500_000;
const MOST_LEVELS = 200;

/** How writing went. */
export interface Outcome {
  /** Objects that could not be read, or stand in themselves. */
  readonly damaged: number;
  readonly isCut: boolean;
}

/** Writes a binary property list as text. What an archive (NSKeyedArchiver) says with references is written as what it says. */
export function writeObjects(list: BinaryPropertyList, text: PropertyText): Outcome {
  const writer = new ObjectWriter(list, text);
  writer.writeTop();
  return writer;
}

class ObjectWriter implements Outcome {
  readonly #list: BinaryPropertyList;
  readonly #text: PropertyText;
  readonly #around: number[] = [];
  /** The archive's objects, by their numbers in it; null for a plain list. */
  readonly #archived: readonly number[] | null = null;
  #written = 0;
  #damaged = 0;
  #isCut = false;

  constructor(list: BinaryPropertyList, text: PropertyText) {
    this.#list = list;
    this.#text = text;
    const objects = this.#field(list.top, '$objects');
    const held = objects === null ? null : list.object(objects);
    this.#archived = held?.kind === 'list' && this.#field(list.top, '$archiver') !== null ? held.items : null;
  }

  get damaged(): number {
    return this.#damaged;
  }

  get isCut(): boolean {
    return this.#isCut || this.#text.isFull || this.#list.isSpent;
  }

  writeTop(): void {
    const archive = this.#archived === null ? null : this.#field(this.#list.top, '$top');
    this.#write(null, archive ?? this.#list.top);
  }

  #write(key: string | null, reference: number): void {
    const number = this.#resolved(reference);
    this.#written += 1;
    if (this.isCut || this.#written > MOST_OBJECTS || this.#around.length >= MOST_LEVELS) {
      this.#isCut = true;
      return;
    }
    const object = number === null || this.#around.includes(number) ? null : this.#list.object(number);
    if (number === null || object === null) {
      this.#damaged += 1;
      this.#text.value(key, '(damaged)');
      return;
    }
    if (object.kind === 'value') this.#text.value(key, object.text);
    else if (object.kind === 'data') this.#text.data(key, object.bytes);
    else if (object.kind === 'uid') this.#text.value(key, `(object ${object.number})`);
    else {
      this.#around.push(number);
      this.#writeContainer(key, number, object);
      this.#around.pop();
    }
  }

  #writeContainer(
    key: string | null,
    number: number,
    object: Extract<PropertyObject, { kind: 'list' | 'dictionary' }>,
  ): void {
    if (this.#archived !== null && this.#writeArchived(key, number)) return;
    this.#text.open(key);
    if (object.kind === 'list') for (const item of object.items) this.#write(null, item);
    else this.#writeEntries(object.keys, object.values);
    this.#text.close();
  }

  #writeEntries(keys: readonly number[], values: readonly number[]): void {
    for (const [index, value] of values.entries()) {
      if (this.isCut) return;
      const name = this.#plain(keys[index] ?? -1) ?? '(damaged)';
      if (this.#archived === null || name !== '$class') this.#write(name, value);
    }
  }

  /** A collection, text or time of Foundation's in an archive; false for any other object. */
  #writeArchived(key: string | null, number: number): boolean {
    const values = this.#items(number, 'NS.objects');
    if (values !== null) {
      const keys = this.#items(number, 'NS.keys');
      this.#text.open(key);
      if (keys === null) for (const value of values) this.#write(null, value);
      else this.#writeEntries(keys, values);
      this.#text.close();
      return true;
    }
    const time = this.#field(number, 'NS.time');
    const inner = ['NS.string', 'NS.data', 'NS.bytes']
      .map((name) => this.#field(number, name))
      .find((at) => at !== null);
    if (time !== null) this.#text.value(key, appleTime(Number(this.#plain(time) ?? Number.NaN)));
    else if (inner !== undefined && inner !== null) this.#write(key, inner);
    else return false;
    return true;
  }

  /** The number of the object that is meant: where an archive refers to one, that. */
  #resolved(reference: number): number | null {
    if (this.#archived === null) return reference;
    const object = this.#list.object(reference);
    return object?.kind === 'uid' ? (this.#archived[object.number] ?? null) : reference;
  }

  #items(number: number, name: string): readonly number[] | null {
    const field = this.#field(number, name);
    const object = field === null ? null : this.#list.object(field);
    return object?.kind === 'list' ? object.items : null;
  }

  /** The number of a dictionary's value; null where there is none. */
  #field(number: number, name: string): number | null {
    const object = this.#list.object(number);
    if (object?.kind !== 'dictionary' || object.keys.length > MOST_FIELDS) return null;
    const index = object.keys.findIndex((key) => this.#plain(key) === name);
    return index < 0 ? null : (object.values[index] ?? null);
  }

  #plain(reference: number): string | null {
    const number = this.#resolved(reference);
    const object = number === null ? null : this.#list.object(number);
    return object?.kind === 'value' ? object.text : null;
  }
}

/** Keys of an object of Foundation's in an archive: few. */
const MOST_FIELDS = 64;
