import type { ScanContext } from '../finding.ts';
import { belonging } from './belongs.ts';
import { composeText } from './composed.ts';
import { foldText } from './folding.ts';
import { FINDERS, subjectNamedProposals } from './frames/index.ts';
import { isAbroad } from './home.ts';
import { uninflected } from './inflection.ts';
import type { Language } from './language.ts';
import { loadLanguageWords } from './load-language-packs.ts';
import { once } from './once.ts';
import type { Proposal } from './proposal.ts';
import type { ProseCandidate } from './prose-candidate.ts';
import { originalIndex, readProse } from './reading.ts';
import { type Scene, type Setting, setScene } from './scene.ts';
import { viewSubject } from './subject-view.ts';
import { inTheirLetters, voicesIn } from './voices.ts';
import { type Verdict, weigh } from './weigh.ts';
import { windowsAround } from './windows.ts';

const PACKS = loadLanguageWords();
const spokenIn = voicesIn(PACKS.map(({ words }) => words));

/** Literals: prose needs to run on a text only where one occurs in it, or where the text is short. */
export const PROSE_TRIGGERS: readonly string[] = [...new Set(PACKS.flatMap(({ triggers }) => triggers))].sort();

const LONGEST_SUBJECT = 2000;

/**
 * Finds credentials stated in prose, in every language that has a pack.
 *
 * @param text one body, attachment or subject, as read
 * @param context what is known around it; the subject helps to judge short replies
 * @returns candidates sorted by start, none overlapping another; indexes are UTF-16 units of `text`
 */
export function findProse(text: string, context: ScanContext): readonly ProseCandidate[] {
  const { text: composed, originalIndex: indexIn } = composeText(text);
  const fold = foldText(composed);
  const found = proseOf(spokenIn(fold, context), composed, fold, context);
  if (composed === text) return found;
  return found.map((one) => ({ ...one, start: indexIn(one.start), end: indexIn(one.end) }));
}

/** {@link findProse} in given languages, whatever the words of the text. */
export function findProseIn(
  languages: readonly Language[],
  text: string,
  context: ScanContext,
): readonly ProseCandidate[] {
  const fold = foldText(text);
  return proseOf(inTheirLetters(languages, fold, context), text, fold, context);
}

function proseOf(
  languages: readonly Language[],
  text: string,
  fold: string,
  context: ScanContext,
): readonly ProseCandidate[] {
  return apart(
    languages.flatMap((language) =>
      judgeText(language, text, fold, context).map((judged) =>
        isAbroad(language, languages, fold, judged.candidate) ? unsure(judged) : judged,
      ),
    ),
  );
}

/** What another language than the text's puts forward stands behind all else. */
const unsure = ({ candidate }: Judged): Judged => ({
  candidate: { ...candidate, confidence: 'low', reasons: [...candidate.reasons, 'in words of another language'] },
  score: 0,
});

interface Judged {
  readonly candidate: ProseCandidate;
  readonly score: number;
}

function judgeText(language: Language, text: string, fold: string, context: ScanContext): readonly Judged[] {
  const setting = settingOf(language, fold, context);
  const windows =
    context.role === 'subject'
      ? [{ start: 0, end: LONGEST_SUBJECT }]
      : windowsAround(fold, language.lexicon, setting.subject.told);
  return windows.flatMap(({ start, end }) => {
    const reading = readProse(text, start, Math.min(end, text.length));
    const scene = setScene(reading, language, setting);
    return scene.speaks ? proposalsOf(scene, context).flatMap((proposal) => judge(proposal, scene)) : [];
  });
}

function settingOf(language: Language, whole: string, { role, subject }: ScanContext): Setting {
  return {
    subject: viewSubject(role === 'subject' ? null : subject, language),
    isMail: role === 'body',
    length: whole.length,
    isBulk: once(() => language.bulk.some((term) => whole.includes(term))),
  };
}

function proposalsOf(scene: Scene, context: ScanContext): readonly Proposal[] {
  const found = FINDERS.flatMap((find) => find(scene)).map((proposal) => uninflected(proposal, scene));
  if (context.role !== 'subject' || !context.companion) return found;
  return [...found, ...subjectNamedProposals(scene, context.companion)];
}

function judge(proposal: Proposal, scene: Scene): readonly Judged[] {
  const verdict = weigh(proposal, scene);
  return verdict ? [{ candidate: candidateOf(proposal, verdict, scene), score: verdict.score }] : [];
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
