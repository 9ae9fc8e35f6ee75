import type { Language } from './language.ts';
import { isTrigger } from './lexicon.ts';
import { markText } from './mark-text.ts';
import { once } from './once.ts';
import { lineAt, type Reading, type ReadingLine } from './reading.ts';
import { type Stretch, sentenceAt, sentenceStarts } from './sentences.ts';
import { type CredentialMark, credentialsOf, type SubjectView } from './subject-view.ts';
import type { Mark, MarkRole } from './term.ts';
import { BRIEF_LENGTH } from './windows.ts';

/** How far cues of the same sentence are looked for, to either side of a place. */
const SENTENCE_REACH = 240;

/** One reading with everything the language knows of it; what all frames look at. */
export interface Scene {
  readonly reading: Reading;
  readonly language: Language;
  readonly marks: readonly Mark[];
  /** The credential words that mean one here: unmistakable, or with one of their topics near. */
  readonly credentials: readonly CredentialMark[];
  /** Whether anything in it is worth reading for credentials. */
  readonly speaks: boolean;
  /** Starts of its sentences, ascending. */
  readonly starts: () => readonly number[];
  /** The lines near a credential word; all lines of a brief text. */
  readonly toldLines: readonly ReadingLine[];
  /** Those and the lines near another trigger. */
  readonly lines: readonly ReadingLine[];
  /** The whole text is a few lines, so that the subject speaks for all of it. */
  readonly brief: boolean;
  readonly setting: Setting;
}

/** What is known of the text that a reading was taken from. */
export interface Setting {
  readonly subject: SubjectView;
  /** People write to each other in it, or put it beside what they write: it is no file by itself, and no subject, in which advertisers put what only they can read. */
  readonly isMail: boolean;
  /** Length of the whole text. */
  readonly length: number;
  /** Whether the text says of itself that it goes to many. */
  readonly isBulk: () => boolean;
}

export function setScene(reading: Reading, language: Language, setting: Setting): Scene {
  const marks = outsideAddresses(markText(reading.fold, language.lexicon), reading.fold);
  const credentials = credentialsOf(marks).filter(
    (mark) => meansCredential({ marks, setting }, mark) && !isIdentifier(reading, mark),
  );
  const triggers = marks.filter((mark) => mark.role.is !== 'credential' && isTrigger(mark, setting.subject.told));
  const brief = setting.length <= BRIEF_LENGTH;
  return {
    reading,
    language,
    marks,
    credentials,
    speaks: brief || credentials.length > 0 || triggers.length > 0,
    starts: once(() => sentenceStarts(reading)),
    toldLines: brief ? reading.lines : linesNear(reading, credentials),
    lines: brief
      ? reading.lines
      : linesNear(
          reading,
          [...credentials, ...triggers].sort((a, b) => a.start - b.start),
        ),
    brief,
    setting,
  };
}

/** The words of a web address say nothing. */
function outsideAddresses(marks: readonly Mark[], fold: string): readonly Mark[] {
  if (!fold.includes('://')) return marks;
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

/** Whether it is a few lines that somebody writes to few. */
export const isNote = ({ brief, setting }: Scene): boolean => brief && setting.isMail && !setting.isBulk();

const MOST_LOOKED_AT = 200;

/** Marks of one role that start in [from, to), at most 60 of them. */
export function marksWithin({ marks }: Marked, role: MarkRole['is'], from: number, to: number): readonly Mark[] {
  const found: Mark[] = [];
  const begin = firstFrom(marks, from);
  for (let i = begin; i < marks.length && i < begin + MOST_LOOKED_AT && found.length < 60; i++) {
    const mark = marks[i];
    if (!mark || mark.start >= to) break;
    if (mark.role.is === role) found.push(mark);
  }
  return found;
}

export const sentenceOf = (scene: Scene, at: number): Stretch =>
  sentenceAt(scene.starts(), at, scene.reading.text.length, SENTENCE_REACH);

export const lineEndAt = (scene: Scene, at: number): number => lineAt(scene.reading, at).end;

/** How far from a trigger a value may stand that only its look and place put forward. */
const TRIGGER_REACH = 300;

function linesNear({ lines }: Reading, triggers: readonly Stretch[]): readonly ReadingLine[] {
  const near: ReadingLine[] = [];
  let next = 0;
  for (const line of lines) {
    let trigger = triggers[next];
    while (trigger && trigger.start < line.start - TRIGGER_REACH) trigger = triggers[++next];
    if (!trigger) break;
    if (trigger.start <= line.end + TRIGGER_REACH) near.push(line);
  }
  return near;
}

/** What is looked up in marks alone. */
type Marked = Pick<Scene, 'marks' | 'setting'>;

/** Whether one of the topics is spoken of within `reach` of a place, or in the subject of the message. */
export function topicNear(scene: Marked, at: number, reach: number, topics?: readonly string[]): boolean {
  const wanted = (topic: string) => topics === undefined || topics.includes(topic);
  for (const topic of scene.setting.subject.topics) if (wanted(topic)) return true;
  const { marks } = scene;
  const begin = firstFrom(marks, at - reach);
  for (let i = begin; i < marks.length && i < begin + MOST_LOOKED_AT; i++) {
    const mark = marks[i];
    if (!mark || mark.start >= at + reach) return false;
    if (mark.role.is === 'topic' && wanted(mark.role.topic)) return true;
  }
  return false;
}

/** `LIBR_KEY`: a word of many senses in a name of code. */
const isIdentifier = ({ fold }: Reading, { start, words }: CredentialMark): boolean =>
  words.needs.length > 0 && fold[start - 1] === '_';

/** Whether a credential word means a credential here: it is unmistakable, or one of its topics is near. */
const meansCredential = (scene: Marked, mark: CredentialMark): boolean =>
  mark.words.needs.length === 0 || topicNear(scene, mark.start, 300, mark.words.needs);

/** The last credential word that ends at or before a place, within `reach`. */
export function credentialBefore(scene: Scene, at: number, reach: number): CredentialMark | null {
  let index = firstFrom(scene.credentials, at) - 1;
  for (let looked = 0; looked < 6 && index >= 0; looked++, index--) {
    const mark = scene.credentials[index];
    if (!mark || mark.start < at - reach) return null;
    if (mark.end <= at) return mark;
  }
  return null;
}

/** The first credential word that starts at or after a place, within `reach`. */
export function credentialAfter(scene: Scene, at: number, reach: number): CredentialMark | null {
  const mark = scene.credentials[firstFrom(scene.credentials, at)];
  return mark && mark.start <= at + reach ? mark : null;
}
