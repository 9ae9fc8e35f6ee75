import type { Proposal } from '../proposal.ts';
import { isNote, marksWithin, type Scene, sentenceOf, topicNear } from '../scene.ts';
import type { Mark } from '../term.ts';
import type { Slot } from '../value-slot.ts';
import { followsLabel, isOption, tieOf } from './tie.ts';

const ACCOUNT_REACH = 40;
const TOPIC_REACH = 120;

/** "admin and azerty", "the console, user root, calvin works": passwords that everybody knows, beside an account or what it opens. */
export function usualProposals(scene: Scene): readonly Proposal[] {
  if (!isNote(scene)) return [];
  return scene.marks.flatMap((mark) => (mark.role.is === 'usual-password' ? usualAt(scene, mark) : []));
}

function usualAt(scene: Scene, mark: Mark): readonly Proposal[] {
  const { reading, language } = scene;
  if (!isWritten(scene, mark) || isOption(reading.text, mark) || followsLabel(scene, mark.start)) return [];
  const sentence = sentenceOf(scene, mark.start);
  const account = accountBefore(scene, mark, sentence.start);
  const isAccount = language.knownAccounts.has(reading.fold.slice(mark.start, mark.end));
  if (account === null && (isAccount || !isNear(scene, mark))) return [];
  if (isAccount && !isRepeated(scene, mark, account)) return [];
  const { words } = tieOf(scene, mark.start);
  const slot: Slot = { start: mark.start, end: mark.end, style: 'bare', after: mark.end };
  const isBeside = account !== null && mark.start - account.end <= BESIDE;
  const extra = isBeside && !isAccount ? ([[0.8, 'right behind an account']] as const) : [];
  const principal = account ? reading.text.slice(account.start, account.end) : null;
  return [
    {
      slot,
      frame: 'usual',
      words: { ...words, value: 'any' },
      tie: 'topic near',
      extra,
      principal,
    },
  ];
}

/** As it is typed, and no part of a name or an address. */
const isWritten = ({ reading: { text, fold } }: Scene, { start, end }: Mark): boolean =>
  text.slice(start, end) === fold.slice(start, end) &&
  !/[@.\-_\\]$/.test(text.slice(Math.max(0, start - 1), start)) &&
  !/^(?:[-@_\\/]|[.:]\S)/.test(text.slice(end, end + 2));

/** A joint or a sign between an account and its password. */
const BESIDE = 8;

interface Named {
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\d_-]{2,30}/gu;

/** The last account that every system has, before a place in its sentence. */
function accountBefore({ reading: { fold }, language }: Scene, { start }: Mark, from: number): Named | null {
  const begin = Math.max(from, start - ACCOUNT_REACH);
  const words = [...fold.slice(begin, start).matchAll(WORD)].filter(([word]) => language.knownAccounts.has(word));
  const last = words.at(-1);
  return last ? { start: begin + last.index, end: begin + last.index + last[0].length } : null;
}

/** "admin, never changed from admin": the account's own name. */
const isRepeated = ({ reading: { fold } }: Scene, mark: Mark, account: Named | null): boolean =>
  account !== null && fold.slice(account.start, account.end) === fold.slice(mark.start, mark.end);

const isNear = (scene: Scene, { start }: Mark): boolean =>
  topicNear(scene, start, TOPIC_REACH, scene.language.briefTopics) ||
  marksWithin(scene, 'credential', start - TOPIC_REACH, start + TOPIC_REACH).length > 0;
