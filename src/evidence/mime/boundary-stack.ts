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
/** A multipart given up, whose lines count as those of an open one. */
interface Interrupted {
  readonly boundary: Buffer;
  readonly level: number;
}

const MOST_INTERRUPTED = 8;
/** Searched for without the line break before it: that one ends every line of base64, dashes are not in it at all. */
const DASHES = Buffer.from('--');

/** The boundaries of the multiparts being read, outermost first, and the search for their lines. */
export class BoundaryStack {
  readonly #buffer: Buffer;
  readonly #boundaries: Buffer[] = [];
  #interrupted: readonly Interrupted[] = [];

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  /** Opens a multipart; returns its level. */
  push(boundary: string): number {
    return this.#boundaries.push(Buffer.from(boundary)) - 1;
  }

  pop(): void {
    this.#boundaries.pop();
    const open = this.#boundaries.length;
    if (this.#interrupted.length > 0) this.#interrupted = this.#interrupted.filter(({ level }) => level < open);
  }

  /**
   * Gives a multipart up that an outer boundary line ended before its own closing one. Should its lines turn up again below, they separate
   * parts of the multipart around it rather than stand in a text.
   * @param outer the level whose line ended it.
   */
  interrupt(outer: number): void {
    const boundary = this.#boundaries.at(-1);
    this.pop();
    if (boundary !== undefined) this.#remember(boundary, outer);
  }

  /** The same for a multipart whose first line did not come before the line of an outer one. */
  remember(boundary: string, outer: number): void {
    this.#remember(Buffer.from(boundary), outer);
  }

  #remember(boundary: Buffer, level: number): void {
    if (this.#interrupted.length < MOST_INTERRUPTED) this.#interrupted = [...this.#interrupted, { boundary, level }];
  }

  /**
   * The first line at or after `from` (a line's start) that belongs to any open multipart: an outer boundary ends an inner multipart
   * (RFC 2046 §5.1.2). Null when there is none.
   */
  next(from: number): Delimiter | null {
    if (this.#boundaries.length === 0) return null;
    for (let lineStart = this.#nextDashes(from); lineStart >= 0; lineStart = this.#nextDashes(lineStart + 2)) {
      const line = this.#match(lineStart);
      if (line !== null) return this.#delimiter(line, lineStart);
    }
    return this.#closingWithinLine(from);
  }

  /** The first line at or after `from` that begins with `--`; -1 for none. */
  #nextDashes(from: number): number {
    const buffer = this.#buffer;
    let at = buffer.indexOf(DASHES, from);
    while (at > 0 && buffer[at - 1] !== LF) at = buffer.indexOf(DASHES, at + 1);
    return at;
  }

  /** Whether the line at `lineStart` is a boundary line of any open multipart. */
  isBoundary(lineStart: number): boolean {
    return this.#boundaries.length > 0 && this.#match(lineStart) !== null;
  }

  /**
   * The boundary that the line at `lineStart` begins with. What follows on the line does not matter (RFC 2046 §5.1.1), so of several the
   * longest counts, and of equal ones the innermost.
   */
  #match(lineStart: number): Match | null {
    if (this.#buffer[lineStart] !== DASH || this.#buffer[lineStart + 1] !== DASH) return null;
    let level = -1;
    let size = 0;
    for (let open = this.#boundaries.length - 1; open >= 0; open--) {
      const boundary = this.#boundaries[open] as Buffer;
      if (boundary.length <= size || !this.#startsWith(boundary, lineStart + 2)) continue;
      level = open;
      size = boundary.length;
    }
    for (const { boundary, level: outer } of this.#interrupted) {
      if (boundary.length <= size || !this.#startsWith(boundary, lineStart + 2)) continue;
      level = outer;
      size = boundary.length;
    }
    return level < 0 ? null : { level, size, own: this.#boundaries[level]?.length === size };
  }

  /** A closing boundary that some programs put right behind the content, without the line break before it; asked for when no line is left. */
  #closingWithinLine(from: number): Delimiter | null {
    const boundary = this.#boundaries.at(-1) as Buffer;
    const at = this.#buffer.indexOf(`--${boundary.toString('latin1')}--`, from, 'latin1');
    if (at < 0) return null;
    return { level: this.#boundaries.length - 1, contentEnd: at, next: this.#buffer.length, closing: true };
  }

  #startsWith(boundary: Buffer, at: number): boolean {
    const buffer = this.#buffer;
    for (let index = 0; index < boundary.length; index++) if (buffer[at + index] !== boundary[index]) return false;
    return true;
  }

  #delimiter({ level, size, own }: Match, lineStart: number): Delimiter {
    const buffer = this.#buffer;
    const after = lineStart + 2 + size;
    const lf = buffer.indexOf(LF, after);
    const breakStart = lineStart > 1 && buffer[lineStart - 2] === CR ? lineStart - 2 : lineStart - 1;
    return {
      level,
      contentEnd: Math.max(0, breakStart),
      next: lf < 0 ? buffer.length : lf + 1,
      closing: own && buffer[after] === DASH && buffer[after + 1] === DASH,
    };
  }
}

/** A boundary found at a line's start: of which level, how long, and whether it is that level's own or an interrupted one's. */
interface Match {
  readonly level: number;
  readonly size: number;
  readonly own: boolean;
}
