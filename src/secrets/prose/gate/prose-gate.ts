import type { Literal } from '../../kernel/index.ts';
import { type Awaited, awaitedLiterals } from './awaited.ts';
import { GatedText } from './gated-text.ts';
import { LanguageSpots } from './language-spots.ts';
import { ownLeads } from './leads.ts';
import { type Pairing, type PairWords, pairingOf } from './pairing.ts';
import { pairsIn, pairsNear } from './pairs.ts';
import { References } from './references.ts';
import { NOTHING_TOLD, type Told } from './told.ts';
import type { TriggerGroup } from './trigger-group.ts';
import { hasLook, LONGEST_VALUE } from './value-look.ts';
import { Visitors } from './visitors.ts';

/** What the gate knows of a language. */
export interface GatedLanguage {
  readonly triggers: readonly TriggerGroup[];
  /** Whether it has something to say only where a letter of its script stands. */
  readonly isOfOwnScript: boolean;
  /** Whether its words stand in texts of every language. */
  readonly isEverywhere: boolean;
  /** By which its texts are known; null where its triggers are looked for in every text. */
  readonly telling: TriggerGroup | null;
}

/** By the index of each language that has something to read in a text, the bytes near which it has. */
export type WorthReading = ReadonlyMap<number, readonly number[]>;

/** Signs before the parts of an address: `root` in `/root`, `net` in `example.net`. */
const ADDRESS_SIGNS: ReadonlySet<number> = new Set([...'./@'].map((char) => char.charCodeAt(0)));

/** A text whose literals were met. */
interface MetText {
  readonly utf8: Uint8Array;
  readonly told: Told;
  readonly isMail: boolean;
}

/** Bytes of a reply that may be nothing but the value. */
const BARE_REPLY = 160;
/** Room for a letter here and there that takes more bytes than the words of its language do. */
const STRETCH = 1.15;

/**
 * Tells from bytes alone, by where literals stand, in which languages a text is worth reading for credentials, and where: what it
 * leaves out would cost a hundred times as much to read. One at a time: what it gives of a text is of the literals told since `begin`.
 */
export class ProseGate {
  /** To be looked for in each text; ASCII letters in either case. */
  readonly literals: readonly Literal[];
  readonly #awaited: readonly (readonly Awaited[])[];
  readonly #languages: readonly LanguageSpots[];
  readonly #visitors: Visitors;
  readonly #references: References;
  /** First bytes of the letters of each language that is written in a script of its own alone. */
  readonly #scripts: readonly (readonly number[] | null)[];
  readonly #pairing: Pairing;
  #utf8: Uint8Array = new Uint8Array();
  /** The languages that something was met of, each once. */
  readonly #met: number[] = [];
  readonly #isMet: Uint8Array;
  /** How many texts there were, and by literal the last of them that it was told of in. */
  #texts = 0;
  readonly #lastMet: Int32Array;

  constructor(languages: readonly GatedLanguage[], pairs: PairWords) {
    this.#pairing = pairingOf(pairs);
    const loans = loansOf(languages);
    const { literals, awaited } = awaitedLiterals(
      languages.map(({ triggers, telling }) => (telling === null ? triggers : [telling])),
      (language) => (languages[language]?.isEverywhere ? NO_LOANS : loans),
    );
    this.#visitors = new Visitors(
      languages.map(({ triggers, telling }) => (telling === null ? null : triggers)),
      loans,
    );
    this.#references = new References(languages.map(({ triggers }) => triggers));
    this.literals = literals;
    this.#awaited = awaited;
    this.#lastMet = new Int32Array(literals.length);
    this.#isMet = new Uint8Array(languages.length);
    this.#scripts = languages.map(({ triggers, isOfOwnScript }) => (isOfOwnScript ? ownLeads(triggers) : null));
    this.#languages = languages.map(({ triggers }, index) => new LanguageSpots(index, stretchOf(triggers)));
  }

  begin(utf8: Uint8Array): void {
    this.#utf8 = utf8;
    for (const language of this.#met) this.#languages[language]?.clear();
    this.#met.length = 0;
    this.#isMet.fill(0);
    this.#texts += 1;
  }

  /** @param literal its index in `literals` */
  meet(literal: number, place: number): void {
    const isFirst = this.#lastMet[literal] !== this.#texts;
    this.#lastMet[literal] = this.#texts;
    // A text tells its language by different words.
    for (const one of this.#awaited[literal] as readonly Awaited[])
      if (isFirst || one.is !== 'common') this.#add(one, place);
  }

  readonly #add = (one: Awaited, place: number): void => {
    if (one.is === 'topic' && ADDRESS_SIGNS.has(this.#utf8[place - 1] as number)) return;
    if (this.#isMet[one.language] === 0) this.#met.push(one.language);
    this.#isMet[one.language] = 1;
    this.#languages[one.language]?.add(one, place);
  };

  /** Looks for the literals of the other languages that a text may be written in: any, where it is too short to tell. */
  #visit(isShort: boolean): void {
    const { languages } = this.#visitors;
    const isSpoken = (language: number) => this.#languages[language]?.isSpoken ?? false;
    const spoken = isShort ? languages : this.#met.filter((language) => isSpoken(language));
    this.#visitors.scan(this.#utf8, spoken, this.#add);
  }

  /** What the literals met say, where the text was a subject. */
  told(): Told {
    this.#visit(true);
    if (this.#met.length === 0) return NOTHING_TOLD;
    const each = this.#met.flatMap((language) => this.#languages[language]?.told() ?? []);
    return {
      languages: new Set(each.flatMap(({ languages }) => [...languages])),
      topics: new Map(each.flatMap(({ topics }) => [...topics])),
    };
  }

  /** What a body says of the subject that it belongs to. */
  referred(utf8: Uint8Array): Told {
    const languages = this.#references.languagesIn(utf8);
    return languages.size === 0 ? NOTHING_TOLD : { languages, topics: new Map() };
  }

  /** @param isMail whether people write to each other in it, so that a few lines may be worth reading for what is in them alone */
  worthReading({ utf8, told, isMail }: MetText): WorthReading {
    const text = new GatedText(utf8, told, () => this.#pairsNearTies(utf8));
    this.#visit(text.isBrief);
    const worth = new Map<number, readonly number[]>();
    for (const language of this.#candidates(told)) {
      const isTold = told.languages.has(language);
      if (!isTold && text.isAscii && this.#scripts[language] !== null) continue;
      const places = this.#languages[language]?.worthReading(text) ?? [];
      if (places.length > 0 && (isTold || this.#mayBeWritten(language, text))) worth.set(language, places);
    }
    if (worth.size > 0 || !text.isBrief) return worth;
    if (!isMail) return isOneValue(utf8) ? this.#inAny(text) : worth;
    const isReply = utf8.length <= BARE_REPLY && text.hasLook;
    return isReply || pairsIn(utf8, this.#pairing).length > 0 ? this.#inAny(text) : worth;
  }

  #candidates(told: Told): Iterable<number> {
    if (told === NOTHING_TOLD) return this.#met;
    return new Set([...this.#met, ...told.languages, ...told.topics.keys()]);
  }

  #pairsNearTies(utf8: Uint8Array): readonly number[] {
    const met = this.#met.flatMap((language) => this.#languages[language] ?? []);
    const places = met.flatMap((language) => language.tying());
    const reach = Math.max(...met.map(({ tieReach }) => tieReach));
    return pairsNear(
      utf8,
      this.#pairing,
      places.sort((a, b) => a - b),
      reach,
    );
  }

  /** Whether a letter of its script stands in a text; of Latin ones one always does. */
  #mayBeWritten(language: number, text: GatedText): boolean {
    const own = this.#scripts[language] ?? null;
    return own === null || (!text.isAscii && text.holds(own));
  }

  /** A bare value or pair needs no word of a language: any that may be written there will do to read it. */
  #inAny(text: GatedText): WorthReading {
    const all = this.#languages.map((_, language) => language);
    return new Map(all.filter((language) => this.#mayBeWritten(language, text)).map((language) => [language, [0]]));
  }
}

/** Whether all of a text is one word that looks like a value: a subject may be one. */
const isOneValue = (utf8: Uint8Array): boolean =>
  utf8.length <= LONGEST_VALUE && !utf8.some((byte) => byte <= 0x20) && hasLook(utf8, 0, utf8.length);

const NO_LOANS: ReadonlySet<string> = new Set();

/** Words of the languages whose words stand in texts of every other. */
const loansOf = (languages: readonly GatedLanguage[]): ReadonlySet<string> =>
  new Set(
    languages
      .filter(({ isEverywhere, telling }) => isEverywhere && telling === null)
      .flatMap(({ triggers }) => triggers.flatMap(({ literals }) => literals.flatMap(([, words]) => words))),
  );

/** Bytes that a letter of a language takes. */
function stretchOf(groups: readonly TriggerGroup[]): number {
  const words = groups.flatMap(({ literals }) => literals.flatMap(([, texts]) => texts)).join('');
  return (STRETCH * Buffer.byteLength(words)) / Math.max(1, words.length);
}
