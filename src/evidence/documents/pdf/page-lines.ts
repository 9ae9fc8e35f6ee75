import { TextLine } from './text-line.ts';
import { type TextItem, textRun } from './text-run.ts';

/** A text that waits for what stands right of it. */
const LABEL = /[:=]\s*$/;

/**
 * The lines of a page as a reader sees them, in the order in which they are drawn, which is the order of reading in what programs write. What stands on
 * one line and is drawn at another time, such as the values of a form after all its labels, is put back beside its label.
 */
export class PageLines {
  readonly #lines: TextLine[] = [];
  #hasBreak = true;

  add(item: TextItem): void {
    if (item.str !== '') this.#addRun(item);
    // What makes no sense as a place is parted as PDF.js parts it.
    if (item.hasEOL && (this.#lines.at(-1)?.size ?? 0) <= 0.1) this.#hasBreak = true;
  }

  /** The texts, without the spaces around them; lines of nothing else are left out. */
  finish(): readonly string[] {
    const right = new Neighbours(this.#lines);
    const moved = new Set<TextLine>();
    for (const line of this.#lines) {
      if (moved.has(line) || !LABEL.test(line.text)) continue;
      const value = right.of(line);
      if (value === null || moved.has(value)) continue;
      line.append(value);
      moved.add(value);
    }
    return this.#lines.filter((line) => !moved.has(line)).flatMap(({ text }) => text.trim() || []);
  }

  #addRun(item: TextItem): void {
    const run = textRun(item);
    const last = this.#lines.at(-1);
    if (last !== undefined && !this.#hasBreak && last.isContinuedBy(run)) last.add(run);
    else this.#lines.push(new TextLine(run));
    this.#hasBreak = false;
  }
}

/** Finds lines by how high they stand. */
class Neighbours {
  readonly #byHeight = new Map<string, TextLine[]>();

  constructor(lines: readonly TextLine[]) {
    for (const line of lines) {
      const key = keyOf(line.angle, Math.floor(line.baseline));
      const level = this.#byHeight.get(key);
      if (level === undefined) this.#byHeight.set(key, [line]);
      else if (level.length < MOST_LEVEL) level.push(line);
    }
  }

  /** The nearest line right of one; null where there is none. */
  of(line: TextLine): TextLine | null {
    let nearest: TextLine | null = null;
    const height = Math.floor(line.baseline);
    for (const at of [height - 1, height, height + 1])
      for (const other of this.#byHeight.get(keyOf(line.angle, at)) ?? [])
        if (other !== line && other.start >= line.end && other.isLevelWith(line))
          if (nearest === null || other.start < nearest.start) nearest = other;
    return nearest;
  }
}

/** Most lines that are looked at beside one: more than any page has beside each other. */
const MOST_LEVEL = 64;

const keyOf = (angle: number, height: number) => `${angle}/${height}`;
