import { isAscii } from 'node:buffer';
import { GrowingBytes } from './growing-bytes.ts';
import type { TextAllowance, TextTarget } from './text-target.ts';

const FEED = 0x0a;
const TAB = 0x09;
/** Characters that show nothing and break words apart for a search: as HTML text is read, so that a word is found alike in both. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;
/** Joiners that Persian, Indic scripts and emoji need, and that mean nothing after an ASCII character. */
const JOINERS_AFTER_ASCII = /(?<=[\x00-\x7f])[\u200c\u200d]+/g;
const LEADING_JOINERS = /^[\u200c\u200d]+/;
const NO_BREAK_SPACES = /[\u00a0\u202f]/g;
const NO_BREAK_HYPHENS = /\u2011/g;

/**
 * Lays native RTF out as lines: paragraphs and rows end lines, cells are apart by tabs. What is pending is written only when a character follows.
 */
export class LineWriter implements TextTarget {
  readonly #out = new GrowingBytes();
  readonly #allowance: TextAllowance;
  #breaks = 0;
  #tabs = 0;
  #cellStart = 0;

  constructor(allowance: TextAllowance) {
    this.#allowance = allowance;
  }

  /** Bytes written; what is pending does not count. */
  get length(): number {
    return this.#out.length;
  }

  text(utf8: Buffer): void {
    const shown = isAscii(utf8) ? utf8 : Buffer.from(this.#shown(utf8.toString('utf8')));
    if (shown.length === 0) return;
    this.#settle();
    if (this.#allowance.take(shown.length)) this.#out.append(shown);
  }

  lineBreak(): void {
    this.#breaks += 1;
  }

  /** What follows begins a line. */
  block(): void {
    if (this.#breaks === 0 && this.#out.length > 0) this.#breaks = 1;
    this.#tabs = 0;
  }

  /** A row's properties come before its cells. */
  rowStart(): void {
    this.#cellStart = this.#out.length;
  }

  cellEnd(): void {
    // A paragraph that ends within a cell must not tear the row apart.
    if (this.#out.length > this.#cellStart) this.#breaks = 0;
    this.#tabs += 1;
    this.#cellStart = this.#out.length;
  }

  rowEnd(): void {
    this.#tabs = 0;
    this.#breaks = Math.max(1, this.#breaks);
    this.#cellStart = this.#out.length;
  }

  /** An address in angle brackets, before what is pending. */
  link(address: string): void {
    const shown = Buffer.from(this.#out.length === 0 ? `<${address}>` : ` <${address}>`);
    if (this.#allowance.take(shown.length)) this.#out.append(shown);
  }

  /** What was written since `from`; null where it is longer than `longest` bytes. */
  since(from: number, longest: number): string | null {
    return this.#out.length - from > longest ? null : this.#out.view(from).toString('utf8');
  }

  /** Takes over, on lines of its own, all that another has written, which thereby is empty. */
  adopt(other: LineWriter): void {
    if (other.length > 0) {
      this.block();
      this.#settle();
      this.#out.append(other.#out.view());
      this.block();
    }
    other.#clear();
  }

  /** All that was written; valid as long as nothing more is. */
  finish(): Buffer {
    return this.#out.view();
  }

  #clear(): void {
    this.#out.clear();
    this.#breaks = 0;
    this.#tabs = 0;
    this.#cellStart = 0;
  }

  #shown(text: string): string {
    const isAfterAscii = (this.#out.view(Math.max(0, this.#out.length - 1))[0] ?? 0) < 0x80;
    return (isAfterAscii ? text.replace(LEADING_JOINERS, '') : text)
      .replace(UNSEEN, '')
      .replace(JOINERS_AFTER_ASCII, '')
      .replace(NO_BREAK_SPACES, ' ')
      .replace(NO_BREAK_HYPHENS, '-');
  }

  #settle(): void {
    if (this.#breaks === 0 && this.#tabs === 0) return;
    const breaks = this.#out.length === 0 ? 0 : this.#breaks;
    if (this.#allowance.take(breaks + this.#tabs)) {
      for (let count = 0; count < breaks; count += 1) this.#out.push(FEED);
      for (let count = 0; count < this.#tabs; count += 1) this.#out.push(TAB);
    }
    this.#breaks = 0;
    this.#tabs = 0;
  }
}
