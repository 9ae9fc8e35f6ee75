import type { ScanContext } from '../finding.ts';
import { belonging } from './belongs.ts';
import { composeText } from './composed.ts';
import { foldText } from './folding.ts';
import { FINDERS, subjectNamedProposals } from './frames/index.ts';
import { ProseGate, type WorthReading } from './gate/prose-gate.ts';
import { tellingGroup, wordsKnownTo } from './gate/telling-words.ts';
import { isAbroad } from './home.ts';
import { uninflected } from './inflection.ts';
import type { Language } from './language.ts';
import type { LanguageWords } from './language-pack.ts';
import { loadLanguageWords } from './load-language-packs.ts';
import { once } from './once.ts';
import type { Proposal } from './proposal.ts';
import type { ProseCandidate } from './prose-candidate.ts';
import { originalIndex, readProse } from './reading.ts';
import { type Scene, type Setting, setScene } from './scene.ts';
import { viewSubject } from './subject-view.ts';
import { voicesIn } from './voices.ts';
import { type Verdict, weigh } from './weigh.ts';
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

const LONGEST_SUBJECT = 2000;

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
  return proseOf(readers, { text, fold, context, around }).map((candidate) => ({
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
  const told = { text, fold: once(() => foldText(text)), context, around: () => languages };
  const around = text + (context.subject ?? '') + (context.companion ?? '');
  const read = languages.filter(({ ownLetter }) => ownLetter === null || ownLetter.test(around));
  return proseOf(
    read.map((language) => ({ language, places })),
    told,
  );
}

/** One text, and what is known of it. */
interface Told {
  readonly text: string;
  readonly fold: () => string;
  readonly context: ScanContext;
  /** The languages that it speaks. */
  readonly around: () => readonly Language[];
}

/** A language and where it has something to read. */
interface Reader {
  readonly language: Language;
  readonly places: readonly number[];
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

/** The score of what is only mentioned: behind all else, and nothing where something is sure. */
const MENTIONED = -1;

/** What another language than the text's puts forward stands behind all else. */
const unsure = ({ candidate, score }: Judged): Judged => ({
  candidate: { ...candidate, confidence: 'low', reasons: [...candidate.reasons, 'in words of another language'] },
  score: Math.min(score, 0),
});

interface Judged {
  readonly candidate: ProseCandidate;
  readonly score: number;
}

function judgeText({ language, places }: Reader, told: Told): readonly Judged[] {
  const { text, context } = told;
  const setting = settingOf(language, told);
  const windows = context.role === 'subject' ? [{ start: 0, end: LONGEST_SUBJECT }] : windowsAround(text, places);
  return windows.flatMap(({ start, end }) => {
    const reading = readProse(text, start, Math.min(end, text.length));
    const scene = setScene(reading, language, setting);
    return scene.speaks ? proposalsOf(scene, context).flatMap((proposal) => judge(proposal, scene)) : [];
  });
}

function settingOf(language: Language, { text, fold, context: { role, subject } }: Told): Setting {
  return {
    subject: viewSubject(role === 'subject' ? null : subject, language),
    isMail: role === 'body',
    length: text.length,
    isBulk: once(() => language.bulk.some((term) => fold().includes(term))),
  };
}

function proposalsOf(scene: Scene, context: ScanContext): readonly Proposal[] {
  const found = FINDERS.flatMap((find) => find(scene)).map((proposal) => uninflected(proposal, scene));
  if (context.role !== 'subject' || !context.companion) return found;
  return [...found, ...subjectNamedProposals(scene, context.companion)];
}

function judge(proposal: Proposal, scene: Scene): readonly Judged[] {
  const verdict = weigh(proposal, scene);
  if (!verdict) return [];
  const score = proposal.frame === 'mentioned' ? MENTIONED : verdict.score;
  return [{ candidate: candidateOf(proposal, verdict, scene), score }];
}

function candidateOf(proposal: Proposal, verdict: Verdict, scene: Scene): ProseCandidate {
  const { slot, words } = proposal;
  return {
    rule: words.rule,
    kind: words.kind,
    confidence: verdict.confidence,
    start: originalIndex(scene.reading, slot.start),
    end: originalIndex(scene.reading, slot.end - 1) + 1,
    ...belonging(proposal, scene),
    reasons: verdict.reasons,
  };
}

/** The best of those that overlap: higher score, then longer, then earlier. */
function apart(judged: readonly Judged[]): readonly ProseCandidate[] {
  const best = judged.toSorted(
    (a, b) =>
      b.score - a.score ||
      b.candidate.end - b.candidate.start - (a.candidate.end - a.candidate.start) ||
      a.candidate.start - b.candidate.start,
  );
  const taken = new Set<number>();
  const kept: ProseCandidate[] = [];
  for (const { candidate } of best) {
    const places = Array.from({ length: candidate.end - candidate.start }, (_, i) => candidate.start + i);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    kept.push(candidate);
  }
  return kept.sort((a, b) => a.start - b.start);
}
