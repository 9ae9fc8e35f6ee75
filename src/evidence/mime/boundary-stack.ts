/** A boundary line (RFC 2046 §5.1.1). */
export interface Delimiter {
  /** Which multipart it belongs to: index in the stack, 0 the outermost. */
  readonly level: number;
  /** Byte where the content before it ends; the line break before the line belongs to it. */
  readonly contentEnd: number;
  /** Byte after the line. */
  readonly next: number;
  /** Whether it is the closing one. */
  readonly closing: boolean;
}

const LF = 10;
const CR = 13;
const DASH = 45;
const NEEDLE = Buffer.from('\n--');

/** The boundaries of the multiparts being read, outermost first, and the search for their lines. */
export class BoundaryStack {
  readonly #buffer: Buffer;
  readonly #boundaries: Buffer[] = [];

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  /** Opens a multipart; returns its level. */
  push(boundary: string): number {
    return this.#boundaries.push(Buffer.from(boundary)) - 1;
  }

  pop(): void {
    this.#boundaries.pop();
  }

  /**
   * The first line at or after `from` (a line's start) that belongs to any open multipart: an outer boundary ends an inner multipart
   * (RFC 2046 §5.1.2). Null when there is none.
   */
  next(from: number): Delimiter | null {
    if (this.#boundaries.length === 0) return null;
    const buffer = this.#buffer;
    if (from === 0 && buffer[0] === DASH && buffer[1] === DASH) {
      const level = this.levelAt(0);
      if (level >= 0) return this.#delimiter(level, 0);
    }
    for (let at = Math.max(0, from - 1); ; ) {
      const lf = buffer.indexOf(NEEDLE, at);
      if (lf < 0) return null;
      const level = this.levelAt(lf + 1);
      if (level >= 0) return this.#delimiter(level, lf + 1);
      at = lf + 2;
    }
  }

  /**
   * The level whose boundary the line at `lineStart` begins with; -1 for none. What follows on the line does not matter (RFC 2046 §5.1.1),
   * so of several the longest counts, and of equal ones the innermost.
   */
  levelAt(lineStart: number): number {
    if (this.#buffer[lineStart] !== DASH || this.#buffer[lineStart + 1] !== DASH) return -1;
    let best = -1;
    let longest = -1;
    for (let level = this.#boundaries.length - 1; level >= 0; level--) {
      const boundary = this.#boundaries[level] as Buffer;
      if (boundary.length > longest && this.#startsWith(boundary, lineStart + 2)) {
        best = level;
        longest = boundary.length;
      }
    }
    return best;
  }

  #startsWith(boundary: Buffer, at: number): boolean {
    const buffer = this.#buffer;
    for (let index = 0; index < boundary.length; index++) if (buffer[at + index] !== boundary[index]) return false;
    return true;
  }

  #delimiter(level: number, lineStart: number): Delimiter {
    const buffer = this.#buffer;
    const after = lineStart + 2 + (this.#boundaries[level] as Buffer).length;
    const lf = buffer.indexOf(LF, after);
    const breakStart = lineStart > 1 && buffer[lineStart - 2] === CR ? lineStart - 2 : lineStart - 1;
    return {
      level,
      contentEnd: Math.max(0, breakStart),
      next: lf < 0 ? buffer.length : lf + 1,
      closing: buffer[after] === DASH && buffer[after + 1] === DASH,
    };
  }
}
