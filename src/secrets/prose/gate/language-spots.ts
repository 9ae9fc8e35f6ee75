import type { Awaited } from './awaited.ts';
import type { GatedText } from './gated-text.ts';
import { Spots } from './spots.ts';
import { NOTHING_TOLD, type Told } from './told.ts';
import { holdsLookIn } from './value-look.ts';

/** How far from a word of many senses its topic may stand, and how far a topic ties a value (scene.ts, frames/tie.ts), and a little more. */
const NEEDS_REACH = 320;
const TIE_REACH = 180;
/** How far behind one short word that introduces a value. */
const SLIGHTLY_INTRODUCED = 60;
/** How far from words that introduce a value, or trail it, one may begin (frames/introduced.ts). */
const INTRODUCED = 120;
const TRAILED = 80;
/** How far behind a cue a link may stand (frames/entry-link.ts). */
const LINK_REACH = 420;
/** As many different common words tell a language. */
const TELLING = 3;
const ADDRESS = [...'http'].map((char) => char.charCodeAt(0));

/** What one language's literals come to in one text. */
export class LanguageSpots {
  readonly #language: number;
  /** In bytes. */
  readonly #reach: {
    readonly ofNeeds: number;
    readonly ofTie: number;
    readonly ofLink: number;
    readonly ofSlight: number;
    readonly ofIntroducer: { readonly before: number; readonly after: number };
  };
  readonly #sure = new Spots();
  readonly #needing = new Spots();
  readonly #topics = new Spots();
  readonly #tying = new Spots();
  readonly #introducers = new Spots();
  readonly #briefIntroducers = new Spots();
  readonly #cues = new Spots();
  readonly #all = [
    this.#sure,
    this.#needing,
    this.#topics,
    this.#tying,
    this.#introducers,
    this.#briefIntroducers,
    this.#cues,
  ];
  #hasBriefTopic = false;
  #hasOwn = false;
  #commons = 0;

  /** @param stretch bytes that its letters take */
  constructor(language: number, stretch: number) {
    this.#language = language;
    this.#reach = {
      ofNeeds: Math.ceil(NEEDS_REACH * stretch),
      ofTie: Math.ceil(TIE_REACH * stretch),
      ofLink: Math.ceil(LINK_REACH * stretch),
      ofSlight: Math.ceil(SLIGHTLY_INTRODUCED * stretch),
      ofIntroducer: { before: Math.ceil(TRAILED * stretch), after: Math.ceil(INTRODUCED * stretch) },
    };
  }

  clear(): void {
    for (const spots of this.#all) spots.clear();
    this.#hasBriefTopic = false;
    this.#hasOwn = false;
    this.#commons = 0;
  }

  add({ is, ties, mark, isLoan, isSlight }: Awaited, place: number): void {
    if (is === 'common') {
      this.#commons += 1;
      return;
    }
    if (!isLoan || is !== 'topic') this.#hasOwn = true;
    if (is === 'credential') this.#sure.add(place, 0);
    else if (is === 'needing') this.#needing.add(place, mark);
    else if (is === 'introducer') this.#introducers.add(place, isSlight ? 1 : 0);
    else if (is === 'brief-introducer') this.#briefIntroducers.add(place, isSlight ? 1 : 0);
    else if (is === 'link-cue') this.#cues.add(place, 0);
    else if (is === 'topic') {
      this.#topics.add(place, mark);
      if (ties === 'everywhere') this.#tying.add(place, 1);
      else if (ties !== 'nowhere') this.#hasBriefTopic = true;
    }
  }

  /** The bytes near which the language has something to read, ascending; in a brief text one is enough. */
  worthReading(text: GatedText): readonly number[] {
    const isTold = text.told.languages.has(this.#language);
    if (!this.#hasOwn && !isTold) return [];
    const told = text.told.topics.get(this.#language) ?? 0;
    if (text.isBrief) return isTold || this.#isWorthABrief(text, told) ? [0] : [];
    const found = this.#sure;
    this.#needing.forEach((place, mark) => {
      if ((told & mark) !== 0 || this.#topics.isNear(place, this.#reach.ofNeeds, mark)) found.add(place, 0);
    });
    this.#cues.forEach((place) => {
      if (holdsAddress(text.utf8, place, this.#reach.ofLink)) found.add(place, 0);
    });
    this.#introducers.forEach((place, isSlight) => {
      if (!isTold && !this.#tying.isNear(place, this.#reach.ofTie, 1)) return;
      if (isSlight === 0 || holdsLookIn(text.utf8, place, place + this.#reach.ofSlight)) found.add(place, 0);
    });
    this.#addPairs(text, found);
    return found.places();
  }

  /** Where words stand that tie a value near them to a credential, in bytes. */
  tying(): readonly number[] {
    return this.#tying.places();
  }

  /** How near, in bytes. */
  get tieReach(): number {
    return this.#reach.ofTie;
  }

  /** What the literals say where they stand in a subject. */
  told(): Told {
    const any =
      this.#sure.length + this.#needing.length + this.#tying.length + this.#cues.length > 0 || this.#hasBriefTopic;
    let topics = 0;
    this.#topics.forEach((_, mark) => {
      topics |= mark;
    });
    if (!any && topics === 0) return NOTHING_TOLD;
    return { languages: new Set(any ? [this.#language] : []), topics: new Map([[this.#language, topics]]) };
  }

  /** Whether as many of its common words were told of as a part written in it holds. */
  get isSpoken(): boolean {
    return this.#commons >= TELLING;
  }

  #isWorthABrief(text: GatedText, told: number): boolean {
    if (this.#sure.length > 0 || this.#introducesIn(text, told)) return true;
    if (this.#needing.length > 0 && (this.#topics.length > 0 || told !== 0)) return true;
    if (this.#cues.length > 0 && holdsAddress(text.utf8, 0, text.utf8.length)) return true;
    return (this.#tying.length > 0 || this.#hasBriefTopic) && text.hasLook;
  }

  /** Beside a topic, what is introduced may be any word; elsewhere, and behind what introduces so much else, it is known by its look. */
  #introducesIn({ utf8 }: GatedText, told: number): boolean {
    const isTied = told !== 0 || this.#tying.length > 0 || this.#hasBriefTopic;
    const { before, after } = this.#reach.ofIntroducer;
    let introduces = false;
    const look = (place: number, isSlight: number) => {
      introduces ||=
        isSlight === 0
          ? isTied || holdsLookIn(utf8, place - before, place + after)
          : holdsLookIn(utf8, place, place + this.#reach.ofSlight);
    };
    this.#introducers.forEach(look);
    this.#briefIntroducers.forEach(look);
    return introduces;
  }

  /** A topic that ties makes a long text worth reading only where a pair stands near it. */
  #addPairs(text: GatedText, found: Spots): void {
    if (this.#tying.length === 0) return;
    const reach = this.#reach.ofTie;
    for (const place of text.pairs) if (this.#tying.isNear(place, reach, 1)) found.add(place, 0);
  }
}

function holdsAddress(utf8: Uint8Array, from: number, reach: number): boolean {
  const end = Math.min(utf8.length - ADDRESS.length, from + reach);
  for (let at = from; at < end; at += 1) {
    if (ADDRESS.every((byte, index) => ((utf8[at + index] as number) | 0x20) === byte)) return true;
  }
  return false;
}
