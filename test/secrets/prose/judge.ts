import { findProse } from './prose-scanner.ts';

/** A message with ⟦ ⟧ around what must be found. */
export interface Marked {
  readonly subject: string;
  readonly text: string;
}

/** A value found in a message, body or subject. */
export interface Found {
  readonly value: string;
  readonly sure: boolean;
}

export const wantedIn = ({ subject, text }: Marked): readonly string[] =>
  [...`${subject}\u0000${text}`.matchAll(/⟦(.*?)⟧/gu)].map((match) => match[1] ?? '');

const unmarked = (text: string): string => text.replace(/[⟦⟧]/gu, '');

/** Everything found in body and subject. */
export function foundIn(message: Marked): readonly Found[] {
  const subject = unmarked(message.subject);
  const text = unmarked(message.text);
  const values = (of: string, role: 'body' | 'subject') =>
    findProse(of, { subject, role, companion: role === 'subject' ? text.slice(0, 2000) : null }).map((candidate) => ({
      value: of.slice(candidate.start, candidate.end),
      sure: candidate.confidence !== 'low',
    }));
  return [...values(text, 'body'), ...values(subject, 'subject')];
}

/** Equal, or one in the other with at least 0.8 of its length. */
export function isSame(found: string, wanted: string): boolean {
  const [short, long] = found.length < wanted.length ? [found, wanted] : [wanted, found];
  return short !== '' && long.includes(short) && short.length >= 0.8 * long.length;
}

export interface Score {
  readonly missed: readonly string[];
  readonly unsure: readonly string[];
  readonly wanted: number;
}

/** How many of the wanted values are found, and which not. */
export function scoreOf(messages: readonly (Marked & { readonly want?: readonly string[] })[]): Score {
  const missed: string[] = [];
  const unsure: string[] = [];
  let wanted = 0;
  for (const message of messages) {
    const found = foundIn(message);
    for (const want of message.want ?? wantedIn(message)) {
      wanted++;
      const same = found.filter(({ value }) => isSame(value, want));
      if (same.length === 0) missed.push(`${message.subject} | ${message.text}`);
      else if (!same.some(({ sure }) => sure)) unsure.push(`${message.subject} | ${message.text}`);
    }
  }
  return { missed, unsure, wanted };
}

/** The messages in which something is found at medium or above. */
export const alarmsIn = (messages: readonly Marked[]): readonly string[] =>
  messages
    .filter((message) => foundIn(message).some(({ sure }) => sure))
    .map(({ subject, text }) => `${subject} | ${text}`);
