import { isAccountField } from './account-field.ts';
import type { Language } from './language.ts';
import type { ValueForm } from './language-pack.ts';
import { holdsUnspaced, isCounted, isOtherWriting, unspacedWeight, withPlainDigits } from './other-writing.ts';
import type { Proposal } from './proposal.ts';
import { marksWithin, type Scene } from './scene.ts';
import { shapeOf, type ValueShape } from './value-shape.ts';

/** The look of a proposed value, as far as its credential word accepts it; `phrase` is for several words. */
export type FormedShape = Omit<ValueShape, 'name'> & { readonly name: ValueShape['name'] | 'phrase' | 'address' };

/** Judges the proposed value against what its credential word wants. */
export function formOf(proposal: Proposal, scene: Scene): FormedShape | null {
  const { slot, words, frame } = proposal;
  if (frame === 'entry-link') return { name: 'address', weight: 0 };
  if (frame === 'dialled') return { name: 'digit groups', weight: 0.6 };
  const value = withPlainDigits(scene.reading.text.slice(slot.start, slot.end));
  if (value.length === 0 || value.length > 160) return null;
  if (/\s/.test(value)) return phraseShape(value, slot, words.value, scene);
  if (isPlaceholder(value, scene.language) || isArgument(slot.start, scene.reading.text)) return null;
  if (isBlackedOut(slot, scene.reading.text)) return null;
  if (holdsUnspaced(value)) return unspacedShape(slot, words.value, scene);
  const shape = shapeOf(value, scene.language.weakStems);
  if (!shape || (shape.weight <= 0.5 && isOtherWriting(value, scene.language))) return null;
  if (isNumeric(shape) && isCounted(slot.end, scene)) return null;
  const folded = scene.reading.fold.slice(slot.start, slot.end);
  const isName = words.value === 'name' && shape.name === 'capitalised word';
  if (slot.style !== 'quoted' && isCommonWord(folded, scene.language, !isName && !isPlainlyStated(proposal, scene))) {
    if (!scene.language.chosenWords.has(folded) || !isAccountField(scene, slot)) return null;
  }
  if (frame === 'usual') return { ...shape, weight: Math.min(shape.weight, USUAL) };
  if (words.value === 'digits' && shape.weight >= PLAIN_LOOK && STATED.has(frame)) return shape;
  const isUncased = isPlainUncased(value, slot, words.value);
  return fitted(isUncased ? { ...shape, weight: uncasedWeight(proposal, scene) } : shape, value, words.value);
}

/** Beside an account, or where its spelling is explained at once, a word may end as those do that are said of credentials. */
const isPlainlyStated = ({ slot, frame, extra }: Pick<Proposal, 'slot' | 'frame' | 'extra'>, scene: Scene): boolean =>
  (frame === 'adjacent' && extra.length > 0 && scene.brief) ||
  marksWithin(scene, 'spelling', slot.end, slot.end + SPELT_REACH).length > 0;

const SPELT_REACH = 20;

/** What everybody knows is no better a password for its look. */
const USUAL = 0.2;

/** What looks like nothing but a password is one, though it is called a code. */
const PLAIN_LOOK = 2.5;
const STATED: ReadonlySet<string> = new Set(['assigned', 'enclosed', 'adjacent', 'next-line']);

/** A bare word of a script without capitals is hardly ever a password. */
const isPlainUncased = (value: string, slot: Proposal['slot'], form: ValueForm): boolean =>
  slot.style !== 'quoted' && form !== 'phrase' && /^[\p{Lo}\p{M}\p{Lm}]+$/u.test(value);

/** "كلمة السر نجدة": right beside its word, with nothing behind it in a few lines, it may be one, never to be sure of. */
function uncasedWeight({ slot, words, frame, extra }: Proposal, { brief, setting, reading }: Scene): number {
  const isSaid = frame === 'adjacent' && words.value === 'any' && words.needs.length === 0 && brief && setting.isMail;
  if (!isSaid || slot.end - slot.start < SHORTEST_UNCASED || !CLOSED.test(reading.text.slice(slot.end, slot.end + 3)))
    return -1;
  return extra.length === 0 ? 0.6 : 0;
}

const SHORTEST_UNCASED = 3;
const CLOSED = /^[ \t]*(?:$|[.!،؛\n])/u;

function unspacedShape(slot: Proposal['slot'], form: ValueForm, scene: Scene): FormedShape | null {
  const isSpelled = form === 'any' && marksWithin(scene, 'spelling', slot.end, slot.end + 2).length > 0;
  const weight = unspacedWeight(slot, isSpelled ? 'phrase' : form, scene);
  return weight === null || saysSomething(slot.start, slot.end, scene) ? null : { name: 'phrase', weight };
}

const isNumeric = ({ name }: ValueShape): boolean => name === 'number' || name === 'digit groups' || name === 'date';

/** `get_secret("X")`: what stands in quotes after a bracket is an argument in code. */
const isArgument = (start: number, text: string): boolean =>
  /^[\p{L}\d_][([]["']$/u.test(text.slice(Math.max(0, start - 3), start));

/** `[REDACTED]`, in any language: a word in square brackets stands for another. */
const isBlackedOut = ({ start, end }: Proposal['slot'], text: string): boolean =>
  text[start - 1] === '[' && text[end] === ']' && /^[\p{L}\p{M}]+$/u.test(text.slice(start, end));

/** `your-password`, `changeme_placeholder`: one of its parts gives it away. */
function isPlaceholder(value: string, { placeholders }: Language): boolean {
  const folded = value.toLowerCase();
  return (
    placeholders.has(folded) ||
    folded.split(/[^\p{L}\p{M}]+/u).some((part) => placeholders.has(part) && part.length > 2 && !/\d/.test(value))
  );
}

/** A word that is never a value, or only said of one; endings count from five letters on. */
function isCommonWord(folded: string, { stops, states, stateEndings }: Language, byEnding: boolean): boolean {
  const word = folded.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (stops.has(word) || states.has(word)) return true;
  return byEnding && /^\p{L}{5,}$/u.test(word) && stateEndings.some((ending) => word.endsWith(ending));
}

/** `73A41`: what is typed at a door, digits with a capital or two. */
const isKeyed = (value: string): boolean =>
  (/^(?=(?:\D{0,2}\d){2})[A-F\d]{4,8}[#*]?$/.test(value) && /[A-F]/.test(value)) ||
  /^\d{2,4}\p{Lu}\d{0,5}[#*]?$/u.test(value);

function fitted(shape: ValueShape, value: string, form: ValueForm): ValueShape | null {
  const numeric = isNumeric(shape);
  switch (form) {
    case 'any':
    case 'phrase':
      return shape;
    case 'name':
      return shape.name === 'capitalised word' ? { ...shape, weight: NAME } : shape;
    case 'digits':
      return typedShape(shape, value);
    case 'code':
      if (numeric) return value.length >= 4 ? { ...shape, weight: 0.8 } : null;
      return /\d/.test(value) || shape.weight >= 1.8 ? { ...shape, weight: Math.max(shape.weight, 1.2) } : null;
    case 'opaque':
      return !numeric && value.length >= 8 && /\d/.test(value) && shape.weight >= 0.8
        ? { ...shape, weight: Math.max(shape.weight, 1.2) }
        : null;
  }
}

/** Where a number is wanted. */
function typedShape(shape: ValueShape, value: string): ValueShape | null {
  if (isNumeric(shape)) return value.length <= 14 ? { ...shape, weight: 1.3 } : null;
  if (isKeyed(value)) return { ...shape, weight: Math.max(shape.weight, 1) };
  if (!/\d/.test(value) || value.length > 12 || shape.name === 'host name') return null;
  return REFERENCE.test(value) ? { ...shape, weight: Math.min(shape.weight, -0.2) } : shape;
}

/** `SEC-2024-07`: what offices number things with. */
const REFERENCE = /^\p{Lu}{2,5}-\d{2,4}(?:-\d{1,4})?$/u;

const PHRASE_WORDS = /^[\p{L}\p{M}\p{N}'’-]+[,.!?]?$/u;

function phraseShape(value: string, slot: Proposal['slot'], form: ValueForm, scene: Scene): FormedShape | null {
  const words = value.split(/\s+/);
  if (words.length > 12) return null;
  if (form === 'name' && slot.style !== 'quoted') return nameShape(value, scene);
  if (form !== 'any' && form !== 'name' && form !== 'phrase') return form === 'opaque' ? null : spacedDigits(value);
  if (!words.every((word) => PHRASE_WORDS.test(word)) || saysSomething(slot.start, slot.end, scene)) return null;
  const lower = value.toLowerCase().split(/\s+/);
  const opensWithArticle =
    form === 'phrase' && slot.style === 'bare' && words.length >= 4 && isArticle(lower, scene.language);
  const said = opensWithArticle ? lower.slice(1) : lower;
  if (slot.style !== 'quoted' && isSentence(said, slot.style === 'bare' && !opensWithArticle, form, scene.language))
    return null;
  if (isCommonTalk(lower, slot, form, scene)) return null;
  if (opensWithArticle) return { name: 'phrase', weight: -0.5 };
  if (form === 'phrase') return { name: 'phrase', weight: lookOfPhrase(words.length, slot.style === 'bare') };
  if (slot.style !== 'quoted') return { name: 'phrase', weight: -0.5 };
  return { name: 'phrase', weight: /\p{Lo}/u.test(value) ? -0.2 : 0.5 };
}

/** Whether too many of its words are of those that every sentence has. */
function isCommonTalk(
  lower: readonly string[],
  { style, start }: Proposal['slot'],
  form: ValueForm,
  { reading: { text }, language: { stops } }: Scene,
): boolean {
  const isLed = LED.test(text.slice(Math.max(0, start - 3), start));
  const isStrict = style === 'bare' && !isLed && (form !== 'phrase' || lower.length < 4 || stops.has(lower[1] ?? ''));
  return lower.filter((word) => stops.has(word)).length > lower.length * (isStrict ? 1 / 3 : 0.6);
}

/** Behind a colon stands what is meant, whatever words it has. */
const LED = /[:：] ?\n?$/;

/** Two bare words may as well say something of the phrase. */
function lookOfPhrase(words: number, isBare: boolean): number {
  if (words < 3) return isBare ? -0.4 : 0;
  return isBare ? 0.6 : 1;
}

/** A name where one is wanted. */
const NAME = 0.2;

/** `Candle Lane`: an answer of several words, all of them names. */
function nameShape(value: string, { language }: Scene): FormedShape | null {
  const words = value.split(/\s+/);
  const first = words[0]?.toLowerCase() ?? '';
  const opens =
    !language.stops.has(first) || (words.length === 2 && !language.stops.has(words[1]?.toLowerCase() ?? ''));
  return opens && words.every((word) => /^\p{Lu}/u.test(word)) && words.length <= 3
    ? { name: 'phrase', weight: NAME }
    : null;
}

/** "the aunt buys barnacles in may": what an article begins may as well say what the phrase is. */
const isArticle = ([first = '']: readonly string[], { determiners, stops }: Language): boolean =>
  first.length <= 4 && determiners.has(first) && stops.has(first);

/** Words that go on with the sentence: a remark on the credential, not the credential. */
function isSentence(lower: readonly string[], bare: boolean, form: ValueForm, language: Language): boolean {
  if (bare && isVerbal(lower, language)) return true;
  if (!bare && form === 'phrase') return false;
  const [first = ''] = lower;
  const opens = language.stops.has(first) && !(form === 'phrase' && language.phraseOpeners.has(first));
  const said = form === 'phrase' && lower.length > 3 ? lower.slice(0, 2) : lower;
  return opens || said.some((word) => language.states.has(word));
}

/** "asked for twice", "expected on stdin": what is done with it. */
const isVerbal = ([first = '', second = '']: readonly string[], { stateEndings, states, stops }: Language): boolean =>
  stops.has(second) && (states.has(first) || stateEndings.some((ending) => first.endsWith(ending)));

function spacedDigits(value: string): FormedShape | null {
  return /^(?:\d{1,4}(?:[ -]{1,3}\d{1,4}){1,3}|\d(?: \d){3,7})(?: [#*])?$/.test(value)
    ? { name: 'digit groups', weight: 0.6 }
    : null;
}

/** A phrase that itself speaks of credentials or of where they are is no passphrase. */
const saysSomething = (start: number, end: number, scene: Scene): boolean =>
  (['credential', 'withheld', 'policy', 'notice', 'principal'] as const).some(
    (role) => marksWithin(scene, role, start, end).length > 0,
  );
