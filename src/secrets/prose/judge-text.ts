import type { ScanContext } from '../finding.ts';
import { belonging } from './belongs.ts';
import { FINDERS, subjectNamedProposals } from './frames/index.ts';
import { uninflected } from './inflection.ts';
import type { Language } from './language.ts';
import { once } from './once.ts';
import type { Proposal } from './proposal.ts';
import type { ProseCandidate } from './prose-candidate.ts';
import { originalIndex, type Reading } from './reading.ts';
import { type Scene, type Setting, setScene } from './scene.ts';
import { viewSubject } from './subject-view.ts';
import { type Verdict, weigh } from './weigh.ts';
import { windowsAround } from './windows.ts';

const LONGEST_SUBJECT = 2000;

/** One text, and what is known of it. */
export interface Told {
  readonly text: string;
  readonly fold: () => string;
  readonly read: (from: number, to: number) => Reading;
  readonly context: ScanContext;
  /** The languages that it speaks. */
  readonly around: () => readonly Language[];
}

/** A language and where it has something to read. */
export interface Reader {
  readonly language: Language;
  readonly places: readonly number[];
}

/** The score of what is only mentioned: behind all else, and nothing where something is sure. */
export const MENTIONED = -1;

/** A candidate and what spoke for it. */
export interface Judged {
  readonly candidate: ProseCandidate;
  readonly score: number;
}

/** What one language finds in a text, places of different windows one behind another. */
export function judgeText({ language, places }: Reader, told: Told): readonly Judged[] {
  const { text, context } = told;
  const setting = settingOf(language, told);
  const windows = context.role === 'subject' ? [{ start: 0, end: LONGEST_SUBJECT }] : windowsAround(text, places);
  return windows.flatMap(({ start, end }) => {
    const scene = setScene(told.read(start, Math.min(end, text.length)), language, setting);
    return scene.speaks ? proposalsOf(scene, context).flatMap((proposal) => judge(proposal, scene)) : [];
  });
}

function settingOf(language: Language, { text, fold, context: { role, subject } }: Told): Setting {
  return {
    subject: viewSubject(role === 'subject' ? null : subject, language),
    isMail: role === 'body' || role === 'attachment',
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
