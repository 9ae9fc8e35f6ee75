import { isUtf8 } from 'node:buffer';
import { asBuffer } from '../../decode/byte-string.ts';
import { LandmarkedText } from '../../documents/landmarked-text.ts';
import type { ExtractedText } from '../../part.ts';

/** A file that stands in a property list as data. */
export interface PropertyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Data that is no text and shorter than this stands in the text, in base64; longer data is a file of its own. */
const SHORT_DATA = 256;
const MOST_INDENTS = 20;
/** Levels around a value that its landmark names, and characters of each. */
const PATH_KEYS = 6;
const KEY_LENGTH = 60;
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const BINARY_LIST = Buffer.from('bplist');

/** Writes a property list as text: a key and its value on one line, what stands in something else indented under it. */
export class PropertyText {
  readonly #text: LandmarkedText;
  readonly #path: (string | null)[] = [];
  readonly #files: PropertyFile[] = [];
  #place = '';

  /** @param limit Most bytes of the text. */
  constructor(limit: number) {
    this.#text = new LandmarkedText(limit);
  }

  get isFull(): boolean {
    return this.#text.isFull;
  }

  /** Data that became files of their own. */
  get files(): readonly PropertyFile[] {
    return this.#files;
  }

  /** Begins a dictionary or list. @param key Null in a list, and at the top. */
  open(key: string | null): void {
    if (key !== null) this.#line(key, '');
    this.#path.push(key);
  }

  close(): void {
    this.#path.pop();
  }

  value(key: string | null, value: string): void {
    this.#line(key, value);
  }

  data(key: string | null, data: Uint8Array): void {
    const bytes = asBuffer(data);
    const isList = bytes.subarray(0, BINARY_LIST.length).equals(BINARY_LIST);
    const text = isList ? null : printable(bytes);
    if (text !== null) this.#line(key, text);
    else if (!isList && bytes.length <= SHORT_DATA) this.#line(key, bytes.toString('base64'));
    else {
      const name = `${key ?? 'data'}-${this.#files.length + 1}`;
      this.#files.push({ name, bytes });
      this.#line(key, `(${bytes.length} bytes, see ${name})`);
    }
  }

  finish(): ExtractedText {
    return this.#text.finish();
  }

  #line(key: string | null, value: string): void {
    const place = [...this.#path.slice(-PATH_KEYS), key]
      .flatMap((step) => step?.slice(0, KEY_LENGTH) ?? [])
      .join(' > ');
    if (place !== '' && place !== this.#place) this.#text.mark(place);
    this.#place = place;
    const depth = this.#path.length - 1;
    const indent = '  '.repeat(Math.max(0, Math.min(depth, MOST_INDENTS)));
    this.#text.line(`${indent}${key === null ? value : value === '' ? `${key}:` : `${key}: ${value}`}`);
  }
}

/** Bytes as the text they are; null for what is none. */
function printable(bytes: Buffer): string | null {
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString('utf8');
  return UNPRINTABLE.test(text) ? null : text;
}
