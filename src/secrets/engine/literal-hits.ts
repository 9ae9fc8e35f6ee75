import { Buffer } from 'node:buffer';
import { buildLiteralMatcher, type Literal } from '../kernel/index.ts';
import type { ProseGate } from '../prose/index.ts';
import { headingLiterals, isHeadingEnd } from '../tables/heading-literals.ts';
import type { TablePack } from '../tables/table-pack.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { KeywordHit } from './match-rule.ts';

/** Who waits for literals. */
export interface LiteralAwaiters {
  readonly rules: readonly CompiledRule[];
  readonly prose: ProseGate | null;
  readonly tables: TablePack | null;
}

/** Where literals stand in one text; holds until the next text is looked through. */
export interface LiteralHits {
  /** Places, in the list of rules, of those of which a keyword stands in the text. */
  readonly rules: readonly number[];
  readonly ofRule: (place: number) => readonly KeywordHit[];
  readonly headings: readonly number[];
}

/** A literal and who waits for it. */
interface Awaited extends Literal {
  readonly length: number;
  readonly rules: number[];
  heading: 'word' | 'closed' | null;
}

/** Looks one text after another through for all literals at once, in lists that it uses again. */
export class LiteralFinder implements LiteralHits {
  readonly rules: number[] = [];
  readonly headings: number[] = [];
  readonly #rules: readonly CompiledRule[];
  readonly #prose: ProseGate | null;
  /** The gate's literals stand behind them. */
  readonly #awaited: readonly Awaited[];
  readonly #scan: (utf8: Uint8Array, onLiteral: (literal: number, start: number) => void) => void;
  readonly #hits: KeywordHit[][];
  #utf8: Uint8Array = new Uint8Array();

  constructor(awaiters: LiteralAwaiters) {
    this.#rules = awaiters.rules;
    this.#prose = awaiters.prose;
    this.#awaited = awaitedLiterals(awaiters);
    this.#scan = buildLiteralMatcher([...this.#awaited, ...(awaiters.prose?.literals ?? [])]).scan;
    this.#hits = awaiters.rules.map(() => []);
  }

  /** The gate of prose begins anew with each text, and is told of its literals. */
  find(utf8: Uint8Array): LiteralHits {
    this.#prose?.begin(utf8);
    for (const place of this.rules) this.#hits[place] = [];
    this.rules.length = 0;
    this.headings.length = 0;
    this.#utf8 = utf8;
    this.#scan(utf8, this.#onLiteral);
    return this;
  }

  /** Tells the gate of prose alone of what stands in a text. */
  tellProse(utf8: Uint8Array): void {
    this.#prose?.begin(utf8);
    this.#scan(utf8, (index, start) => {
      const ofProse = index - this.#awaited.length;
      if (ofProse >= 0) this.#prose?.meet(ofProse, start);
    });
  }

  ofRule(place: number): readonly KeywordHit[] {
    return this.#hits[place] as KeywordHit[];
  }

  readonly #onLiteral = (index: number, start: number): void => {
    const ofProse = index - this.#awaited.length;
    if (ofProse >= 0) {
      this.#prose?.meet(ofProse, start);
      return;
    }
    const literal = this.#awaited[index] as Awaited;
    const end = start + literal.length;
    if (literal.heading !== null && isHeadingEnd(this.#utf8, end, literal.heading)) this.headings.push(start);
    for (const place of literal.rules) this.#keep(place, start, end);
  };

  #keep(place: number, start: number, end: number): void {
    const { ahead, behind } = this.#rules[place] as CompiledRule;
    if (ahead !== null && !ahead(this.#utf8, end)) return;
    if (behind !== null && !behind(this.#utf8, start)) return;
    const hits = this.#hits[place] as KeywordHit[];
    if (hits.length === 0) this.rules.push(place);
    hits.push([start, end]);
  }
}

function awaitedLiterals({ rules, tables }: LiteralAwaiters): readonly Awaited[] {
  const byKey = new Map<string, Awaited>();
  const entryFor = (text: string, exact: boolean): Awaited => {
    const key = exact ? `=${text}` : `~${text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
    const entry = byKey.get(key) ?? { text, exact, length: Buffer.byteLength(text), rules: [], heading: null };
    byKey.set(key, entry);
    return entry;
  };
  rules.forEach(({ rule }, place) => {
    for (const keyword of rule.keywords) entryFor(keyword, rule.exactCase).rules.push(place);
  });
  for (const { text, type } of tables === null ? [] : headingLiterals(tables)) entryFor(text, false).heading = type;
  return [...byKey.values()];
}
