import type { Shortfall } from '../../shortfall.ts';
import { LandmarkedText } from '../landmarked-text.ts';

/** A file found in a document. */
export interface FoundFile {
  /** Attacker-controlled. */
  readonly name: string;
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
  readonly shortfall: Shortfall | null;
}

/** A file in a document before it is taken out of it. @param limit Most bytes it may come to. */
export type HeldFile = (limit: number) => FoundFile;

/** What reading a document brings together: its text, the files in it, and what could not be read. */
export class Findings {
  readonly text: LandmarkedText;
  readonly files: HeldFile[] = [];
  #shortfall: Shortfall | null = null;

  /** @param limit Most bytes of the text. */
  constructor(limit: number) {
    this.text = new LandmarkedText(limit);
  }

  /** The first thing that could not be read; null where all was. */
  get shortfall(): Shortfall | null {
    return this.#shortfall;
  }

  /** Notes what could not be read; the first counts. */
  lost(shortfall: Shortfall | null): void {
    this.#shortfall ??= shortfall;
  }
}
