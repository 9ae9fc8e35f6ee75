import type { CredentialWords } from '../language-pack.ts';
import type { Tie } from '../proposal.ts';
import { credentialAfter, credentialBefore, marksWithin, type Scene, topicNear } from '../scene.ts';
import type { Stretch } from '../sentences.ts';

/** What ties a value to the matter of credentials, and which word names it. */
export interface TiedWords {
  readonly tie: Tie;
  readonly words: CredentialWords;
}

/** A value that no word names more closely. */
const UNNAMED: CredentialWords = {
  rule: 'prose-password',
  kind: 'password',
  value: 'any',
  needs: [],
  linked: false,
  floor: -1,
  words: [],
  fronts: [],
};

/** What is typed at a thing that a code opens. */
const UNNAMED_CODE: CredentialWords = { ...UNNAMED, rule: 'prose-code', kind: 'pin', value: 'digits' };

/** What answers a question that proves who one is. */
const UNNAMED_ANSWER: CredentialWords = { ...UNNAMED, rule: 'prose-security-answer', value: 'name' };

const BEFORE = 260;
const AFTER = 90;
const TOPIC_REACH = 160;

/** Looks for the nearest credential word, then the subject, then a topic; `things`: also for things that a code opens. */
export function tieOf(scene: Scene, at: number, things = false): TiedWords {
  const near = credentialBefore(scene, at, BEFORE) ?? credentialAfter(scene, at, AFTER);
  if (near && (things || (near.words.needs.length === 0 && !near.words.linked)))
    return { tie: 'credential near', words: near.words };
  if (scene.setting.subject.credential && scene.brief)
    return { tie: 'subject', words: scene.setting.subject.credential };
  if (topicNear(scene, at, TOPIC_REACH, scene.brief ? scene.language.briefTopics : scene.language.tyingTopics))
    return { tie: 'topic near', words: UNNAMED };
  return { tie: 'none', words: UNNAMED };
}

const CODE = /^(?:[*#]?\d{3,8}[*#]?|[*#]\d{2,8}[*#]|\d{2,4}[A-Z]\d{0,4}|[A-Z]\d{3,6})$/;
const NAME = /^\p{Lu}\p{Ll}+$/u;
/** Topics of locks and cards: beside others a number may as well count something. */
const OPENED = ['lock', 'card'];

/** A tie for a number to type, in a short text that speaks of what such numbers open, and for a name that answers a question. */
export function tieOfTyped(scene: Scene, slot: Stretch, tied: TiedWords): TiedWords {
  if ((tied.tie !== 'none' && tied.words !== UNNAMED) || !scene.brief) return tied;
  const value = scene.reading.text.slice(slot.start, slot.end);
  const near = (topics: readonly string[]) => topicNear(scene, slot.start, BEFORE, topics);
  if (NAME.test(value)) return near(['question']) ? { tie: 'topic near', words: UNNAMED_ANSWER } : tied;
  if (!CODE.test(value)) return tied;
  if (near(OPENED)) return { tie: 'topic near', words: UNNAMED_CODE };
  return near(scene.language.codeTopics) ? { tie: 'topic near', words: UNNAMED } : tied;
}

/** Whether a place follows a word that names an account or a host: what stands there is that name. */
export function followsLabel(scene: Scene, at: number): boolean {
  const labels = [...marksWithin(scene, 'principal', at - 30, at), ...marksWithin(scene, 'host', at - 30, at)];
  return labels.some((label) => {
    const link = marksWithin(scene, 'link', label.end, at).at(-1);
    const from = link && scene.reading.fold.slice(label.end, link.start).trim() === '' ? link.end : label.end;
    return /^[\s:=]*$/.test(scene.reading.fold.slice(from, at));
  });
}

/** `b) X`: one of several to choose from. */
export const isOption = (text: string, slot: Stretch): boolean =>
  /(?:^|\s)\(?[A-Za-z]\)\s*$/.test(text.slice(Math.max(0, slot.start - 6), slot.start));
