import type { Comparison, IndicatorKind } from './indicator.ts';
import { comparisonAs } from './indicator-value.ts';

/** Alternatives, each a list of comparisons that must all be true of one event; or why there are none. */
export type PatternReading = { readonly any: readonly (readonly Comparison[])[] } | { readonly why: string };

const KIND_OF_PATH: { readonly [Path in string]: IndicatorKind } = {
  'ipv4-addr:value': 'address',
  'ipv6-addr:value': 'address',
  'network-traffic:src_ref.value': 'address',
  'network-traffic:dst_ref.value': 'address',
  'domain-name:value': 'domain',
  'url:value': 'url',
  'email-addr:value': 'email',
  'email-message:from_ref.value': 'email',
  'email-message:sender_ref.value': 'email',
  'email-message:message_id': 'message-id',
  'user-account:account_login': 'account',
  'user-account:user_id': 'account',
  'user-account:display_name': 'account',
  "network-traffic:extensions.'http-request-ext'.request_header.'user-agent'": 'agent',
};

const TOKEN =
  /\s*(?:(\[)|(\])|(\()|(\))|('(?:[^'\\]|\\.)*')|(,)|(!=|<=|>=|=|<|>)|((?:[A-Za-z0-9_-]+:)(?:[\w.*[\]-]|'[^']{0,60}')+)|([A-Za-z]+)|([\d.]+))/y;

type Token = {
  readonly type: 'open' | 'close' | 'left' | 'right' | 'text' | 'comma' | 'operator' | 'path' | 'word' | 'number';
  readonly text: string;
};

const TYPES = ['open', 'close', 'left', 'right', 'text', 'comma', 'operator', 'path', 'word', 'number'] as const;
const MOST_TOKENS = 5000;
const MOST_ALTERNATIVES = 1000;
const MOST_DEPTH = 50;
const MOST_LIKE = 2000;

/**
 * Reads a STIX 2.1 pattern (docs.oasis-open.org/cti/stix/v2.1, section 9) as far as single events can answer it: comparisons of addresses,
 * names and accounts joined by AND and OR. What needs several events (FOLLOWEDBY, WITHIN, REPEATS), a negation, or what no log has, is said.
 */
export function readStixPattern(pattern: string): PatternReading {
  const tokens = tokensOf(pattern);
  if (tokens === null) return { why: 'The pattern is no STIX pattern.' };
  try {
    return new PatternParser(tokens).read();
  } catch (error) {
    if (error instanceof Unanswerable) return { why: error.message };
    throw error;
  }
}

class Unanswerable extends Error {}

function tokensOf(pattern: string): readonly Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = pattern.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(pattern);
    if (match === null || tokens.length === MOST_TOKENS) return null;
    const index = match.slice(1).findIndex((part) => part !== undefined);
    tokens.push({ type: TYPES[index] ?? 'word', text: match[index + 1] ?? '' });
  }
  return tokens;
}

type Alternatives = readonly (readonly Comparison[])[];

class PatternParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): PatternReading {
    const any = this.#disjunction(() => this.#observation());
    const rest = this.#tokens[this.#at];
    if (rest !== undefined)
      throw new Unanswerable(`${rest.text.slice(0, 30)} asks for more than one event can answer.`);
    return { any };
  }

  #observation(): Alternatives {
    if (this.#take('left')) return this.#closed('right', () => this.#disjunction(() => this.#observation()));
    if (!this.#take('open')) throw new Unanswerable('An observation in brackets is missing.');
    return this.#closed('close', () => this.#disjunction(() => this.#comparison()));
  }

  #comparison(): Alternatives {
    if (this.#take('left')) return this.#closed('right', () => this.#disjunction(() => this.#comparison()));
    const path = this.#expect('path').toLowerCase();
    if (this.#word('NOT')) throw new Unanswerable('A negated comparison is true of nearly every event.');
    const operator = (this.#take('operator') ?? this.#expect('word')).toUpperCase();
    const values = operator === 'IN' ? this.#set() : [this.#value()];
    return values.map((value) => [this.#compared(path, operator, value)]);
  }

  #compared(path: string, operator: string, value: string): Comparison {
    const kind = KIND_OF_PATH[path];
    if (kind === undefined) throw new Unanswerable(`No log has ${path.slice(0, 80)}.`);
    if (operator === 'LIKE') return likeness(kind, value.toLowerCase());
    if (!['=', 'IN', 'ISSUBSET'].includes(operator)) throw new Unanswerable(`${operator} cannot be asked of events.`);
    const comparison = comparisonAs(value, kind);
    if (comparison === null) throw new Unanswerable(`A value is no ${kind}.`);
    return comparison;
  }

  /** AND binds closer than OR; both are spread out into alternatives. */
  #disjunction(one: () => Alternatives): Alternatives {
    const all: (readonly Comparison[])[] = [...this.#conjunction(one)];
    while (this.#word('OR')) all.push(...this.#conjunction(one));
    return bounded(all);
  }

  #conjunction(one: () => Alternatives): Alternatives {
    let all = one();
    while (this.#word('AND')) {
      const more = one();
      if (all.length * more.length > MOST_ALTERNATIVES)
        throw new Unanswerable('The pattern has too many alternatives.');
      all = all.flatMap((left) => more.map((right) => [...left, ...right]));
    }
    return all;
  }

  #closed(type: Token['type'], inside: () => Alternatives): Alternatives {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) throw new Unanswerable('The pattern is nested too deeply.');
    const found = inside();
    this.#expect(type);
    this.#depth -= 1;
    return found;
  }

  #set(): readonly string[] {
    this.#expect('left');
    const values = [this.#value()];
    while (this.#take('comma')) values.push(this.#value());
    this.#expect('right');
    return values;
  }

  #value(): string {
    const text = this.#take('text');
    return text === null ? this.#expect('number') : text.slice(1, -1).replace(/\\(.)/g, '$1');
  }

  #word(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'word' || token.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #take(type: Token['type']): string | null {
    const token = this.#tokens[this.#at];
    if (token?.type !== type) return null;
    this.#at += 1;
    return token.text;
  }

  #expect(type: Token['type']): string {
    const text = this.#take(type);
    if (text === null) throw new Unanswerable('The pattern is no STIX pattern this program can read.');
    return text;
  }
}

function likeness(kind: IndicatorKind, value: string): Comparison {
  if (/\p{Cc}/u.test(value) || value.length > MOST_LIKE) throw new Unanswerable(`A value is no ${kind}.`);
  if (/^[%_.*]*$/.test(value)) throw new Unanswerable('A pattern of wildcards is true of nearly every event.');
  return { kind, op: 'like', value };
}

function bounded(all: Alternatives): Alternatives {
  if (all.length > MOST_ALTERNATIVES) throw new Unanswerable('The pattern has too many alternatives.');
  return all;
}
