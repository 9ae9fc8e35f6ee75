import type { ScanContext } from '../finding.ts';
import { apart } from './apart.ts';
import { composeText } from './composed.ts';
import { foldText } from './folding.ts';
import { ProseGate, type WorthReading } from './gate/prose-gate.ts';
import { tellingGroup, wordsKnownTo } from './gate/telling-words.ts';
import { isAbroad } from './home.ts';
import { type Judged, judgeText, MENTIONED, type Reader, type Told } from './judge-text.ts';
import type { Language } from './language.ts';
import type { LanguageWords } from './language-pack.ts';
import { loadLanguageWords } from './load-language-packs.ts';
import { once } from './once.ts';
import type { ProseCandidate } from './prose-candidate.ts';
import { readerOf } from './reading.ts';
import { voicesIn } from './voices.ts';
import { windowsAround } from './windows.ts';

const packs = loadLanguageWords;
const voices = once(() => voicesIn(packs().map(({ words }) => words)));

/** Tells from bytes in which languages a text is worth reading, and where. */
export function proseGate(): ProseGate {
  const known = new Set(packs().flatMap(({ words }) => (words.everywhere ? [...wordsKnownTo(words)] : [])));
  return new ProseGate(
    packs().map(({ words, triggers, common }) => ({
      triggers,
      isOfOwnScript: words.scripts.length > 0,
      isEverywhere: words.everywhere,
      telling: isLatin(words) && !words.everywhere ? tellingGroup(common, known) : null,
    })),
    {
      joints: packs().flatMap(({ words }) => words.joints),
      accounts: packs().flatMap(({ words }) => words.knownAccounts),
      principals: packs().flatMap(({ words }) => words.principals),
    },
  );
}

/** Whether most of its words are written in Latin letters. */
const isLatin = ({ scripts, stops }: LanguageWords): boolean =>
  scripts.length === 0 && 2 * stops.filter((word) => /^\p{Script=Latin}/u.test(word)).length > stops.length;

/**
 * Finds credentials stated in prose, in every language that has a pack.
 *
 * @param original one body, attachment or subject, as read
 * @param context what is known around it; the subject helps to judge short replies
 * @param worth by the index of each language that is to be read, the UTF-16 units near which it is
 * @returns candidates sorted by start, none overlapping another; indexes are UTF-16 units of `original`
 */
export function findProse(original: string, context: ScanContext, worth: WorthReading): readonly ProseCandidate[] {
  const { text, originalIndex } = composeText(original);
  const fold = once(() => foldText(text));
  const others = [...worth.keys()].filter((index) => !voices().isEverywhere(index));
  const spoken = others.length === 0 ? [] : voices().spokenOf(others, foldText(nearby(text, worth)), context);
  const indexes = [...worth.keys()].filter((index) => voices().isEverywhere(index) || spoken.includes(index));
  const around = once(() => voices().spokenOf(allLanguages(), fold(), context).map(voices().languageAt));
  const readers = indexes.map((index) => ({ language: voices().languageAt(index), places: worth.get(index) ?? [] }));
  return proseOf(readers, { text, fold, read: readerOf(text), context, around }).map((candidate) => ({
    ...candidate,
    start: originalIndex(candidate.start),
    end: originalIndex(candidate.end),
  }));
}

/** What tells the language of a text where it is worth reading. */
function nearby(text: string, worth: WorthReading): string {
  const places = [...worth.values()].flat().sort((a, b) => a - b);
  return windowsAround(text, places)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

const allLanguages = (): readonly number[] => packs().map((_, index) => index);

/** {@link findProse} in given languages, throughout, whatever the words of the text. */
export function findProseIn(
  languages: readonly Language[],
  text: string,
  context: ScanContext,
): readonly ProseCandidate[] {
  const places = Array.from({ length: Math.ceil(text.length / 100) + 1 }, (_, at) => at * 100);
  const told = { text, fold: once(() => foldText(text)), read: readerOf(text), context, around: () => languages };
  const around = text + (context.subject ?? '') + (context.companion ?? '');
  const read = languages.filter(({ ownLetter }) => ownLetter === null || ownLetter.test(around));
  return proseOf(
    read.map((language) => ({ language, places })),
    told,
  );
}

function proseOf(readers: readonly Reader[], told: Told): readonly ProseCandidate[] {
  const judged = readers.flatMap((reader) =>
    judgeText(reader, told).map((one) =>
      isAbroad(reader.language, told.around(), told.fold(), one.candidate) ? unsure(one) : one,
    ),
  );
  const isSure = judged.some(({ candidate }) => candidate.confidence !== 'low');
  return apart(isSure ? judged.filter(({ score }) => score !== MENTIONED) : judged);
}

/** What another language than the text's puts forward stands behind all else. */
const unsure = ({ candidate, score }: Judged): Judged => ({
  candidate: { ...candidate, confidence: 'low', reasons: [...candidate.reasons, 'in words of another language'] },
  score: Math.min(score, 0),
});
