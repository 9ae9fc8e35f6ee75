import { foldText } from './folding.ts';
import type { Language } from './language.ts';
import type { CredentialWords } from './language-pack.ts';
import { isTrigger, type Mark, type MarkRole, markText } from './lexicon.ts';
import { lineAt, type Reading, type ReadingLine } from './reading.ts';
import { type Stretch, sentenceAt, sentenceStarts } from './sentences.ts';

/** How far cues of the same sentence are looked for, to either side of a place. */
const SENTENCE_REACH = 240;

export interface CredentialMark extends Stretch {
  readonly words: CredentialWords;
}

/** One reading with everything the language knows of it; what all frames look at. */
export interface Scene {
  readonly reading: Reading;
  readonly language: Language;
  readonly marks: readonly Mark[];
  readonly credentials: readonly CredentialMark[];
  /** The marks that make a text worth reading, by start. */
  readonly triggers: readonly Mark[];
  readonly starts: readonly number[];
  readonly subject: SubjectView;
  /** The whole text is a few lines, so that the subject speaks for all of it. */
  readonly brief: boolean;
  readonly setting: Setting;
}

/** What the subject says the message is about. */
interface SubjectView {
  readonly credential: CredentialWords | null;
  readonly topics: ReadonlySet<string>;
}

const BRIEF_LENGTH = 700;

/** What is known of the text that a reading was taken from. */
export interface Setting {
  readonly subject: string | null;
  /** People write to each other in it: it is no document. */
  readonly isMail: boolean;
  /** The whole text, folded. */
  readonly whole: string;
}

export function setScene(reading: Reading, language: Language, setting: Setting): Scene {
  const marks = outsideAddresses(markText(reading.fold, language.lexicon), reading.fold);
  return {
    reading,
    language,
    marks,
    credentials: credentialsOf(marks),
    triggers: marks.filter(isTrigger),
    starts: sentenceStarts(reading),
    subject: viewSubject(setting.subject ?? '', language),
    brief: setting.whole.length <= BRIEF_LENGTH,
    setting,
  };
}

/** The words of a web address say nothing. */
function outsideAddresses(marks: readonly Mark[], fold: string): readonly Mark[] {
  const addresses = [...fold.matchAll(/https?:\/\/\S+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (addresses.length === 0) return marks;
  return marks.filter((mark) => {
    const before = addresses[firstFrom(addresses, mark.start + 1) - 1];
    return !before || mark.start >= before.end;
  });
}

function credentialsOf(marks: readonly Mark[]): readonly CredentialMark[] {
  return marks.flatMap((mark) =>
    mark.role.is === 'credential' ? [{ start: mark.start, end: mark.end, words: mark.role.words }] : [],
  );
}

function viewSubject(subject: string, language: Language): SubjectView {
  const marks = markText(foldText(subject.slice(0, 1000)), language.lexicon);
  const topics = marks.flatMap((mark) => (mark.role.is === 'topic' ? [mark.role.topic] : []));
  const named = credentialsOf(marks).find(
    ({ words }) => words.needs.length === 0 || words.needs.some((need) => topics.includes(need)),
  );
  return { credential: named?.words ?? null, topics: new Set(topics) };
}

/** Index of the first element that starts at or after a place. */
export function firstFrom(sorted: readonly Stretch[], at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Marks of one role that start in [from, to), at most 60 of them. */
export function marksWithin(scene: Scene, role: MarkRole['is'], from: number, to: number): readonly Mark[] {
  const found: Mark[] = [];
  const begin = firstFrom(scene.marks, from);
  for (let i = begin; i < scene.marks.length && i < begin + 200 && found.length < 60; i++) {
    const mark = scene.marks[i];
    if (!mark || mark.start >= to) break;
    if (mark.role.is === role) found.push(mark);
  }
  return found;
}

export const sentenceOf = (scene: Scene, at: number): Stretch =>
  sentenceAt(scene.starts, at, scene.reading.text.length, SENTENCE_REACH);

export const lineEndAt = (scene: Scene, at: number): number => lineAt(scene.reading, at).end;

/** How far from a trigger a value may stand that only its look and place put forward. */
const TRIGGER_REACH = 300;

/** The lines near a trigger, with their indexes; all lines of a brief text. */
export function linesToRead(scene: Scene): readonly (readonly [number, ReadingLine])[] {
  const lines = [...scene.reading.lines.entries()];
  if (scene.brief) return lines;
  return lines.filter(([, line]) => {
    const next = scene.triggers[firstFrom(scene.triggers, line.start - TRIGGER_REACH)];
    return next !== undefined && next.start <= line.end + TRIGGER_REACH;
  });
}

/** Whether the text says of itself that it goes to many. */
export const isBulk = ({ setting, language }: Scene): boolean =>
  language.bulk.some((term) => setting.whole.includes(term));

/** Whether one of the topics is spoken of within `reach` of a place, or in the subject of the message. */
export function topicNear(scene: Scene, at: number, reach: number, topics?: readonly string[]): boolean {
  const wanted = (topic: string) => topics === undefined || topics.includes(topic);
  if ([...scene.subject.topics].some(wanted)) return true;
  return marksWithin(scene, 'topic', at - reach, at + reach).some(
    ({ role }) => role.is === 'topic' && wanted(role.topic),
  );
}

/** Whether a credential word means a credential here: it is unmistakable, or one of its topics is near. */
export const meansCredential = (scene: Scene, mark: CredentialMark): boolean =>
  mark.words.needs.length === 0 || topicNear(scene, mark.start, 300, mark.words.needs);

/** The last credential word that ends at or before a place, within `reach`, and means one. */
export function credentialBefore(scene: Scene, at: number, reach: number): CredentialMark | null {
  let index = firstFrom(scene.credentials, at) - 1;
  for (let looked = 0; looked < 6 && index >= 0; looked++, index--) {
    const mark = scene.credentials[index];
    if (!mark || mark.start < at - reach) return null;
    if (mark.end <= at && meansCredential(scene, mark)) return mark;
  }
  return null;
}

/** The first credential word that starts at or after a place, within `reach`, and means one. */
export function credentialAfter(scene: Scene, at: number, reach: number): CredentialMark | null {
  const mark = scene.credentials[firstFrom(scene.credentials, at)];
  return mark && mark.start <= at + reach && meansCredential(scene, mark) ? mark : null;
}
