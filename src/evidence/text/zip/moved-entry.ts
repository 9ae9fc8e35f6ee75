import type { RandomAccess } from '../../source/random-access.ts';
import { LOCAL_BYTES } from './local-header.ts';

const LOCAL_MARK = Buffer.from('PK\x03\x04', 'latin1');
/** How far behind the place an index gives an entry is looked for. */
const SEARCHED = 64 * 1024;

/** Where entries stand whose index is off: bytes were put in or taken out after it was written. */
export class MovedEntries {
  readonly #zip: RandomAccess;
  /** Where the entry before ends: another one is not looked for within it. */
  #reached = 0;

  constructor(zip: RandomAccess) {
    this.#zip = zip;
  }

  /**
   * Where an entry's local header stands.
   * @param offset as the index has it. @param shift what is to be added to it as a rule.
   * @returns the offset with the shift where no header of that name is found near.
   */
  place(name: Buffer, offset: number, shift: number, compressedSize: number): number {
    const found = this.#find(name, offset, shift);
    this.#reached = Math.max(this.#reached, found + LOCAL_BYTES + name.length + compressedSize);
    return found;
  }

  #find(name: Buffer, offset: number, shift: number): number {
    if (this.#isHeader(offset + shift, name)) return offset + shift;
    if (this.#isHeader(offset, name)) return offset;
    const start = Math.max(this.#reached, offset);
    const range = this.#zip.read(start, SEARCHED);
    for (let at = range.indexOf(LOCAL_MARK); at >= 0; at = range.indexOf(LOCAL_MARK, at + 1))
      if (this.#isHeader(start + at, name)) return start + at;
    return offset + shift;
  }

  #isHeader(at: number, name: Buffer): boolean {
    if (at < 0 || at + LOCAL_BYTES > this.#zip.size) return false;
    const header = this.#zip.read(at, LOCAL_BYTES + name.length);
    const isMarked = header.length === LOCAL_BYTES + name.length && header.subarray(0, 4).equals(LOCAL_MARK);
    return isMarked && header.readUInt16LE(26) === name.length && header.subarray(LOCAL_BYTES).equals(name);
  }
}
