import { isAscii } from 'node:buffer';
import { BRIEF_LENGTH } from '../windows.ts';
import type { Told } from './told.ts';
import { holdsLook } from './value-look.ts';

/** One text as the gate sees it; what costs to tell is told once, when it is first asked for. */
export class GatedText {
  readonly utf8: Uint8Array;
  readonly told: Told;
  /** A few lines, which one word makes worth reading whole. */
  readonly isBrief: boolean;
  readonly isAscii: boolean;
  readonly #findPairs: () => readonly number[];
  #pairs: readonly number[] | null = null;
  #hasLook: boolean | null = null;
  #bytes: Uint8Array | null = null;

  /** @param findPairs where, near what ties it, something stands that looks like the password of a pair, ascending */
  constructor(utf8: Uint8Array, told: Told, findPairs: () => readonly number[]) {
    this.utf8 = utf8;
    this.told = told;
    this.isAscii = isAscii(utf8);
    this.isBrief = isBrief(utf8, this.isAscii);
    this.#findPairs = findPairs;
  }

  get pairs(): readonly number[] {
    this.#pairs ??= this.#findPairs();
    return this.#pairs;
  }

  /** Whether anything looks made up. */
  get hasLook(): boolean {
    this.#hasLook ??= holdsLook(this.utf8);
    return this.#hasLook;
  }

  /** Whether one of these bytes stands in it. */
  holds(bytes: readonly number[]): boolean {
    this.#bytes ??= bytesOf(this.utf8);
    const held = this.#bytes;
    return bytes.some((byte) => held[byte] === 1);
  }
}

function bytesOf(utf8: Uint8Array): Uint8Array {
  const held = new Uint8Array(256);
  for (let at = 0; at < utf8.length; at += 1) held[utf8[at] as number] = 1;
  return held;
}

/** Whether a text has no more units than a few lines do. */
function isBrief(utf8: Uint8Array, isPlain: boolean): boolean {
  if (isPlain || utf8.length <= BRIEF_LENGTH) return utf8.length <= BRIEF_LENGTH;
  if (utf8.length > 3 * BRIEF_LENGTH) return false;
  let units = 0;
  for (let at = 0; at < utf8.length; at += 1) if (((utf8[at] as number) & 0xc0) !== 0x80) units += 1;
  return units <= BRIEF_LENGTH;
}
