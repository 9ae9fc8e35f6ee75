import type { TextRun } from './text-run.ts';

/** Gaps, in heights of a letter: what is a space, and what sets columns apart. */
const SPACE = 0.2;
const COLUMN = 1.5;
/** How far raised and lowered letters stand from their line. */
const SAME_LINE = 0.5;

/** Letters on one line, in the order in which they were drawn. */
export class TextLine {
  readonly angle: number;
  readonly baseline: number;
  readonly size: number;
  readonly start: number;
  #end: number;
  #text: string;

  constructor(run: TextRun) {
    this.angle = run.angle;
    this.baseline = run.baseline;
    this.size = run.size;
    this.start = run.start;
    this.#end = run.end;
    this.#text = run.text;
  }

  get text(): string {
    return this.#text;
  }

  get end(): number {
    return this.#end;
  }

  /** Whether a run that is drawn next goes on where this ends. */
  isContinuedBy(run: TextRun): boolean {
    if (!this.isLevelWith(run)) return false;
    return run.isRightToLeft || run.start >= this.#end - Math.max(this.size, run.size);
  }

  isLevelWith({ angle, baseline, size }: Pick<TextRun, 'angle' | 'baseline' | 'size'>): boolean {
    const reach = Math.max(this.size, size) * SAME_LINE;
    return this.angle === angle && Math.abs(this.baseline - baseline) < reach;
  }

  /** Adds a run; where a gap is before it, a space, and before another column a tab. */
  add(run: TextRun): void {
    const isBlank = run.text.trim() === '' && run.text !== '';
    const gap = isBlank ? run.end - this.#end : run.start - this.#end;
    const size = Math.max(this.size, run.size);
    if (gap > size * COLUMN) this.#addGap('\t');
    else if (gap > size * SPACE || isBlank) this.#addGap(' ');
    if (!isBlank) this.#text += run.text;
    this.#end = Math.max(this.#end, run.end);
  }

  /** Adds a line that stands right of this one. */
  append(line: TextLine): void {
    this.#addGap('\t');
    this.#text += line.text;
    this.#end = line.end;
  }

  #addGap(gap: string): void {
    if (gap === '\t') this.#text = `${this.#text.trimEnd()}\t`;
    else if (this.#text !== '' && !/\s$/.test(this.#text)) this.#text += gap;
  }
}
