import { invalidSigma } from './sigma-fault.ts';

/** A condition, with what its names stand for put in. */
export type Joined<T> =
  | T
  | { readonly kind: 'and' | 'or'; readonly of: readonly Joined<T>[] }
  | { readonly kind: 'not'; readonly of: Joined<T> };

/** The names a condition may use. */
export interface ConditionNames<T> {
  readonly where: string;
  readonly names: readonly string[];
  readonly meaningOf: (name: string) => T;
}

const TOKEN = /\s*(\(|\)|\||[^\s()|]{1,200})/y;
const MAX_DEPTH = 60;

/**
 * Parses a condition: `not` binds before `and`, `and` before `or`; `1 of` and `all of` a pattern of names, or `them`.
 * @throws ReviewError sigma-invalid.
 */
export function parseCondition<T>(text: string, names: ConditionNames<T>): Joined<T> {
  const parser = new ConditionParser(tokensOf(text, names.where), names);
  return parser.whole();
}

function tokensOf(text: string, where: string): readonly string[] {
  if (text.length > 20_000) throw invalidSigma(where, 'the condition is too long', 'Use patterns of names.');
  const tokens: string[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const match = TOKEN.exec(rest);
    if (match === null) throw invalidSigma(where, 'a name in it is too long', 'Use names of at most 200 characters.');
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  return tokens;
}

class ConditionParser<T> {
  readonly #tokens: readonly string[];
  readonly #names: ConditionNames<T>;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[], names: ConditionNames<T>) {
    this.#tokens = tokens;
    this.#names = names;
  }

  whole(): Joined<T> {
    if (this.#tokens.length === 0) throw this.#fault('the condition is empty', 'Name a selection.');
    const whole = this.#joined('or', () => this.#joined('and', () => this.#negated()));
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return whole;
  }

  #joined(word: 'and' | 'or', operand: () => Joined<T>): Joined<T> {
    const of = [operand()];
    while (this.#take(word)) of.push(operand());
    const [first] = of;
    return of.length === 1 && first !== undefined ? first : { kind: word, of };
  }

  #negated(): Joined<T> {
    if (this.#depth++ > MAX_DEPTH) throw this.#fault('it is nested too deep', 'Use fewer brackets.');
    const read = this.#take('not') ? ({ kind: 'not', of: this.#negated() } as const) : this.#operand();
    this.#depth--;
    return read;
  }

  #operand(): Joined<T> {
    const token = this.#tokens[this.#at]?.toLowerCase();
    if (token === '(') return this.#bracket();
    const counts = token === '1' || token === 'all' || token === 'any';
    if (counts && this.#tokens[this.#at + 1]?.toLowerCase() === 'of')
      return this.#several(token === 'all' ? 'and' : 'or');
    const name = this.#tokens[this.#at];
    if (name === undefined || /^(?:and|or|not|of|them|\)|\|)$/i.test(name)) throw this.#unexpected();
    this.#at++;
    if (this.#names.names.includes(name)) return this.#names.meaningOf(name);
    throw this.#fault(`there is no "${name}"`, `Name one of: ${this.#names.names.slice(0, 10).join(', ')}.`);
  }

  #bracket(): Joined<T> {
    this.#at++;
    const inside = this.#joined('or', () => this.#joined('and', () => this.#negated()));
    if (!this.#take(')')) throw this.#fault('a bracket that does not close', 'Close it.');
    return inside;
  }

  /** `1 of pattern`, `all of them`: names that start with an underscore are never meant by them. */
  #several(kind: 'and' | 'or'): Joined<T> {
    this.#at += 2;
    const pattern = this.#tokens[this.#at];
    if (pattern === undefined || '()|'.includes(pattern)) throw this.#unexpected();
    this.#at++;
    const isMeant = pattern.toLowerCase() === 'them' ? () => true : nameTest(pattern);
    const meant = this.#names.names.filter(
      (name) => isMeant(name) && (!name.startsWith('_') || pattern.startsWith('_')),
    );
    if (meant.length === 0)
      throw this.#fault(`nothing is named like "${pattern}"`, 'Correct the pattern, or the names.');
    const of = meant.map((name) => this.#names.meaningOf(name));
    const [first] = of;
    return of.length === 1 && first !== undefined ? first : { kind, of };
  }

  #take(word: string): boolean {
    const isNext = this.#tokens[this.#at]?.toLowerCase() === word;
    if (isNext) this.#at++;
    return isNext;
  }

  #unexpected(): Error {
    const token = this.#tokens[this.#at];
    if (token === '|') {
      return this.#fault('aggregations behind a bar are no longer Sigma', 'Write a correlation rule.');
    }
    return this.#fault(
      token === undefined ? 'it ends too early' : `"${token}" cannot stand there`,
      'Correct the condition.',
    );
  }

  #fault(problem: string, remedy: string): Error {
    return invalidSigma(this.#names.where, problem, remedy);
  }
}

/** Names with `*` for any run of characters: compared piece by piece, so that no pattern takes long. */
function nameTest(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (name) => name === pattern;
  return (name) => {
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = name.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
}
