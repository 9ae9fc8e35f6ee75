import { type CharSet, charSet, EVERY_CHAR, invert, NO_CHAR, union } from './char-set.ts';

/** A regular expression as far as its bounds matter. */
export type PatternNode =
  | { readonly type: 'char'; readonly set: CharSet }
  | { readonly type: 'assertion'; readonly sign: '^' | '$' | 'b' | 'B' }
  | { readonly type: 'look'; readonly behind: boolean; readonly wants: boolean; readonly body: PatternNode }
  | { readonly type: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly type: 'repeat';
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly body: PatternNode;
    };

const DIGIT = charSet('0123456789');
const WORD = charSet('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_');
const SPACE = union(charSet('\t\n\v\f\r '), { ...NO_CHAR, beyond: true });
const NEWLINE = charSet('\n\r');
const CLASSES: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: invert(DIGIT),
  w: WORD,
  W: invert(WORD),
  s: SPACE,
  S: invert(SPACE),
};
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };

/**
 * Reads the subset of JavaScript's regular expressions that rules may use: no back-references, no Unicode properties.
 * @throws SyntaxError naming what is outside the subset.
 */
export function parsePattern(source: string): PatternNode {
  const reader = new PatternReader(source);
  const node = reader.choice();
  if (!reader.done) throw new SyntaxError(`unexpected ")" at ${reader.at}`);
  return node;
}

class PatternReader {
  at = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get done(): boolean {
    return this.at >= this.source.length;
  }

  choice(): PatternNode {
    const options = [this.sequence()];
    while (this.eat('|')) options.push(this.sequence());
    return options.length === 1 ? (options[0] as PatternNode) : { type: 'choice', options };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.done && !this.peek('|') && !this.peek(')')) parts.push(this.quantified(this.atom()));
    return { type: 'sequence', parts };
  }

  private quantified(body: PatternNode): PatternNode {
    const bounds = this.quantifier();
    if (bounds === null) return body;
    return { type: 'repeat', min: bounds[0], max: bounds[1], lazy: this.eat('?'), body };
  }

  private quantifier(): readonly [number, number] | null {
    if (this.eat('?')) return [0, 1];
    if (this.eat('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.eat('+')) return [1, Number.POSITIVE_INFINITY];
    const counted = /^\{(\d+)(,?)(\d*)\}/.exec(this.source.slice(this.at, this.at + 16));
    if (counted === null) return null;
    this.at += counted[0].length;
    const min = Number(counted[1]);
    if (counted[2] === '') return [min, min];
    return [min, counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3])];
  }

  private atom(): PatternNode {
    if (this.eat('(')) return this.group();
    if (this.eat('[')) return { type: 'char', set: this.charClass() };
    if (this.eat('^')) return { type: 'assertion', sign: '^' };
    if (this.eat('$')) return { type: 'assertion', sign: '$' };
    if (this.eat('.')) return { type: 'char', set: invert(NEWLINE) };
    if (this.eat('\\')) return this.escape();
    return { type: 'char', set: charSet(this.take()) };
  }

  private group(): PatternNode {
    const look = /^\?(<?)[=!]/.exec(this.source.slice(this.at, this.at + 3));
    const opening = look?.[0] ?? /^\?(?::|<[A-Za-z]\w*>)/.exec(this.source.slice(this.at, this.at + 40))?.[0] ?? '';
    this.at += opening.length;
    const body = this.choice();
    if (!this.eat(')')) throw new SyntaxError(`missing ")" at ${this.at}`);
    return look === null ? body : { type: 'look', behind: look[1] === '<', wants: opening.endsWith('='), body };
  }

  private escape(): PatternNode {
    if (this.eat('b')) return { type: 'assertion', sign: 'b' };
    if (this.eat('B')) return { type: 'assertion', sign: 'B' };
    return { type: 'char', set: this.escapedSet() };
  }

  private escapedSet(): CharSet {
    const letter = this.take();
    const known = CLASSES[letter];
    if (known !== undefined) return known;
    if (letter === 'x') return charSet(String.fromCharCode(Number.parseInt(this.take(2), 16)));
    if (letter === 'u') return charSet(String.fromCharCode(Number.parseInt(this.take(4), 16)));
    const control = CONTROL[letter];
    if (control !== undefined) return charSet(control);
    if (/[A-Za-z1-9]/.test(letter)) throw new SyntaxError(`\\${letter} may not be used in a rule`);
    return charSet(letter);
  }

  private charClass(): CharSet {
    const negated = this.eat('^');
    let set = NO_CHAR;
    while (!this.peek(']')) {
      if (this.done) throw new SyntaxError('missing "]"');
      set = union(set, this.classItem());
    }
    this.at += 1;
    return negated ? invert(set) : set;
  }

  private classItem(): CharSet {
    const first = this.eat('\\') ? this.escapedSet() : charSet(this.take());
    const isRange = this.peek('-') && this.source[this.at + 1] !== ']' && first.only !== null;
    if (!isRange) return first;
    this.at += 1;
    const last = this.eat('\\') ? this.escapedSet() : charSet(this.take());
    if (last.only === null || first.only === null) throw new SyntaxError('a class may not end a range');
    return rangeSet(first.only, last.only);
  }

  private peek(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private eat(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }

  private take(count = 1): string {
    if (this.at + count > this.source.length) throw new SyntaxError('the pattern ends early');
    this.at += count;
    return this.source.slice(this.at - count, this.at);
  }
}

function rangeSet(first: number, last: number): CharSet {
  if (first > 127 || last > 127) return first > 127 ? { ...NO_CHAR, beyond: true } : EVERY_CHAR;
  let text = '';
  for (let code = first; code <= last; code += 1) text += String.fromCharCode(code);
  return { ...charSet(text), only: null };
}
