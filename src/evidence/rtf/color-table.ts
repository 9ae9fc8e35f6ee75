import { areAlike } from '../text/html/color.ts';
import type { TextTarget } from './text-target.ts';

const MOST_COLORS = 65_536;
const WHITE = 0xffffff;
const SEMICOLON = 0x3b;
const SHIFTS: ReadonlyMap<string, number> = new Map([
  ['red', 16],
  ['green', 8],
  ['blue', 0],
]);

/** The colour table: an entry is three words and a semicolon; one without words is the reader's own colour (RTF 1.9.1, "Color table"). */
export class ColorTable implements TextTarget {
  readonly #colors: (number | null)[] = [];
  #entry: number | null = null;

  text(utf8: Buffer): void {
    for (const byte of utf8) {
      if (byte !== SEMICOLON || this.#colors.length >= MOST_COLORS) continue;
      this.#colors.push(this.#entry);
      this.#entry = null;
    }
  }

  /** A control word within the table. */
  channel(word: string, value: number | null): void {
    const shift = SHIFTS.get(word);
    if (shift !== undefined) this.#entry = (this.#entry ?? 0) | (Math.min(255, Math.max(0, value ?? 0)) << shift);
  }

  /** Whether text of one entry cannot be seen on another; entry 0 on what it stands on is always seen. */
  isUnseen(color: number, background: number): boolean {
    const ink = color === 0 ? null : (this.#colors[color] ?? null);
    if (ink === null) return false;
    return areAlike(ink, this.#colors[background] ?? WHITE);
  }
}
