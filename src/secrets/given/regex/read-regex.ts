import { EVERY_UNIT, foldedUnits, inverted, unitsIn, unitsOf } from './code-units.ts';
import type { Dialect } from './dialect.ts';
import { PatternCursor } from './pattern-cursor.ts';
import { possessive } from './possessive.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import { changedFlags, NO_FLAGS, type RegexFlags } from './regex-flags.ts';
import { type Edge, EMPTY, type RegexNode, type RepeatNode } from './regex-node.ts';

const LONGEST_PATTERN = 20_000;
const DEEPEST = 100;
const SKIPPED = /(?:[ \t\r\n\f\v]|#[^\n]*(?:\n|$))+/y;
const COUNTED = /\{(\d{1,7})(,?)(\d{0,7})\}/y;
const GROUP = /\?(?:(P?<|')([A-Za-z_][\w.[\]-]{0,60})[>']|([A-Za-z-]{0,8})([:)])|(<?)([=!])|(#[^)]*\))|(.))/y;
const NOT_BREAK = inverted(unitsIn('\n'));
const EDGES: ReadonlyMap<string, Edge> = new Map([
  ['A', 'text-start'],
  ['z', 'text-end'],
  ['Z', 'text-end'],
  ['b', 'word'],
  ['B', 'no-word'],
]);

/**
 * Reads a pattern of RE2, Rust or PCRE.
 * @throws SyntaxError for what is malformed, or cannot be said in a bounded pattern: back-references, atomic groups, recursion
 */
export function readRegex(source: string, dialect: Dialect): RegexNode {
  if (source.length > LONGEST_PATTERN) throw new SyntaxError(`longer than ${LONGEST_PATTERN} characters`);
  const reader = new RegexReader(source, dialect);
  const node = reader.choice();
  if (!reader.done) throw new SyntaxError('a ")" too many');
  return node;
}

class RegexReader {
  #flags: RegexFlags = NO_FLAGS;
  #depth = 0;
  readonly #cursor: PatternCursor;
  readonly #dialect: Dialect;

  constructor(source: string, dialect: Dialect) {
    this.#cursor = new PatternCursor(source);
    this.#dialect = dialect;
  }

  get done(): boolean {
    return this.#cursor.done;
  }

  choice(): RegexNode {
    const options = [this.#sequence()];
    while (this.#cursor.eat('|')) options.push(this.#sequence());
    return options.length === 1 ? (options[0] ?? EMPTY) : { type: 'choice', options };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    for (;;) {
      this.#skip();
      if (this.#cursor.done || this.#cursor.peek('|') || this.#cursor.peek(')')) break;
      for (const atom of this.#atoms()) parts.push(atom);
    }
    return parts.length === 1 ? (parts[0] ?? EMPTY) : { type: 'sequence', parts };
  }

  #skip(): void {
    if (this.#flags.spaced) this.#cursor.match(SKIPPED);
  }

  /** What stands here with its quantifier; of quoted text each character, the last with the quantifier. */
  #atoms(): readonly RegexNode[] {
    const atoms = this.#cursor.eat('\\Q') ? this.#quoted() : [this.#atom()];
    const last = atoms.at(-1);
    return last === undefined ? [] : [...atoms.slice(0, -1), this.#quantified(last)];
  }

  #quoted(): readonly RegexNode[] {
    const rest = this.#cursor.source.indexOf('\\E', this.#cursor.at);
    if (rest >= 0) return [...this.#cursor.until('\\E')].map((char) => this.#literal(char.codePointAt(0) ?? 0));
    const text = this.#cursor.source.slice(this.#cursor.at);
    this.#cursor.at = this.#cursor.source.length;
    return [...text].map((char) => this.#literal(char.codePointAt(0) ?? 0));
  }

  #quantified(body: RegexNode): RegexNode {
    let node = body;
    this.#skip();
    for (let counts = this.#counts(); counts !== null; counts = this.#counts()) {
      const [min, max] = counts;
      if (min > max) throw new SyntaxError('a repeat whose most is less than its least');
      const isMarked = this.#cursor.eat('?');
      const lazy = isMarked !== this.#flags.swapGreed;
      const repeat: RepeatNode = { type: 'repeat', min, max, lazy, body: node };
      node = !isMarked && this.#cursor.eat('+') ? possessive(repeat) : repeat;
      this.#skip();
    }
    return node;
  }

  #counts(): readonly [number, number] | null {
    const cursor = this.#cursor;
    if (cursor.eat('*')) return [0, Number.POSITIVE_INFINITY];
    if (cursor.eat('+')) return [1, Number.POSITIVE_INFINITY];
    if (cursor.eat('?')) return [0, 1];
    const counted = cursor.match(COUNTED);
    if (counted === null) return null;
    const min = Number(counted[1]);
    if (counted[2] === '') return counted[3] === '' ? [min, min] : null;
    return [min, counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3])];
  }

  #atom(): RegexNode {
    const cursor = this.#cursor;
    if (cursor.eat('(')) return this.#group();
    if (cursor.eat('[')) return { type: 'set', set: this.#class() };
    if (cursor.eat('.')) return { type: 'set', set: this.#flags.dotAll ? EVERY_UNIT : NOT_BREAK };
    if (cursor.eat('^')) return { type: 'edge', edge: this.#flags.multiline ? 'line-start' : 'text-start' };
    if (cursor.eat('$')) return { type: 'edge', edge: this.#flags.multiline ? 'line-end' : 'text-end' };
    if (cursor.eat('\\')) return this.#escape();
    if (/[*+?]/.test(cursor.source.charAt(cursor.at))) throw new SyntaxError('a repeat of nothing');
    return this.#literal(cursor.take());
  }

  #class() {
    const { ignoreCase, spaced } = this.#flags;
    return readClass(this.#cursor, {
      dialect: this.#dialect,
      ignoreCase,
      spaced: spaced && this.#dialect.nestedClasses,
    });
  }

  #escape(): RegexNode {
    const edge = EDGES.get(this.#cursor.source.charAt(this.#cursor.at));
    if (edge !== undefined) {
      this.#cursor.take();
      if (this.#cursor.peek('{')) throw new SyntaxError('\\b{…} has no counterpart');
      return { type: 'edge', edge };
    }
    const escaped = readEscape(this.#cursor);
    if (escaped.type === 'point') return this.#literal(escaped.point);
    return { type: 'set', set: this.#flags.ignoreCase ? foldedUnits(escaped.set) : escaped.set };
  }

  #literal(point: number): RegexNode {
    const text = String.fromCodePoint(point);
    const parts = Array.from({ length: text.length }, (_, at) => {
      const set = unitsOf([[text.charCodeAt(at), text.charCodeAt(at)]]);
      return { type: 'set', set: this.#flags.ignoreCase ? foldedUnits(set) : set } as const;
    });
    return parts.length === 1 ? (parts[0] ?? EMPTY) : { type: 'sequence', parts };
  }

  #group(): RegexNode {
    if (this.#depth >= DEEPEST) throw new SyntaxError(`groups in groups, more than ${DEEPEST} deep`);
    const before = this.#flags;
    const opening = this.#cursor.match(GROUP);
    if (opening === null) return this.#body(before, (body) => ({ type: 'capture', name: null, body }));
    const [text, , name, flags, end, behind, look, comment] = opening;
    if (comment !== undefined) return EMPTY;
    if (name !== undefined) return this.#body(before, (body) => ({ type: 'capture', name, body }));
    if (look !== undefined) {
      const negative = look === '!';
      return this.#body(before, (body) => ({ type: 'look', behind: behind === '<', negative, body }));
    }
    if (flags === undefined) throw new SyntaxError(`(${text} cannot be bounded or has no counterpart`);
    this.#flags = changedFlags(before, flags);
    return end === ')' ? EMPTY : this.#body(before, (body) => body);
  }

  #body(before: RegexFlags, wrap: (body: RegexNode) => RegexNode): RegexNode {
    this.#depth += 1;
    const body = this.choice();
    this.#depth -= 1;
    this.#flags = before;
    if (!this.#cursor.eat(')')) throw new SyntaxError('missing ")"');
    return wrap(body);
  }
}
