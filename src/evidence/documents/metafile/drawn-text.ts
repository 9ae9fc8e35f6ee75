import type { LandmarkedText } from '../landmarked-text.ts';

/** A string drawn at a place of a picture, in the picture's own units. */
export interface DrawnString {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** How wide it is drawn; null where the record does not say. */
  readonly width: number | null;
}

/** Of a mean character's width, how much space between two strings makes two words of them. */
const WORD_GAP = 0.3;

/** Puts drawn strings into lines as they stand in the picture: strings of one height are one line, a gap between them a space. */
export class DrawnText {
  readonly #text: LandmarkedText;
  #last: DrawnString | null = null;

  constructor(text: LandmarkedText) {
    this.#text = text;
  }

  add(drawn: DrawnString): void {
    if (drawn.text === '') return;
    const last = this.#last;
    if (last !== null) this.#text.write(last.y === drawn.y ? between(last, drawn) : '\n');
    this.#text.write(drawn.text);
    this.#last = drawn;
  }
}

function between(before: DrawnString, after: DrawnString): string {
  if (before.width === null || before.width <= 0) return /\s$/.test(before.text) || /^\s/.test(after.text) ? '' : ' ';
  const gap = after.x - before.x - before.width;
  return gap > (before.width / before.text.length) * WORD_GAP ? ' ' : '';
}
