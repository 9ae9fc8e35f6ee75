import { parse } from 'node:path/posix';
import { type Document, Key, type KeySource, type Message } from '../evidence/index.ts';
import { normaliseSubject } from '../intake/index.ts';
import { type CandidateText, type PasswordCandidate, passwordCandidates, type Scanner } from '../secrets/index.ts';
import { type ItemText, itemTexts } from './item-texts.ts';
import { SAME_MESSAGE } from './mailed-keys.ts';

/** Bytes of a text that are looked at for passwords. */
const LONGEST_TEXT = 262_144;
const MOST_TEXTS = 200;
const LONGEST_NAME = 1024;
const MOST_NAMES = 50;

/** What may be a password in the subject and texts of an item, the likeliest first. */
export function keyCandidates(item: Message | Document, scanner: Scanner, most?: number): readonly PasswordCandidate[] {
  const texts = [...itemTexts(item)].slice(0, MOST_TEXTS).map((text) => candidateText(text, scanner));
  return passwordCandidates(texts, most);
}

/** The same out of an item that is itself locked: names of files may say it too, its own, those of the archives around it and of what is attached. */
export function ownCandidates(item: Message | Document, scanner: Scanner): readonly PasswordCandidate[] {
  const found = keyCandidates(item, scanner);
  const attached = item.parts.flatMap(({ fileName }) => fileName ?? []).slice(0, MOST_NAMES);
  const around = item.type === 'message' ? [] : [item.source, ...item.place.container];
  const named = passwordCandidates([...new Set([...around, ...attached])].flatMap(nameTexts));
  return [...found, ...named.filter(({ value }) => !found.some((other) => other.value === value))];
}

/** Passwords for what is locked in an item, out of the item itself. */
export function ownKeys(scanner: Scanner): KeySource {
  return (item) => ownCandidates(item, scanner).map(({ value }) => new Key(value, SAME_MESSAGE));
}

const MOST_PIECES = 64;

/** A file's name without its ending, and what stands in it between signs. */
function nameTexts(path: string): readonly CandidateText[] {
  const name = parse(path.slice(-LONGEST_NAME)).name;
  const pieces = [name, ...name.split(/[\s_,;+=()[\]{}-]+/)].slice(0, MOST_PIECES);
  return pieces.map((text) => ({ text, role: 'subject', findings: [] }));
}

function candidateText({ utf8, context }: ItemText, scanner: Scanner): CandidateText {
  const bytes = Buffer.from(utf8.buffer, utf8.byteOffset, Math.min(utf8.byteLength, LONGEST_TEXT));
  const text = bytes.toString('utf8');
  const { role } = context;
  return {
    text: role === 'subject' ? bareSubject(text) : text,
    role: role === 'subject' || role === 'body' ? role : 'attachment',
    findings: scanner.scan(bytes, context),
  };
}

const PREFIX = /^\s{0,8}(?:\[[^\]]{1,20}\]|[^:：]{1,20}[:：])\s{0,8}/u;
const MOST_PREFIXES = 20;

/** A subject as it was first written: without `Re:`, `AW:`, `[EXTERNAL]` in front. */
function bareSubject(subject: string): string {
  let bare = subject;
  for (let step = 0; step < MOST_PREFIXES; step += 1) {
    const rest = bare.replace(PREFIX, '');
    if (rest === bare || normaliseSubject(rest) !== normaliseSubject(bare)) break;
    bare = rest;
  }
  return bare;
}
