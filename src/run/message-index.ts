import { millisecondsOf } from '../core/index.ts';
import type { Message, MessageHeader, Position } from '../evidence/index.ts';
import { normaliseMessageId, normaliseSubject } from '../intake/index.ts';
import { MOST_NEIGHBOURS, NEIGHBOUR_DAYS } from './neighbours.ts';
import { shortHash } from './short-hash.ts';

const DAY = 86_400_000;
/** How long after a message another of the same subject may still answer it. */
const ANSWER_DAYS = 30;
const MOST_REFERENCES = 8;
const MOST_RECIPIENTS = 16;
/** Numbers kept of all messages: 64 MiB. What comes after is not indexed. */
const MOST_NUMBERS = 8 * 1024 * 1024;
/** Rounds in which a conversation grows by what refers to it. */
const ROUNDS = 3;

/** One message of the index, unpacked. Texts are short hashes; 0 for none. */
interface Entry {
  readonly sentAt: number;
  readonly subject: number;
  readonly from: number;
  /** Its own Message-ID first (0 where it has none), then those it refers to. */
  readonly ids: readonly number[];
  readonly recipients: readonly number[];
}

/** Where a message of the index stands. */
export interface IndexedPlace {
  /** Which of the sources it is in, counted from 0 as they are discovered. */
  readonly source: number;
  readonly position: Position;
}

/**
 * The messages of a scan: where each stands, who wrote to whom and when, and what it refers to, in a dozen numbers each. No text is kept. It is what a
 * second pass finds the neighbours of something locked by.
 */
export class MessageIndex {
  readonly #numbers: number[] = [];
  readonly #starts: number[] = [];

  /** @returns the message's number; null where the index is full. */
  add({ header, place }: Message, source: number): number | null {
    if (this.#numbers.length >= MOST_NUMBERS) return null;
    const { position } = place;
    const ids = [idHash(header.messageId), ...referencesOf(header)];
    const recipients = recipientsOf(header);
    this.#starts.push(this.#numbers.length);
    const sentAt = header.date === null ? Number.NaN : millisecondsOf(header.date.at);
    const subject = header.subject === null ? '' : normaliseSubject(header.subject);
    this.#numbers.push(source, sentAt, subject === '' ? 0 : shortHash(subject), addressHash(header.from[0]?.address));
    for (const list of [position, ids, recipients]) this.#numbers.push(list.length, ...list);
    return this.#starts.length - 1;
  }

  placeOf(number: number): IndexedPlace {
    const start = this.#starts[number] ?? 0;
    return { source: this.#numbers[start] ?? 0, position: this.#listAt(start + HEAD) };
  }

  /** The messages that may hold the password of what is locked in one, the nearest in time first; of copies the first. */
  neighboursOf(number: number): readonly number[] {
    const seed = this.#entry(number);
    const ids = this.#conversation(seed.ids);
    const near = new Map<number, { readonly number: number; readonly distance: number }>();
    for (const [other, start] of this.#starts.entries()) {
      const isNear = Math.abs((this.#numbers[start + 1] ?? Number.NaN) - seed.sentAt) <= ANSWER_DAYS * DAY;
      if (!isNear && !this.#refersTo(start, ids)) continue;
      const entry = this.#entry(other);
      const [own = 0] = entry.ids;
      if (other === number || (own !== 0 && own === seed.ids[0]) || near.has(own === 0 ? -other - 1 : own)) continue;
      if (!entry.ids.some((id) => ids.has(id)) && !isOfSamePeople(seed, entry) && !isAnswer(seed, entry)) continue;
      const distance = Math.abs(entry.sentAt - seed.sentAt);
      near.set(own === 0 ? -other - 1 : own, { number: other, distance: Number.isNaN(distance) ? Infinity : distance });
    }
    const nearest = [...near.values()].sort((a, b) => a.distance - b.distance || a.number - b.number);
    return nearest.slice(0, MOST_NEIGHBOURS).map((each) => each.number);
  }

  /** Every id of the messages that refer to one another. */
  #conversation(ids: readonly number[]): ReadonlySet<number> {
    const known = new Set(ids.filter((id) => id !== 0));
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = known.size;
      for (const [other, start] of this.#starts.entries()) {
        if (this.#refersTo(start, known)) for (const id of this.#entry(other).ids) if (id !== 0) known.add(id);
      }
      if (known.size === before) break;
    }
    return known;
  }

  /** Whether a message is, or refers to, one of some; looked at in place, for it is asked of every message. */
  #refersTo(start: number, ids: ReadonlySet<number>): boolean {
    const at = start + HEAD + 1 + (this.#numbers[start + HEAD] ?? 0);
    const end = at + 1 + (this.#numbers[at] ?? 0);
    for (let each = at + 1; each < end; each += 1) if (ids.has(this.#numbers[each] ?? 0)) return true;
    return false;
  }

  #entry(number: number): Entry {
    const start = this.#starts[number] ?? 0;
    const [sentAt = Number.NaN, subject = 0, from = 0] = this.#numbers.slice(start + 1, start + HEAD);
    const idsAt = start + HEAD + 1 + (this.#numbers[start + HEAD] ?? 0);
    const ids = this.#listAt(idsAt);
    return { sentAt, subject, from, ids, recipients: this.#listAt(idsAt + 1 + ids.length) };
  }

  #listAt(at: number): readonly number[] {
    return this.#numbers.slice(at + 1, at + 1 + (this.#numbers[at] ?? 0));
  }
}

/** Numbers of a message before its lists. */
const HEAD = 4;

function isOfSamePeople(a: Entry, b: Entry): boolean {
  if (!(Math.abs(a.sentAt - b.sentAt) <= NEIGHBOUR_DAYS * DAY) || a.from === 0 || b.from === 0) return false;
  if (a.from === b.from) return a.recipients.some((each) => b.recipients.includes(each));
  return a.recipients.includes(b.from) && b.recipients.includes(a.from);
}

function isAnswer(a: Entry, b: Entry): boolean {
  if (a.subject === 0 || a.subject !== b.subject || !(Math.abs(a.sentAt - b.sentAt) <= ANSWER_DAYS * DAY)) return false;
  const people = new Set([a.from, ...a.recipients]);
  return [b.from, ...b.recipients].some((each) => each !== 0 && people.has(each));
}

function idHash(raw: string | null): number {
  const normal = raw === null ? null : normaliseMessageId(raw);
  return normal === null ? 0 : shortHash(normal);
}

/** A thread's root and its last steps tie it. */
function referencesOf({ references, inReplyTo }: MessageHeader): readonly number[] {
  const ids = [...references, ...inReplyTo];
  const kept = ids.length <= MOST_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST_REFERENCES)];
  return [...new Set(kept.map(idHash))].filter((id) => id !== 0);
}

function recipientsOf({ to, cc, bcc }: MessageHeader): readonly number[] {
  const all = [...to, ...cc, ...bcc].slice(0, MOST_RECIPIENTS).map(({ address }) => addressHash(address));
  return [...new Set(all)].filter((hash) => hash !== 0);
}

function addressHash(address: string | undefined): number {
  return address === undefined || address.trim() === '' ? 0 : shortHash(address.trim().toLowerCase());
}
