import { foldText } from './folding.ts';
import type { Language } from './language.ts';
import type { CredentialWords } from './language-pack.ts';
import { markText } from './mark-text.ts';
import type { Stretch } from './sentences.ts';
import type { Mark } from './term.ts';

/** A credential word where it stands. */
export interface CredentialMark extends Stretch {
  readonly words: CredentialWords;
}

export function credentialsOf(marks: readonly Mark[]): readonly CredentialMark[] {
  return marks.flatMap((mark) =>
    mark.role.is === 'credential' ? [{ start: mark.start, end: mark.end, words: mark.role.words }] : [],
  );
}

/** What the subject says the message is about. */
export interface SubjectView {
  readonly credential: CredentialWords | null;
  readonly topics: ReadonlySet<string>;
  /** It names a credential or a topic that ties values to credentials. */
  readonly told: boolean;
  /** It says that a link in the message lets its reader in or sets a password. */
  readonly isOfEntry: boolean;
}

const NOTHING: SubjectView = { credential: null, topics: new Set(), told: false, isOfEntry: false };

/** Reads a subject; null and empty say nothing. */
export function viewSubject(subject: string | null, language: Language): SubjectView {
  if (subject === null || subject === '') return NOTHING;
  const marks = markText(foldText(subject.slice(0, 1000)), language.lexicon);
  const topics = marks.flatMap((mark) => (mark.role.is === 'topic' ? [mark.role.topic] : []));
  const named = credentialsOf(marks).find(
    ({ words }) => words.needs.length === 0 || words.needs.some((need) => topics.includes(need)),
  );
  const told = named !== undefined || topics.some((topic) => language.briefTopics.includes(topic));
  const isOfEntry = marks.some(({ role }) => role.is === 'link-cue');
  return { credential: named?.words ?? null, topics: new Set(topics), told, isOfEntry };
}
