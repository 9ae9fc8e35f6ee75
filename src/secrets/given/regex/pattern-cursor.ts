/** A place in a pattern that is read from left to right. */
export class PatternCursor {
  at = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get done(): boolean {
    return this.at >= this.source.length;
  }

  peek(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  eat(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }

  /** What a sticky pattern matches here, passed over; null where it does not. */
  match(shape: RegExp): RegExpExecArray | null {
    shape.lastIndex = this.at;
    const found = shape.exec(this.source);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** The next code point. @throws SyntaxError at the end */
  take(): number {
    const point = this.source.codePointAt(this.at);
    if (point === undefined) throw new SyntaxError('the pattern ends early');
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  /** All up to `end`, which is passed over. @throws SyntaxError where it does not come */
  until(end: string): string {
    const stop = this.source.indexOf(end, this.at);
    if (stop < 0) throw new SyntaxError(`missing "${end}"`);
    const text = this.source.slice(this.at, stop);
    this.at = stop + end.length;
    return text;
  }
}
