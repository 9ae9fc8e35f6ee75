import type { Topic } from '../../filler/topics.ts';
import type { Random } from '../../random.ts';
import type { PstAddress } from '../message.ts';
import { filled, pickTopic } from './letter-text.ts';

/** A thread of letters on one matter, as far as it has come. */
export interface Conversation {
  readonly topic: Topic;
  readonly subject: string;
  readonly people: readonly PstAddress[];
  /** Message ids so far, oldest first. */
  readonly ids: string[];
  /** The last letter's text, its writer and its date. */
  last: { readonly text: string; readonly from: PstAddress; readonly sent: Date } | null;
}

/** Threads under way; most letters answer in one of them. */
export class Conversations {
  readonly #people: readonly PstAddress[];
  readonly #random: Random;
  readonly #open: Conversation[] = [];

  constructor(people: readonly PstAddress[], random: Random) {
    this.#people = people;
    this.#random = random;
  }

  /** The thread that the next letter belongs to, new or under way. */
  next(): Conversation {
    const random = this.#random;
    if (this.#open.length > 0 && random.chance(0.55)) return random.pick(this.#open);
    const topic = pickTopic(random);
    const subject = filled(random.pick(topic.subject), 'all', random);
    const people = [this.#people[0] as PstAddress, ...random.sample(this.#people.slice(1), random.integer(1, 6))];
    const started: Conversation = { topic, subject, people, ids: [], last: null };
    if (this.#open.length < 40) this.#open.push(started);
    else this.#open[random.integer(0, 39)] = started;
    return started;
  }
}

/** The quote under an answer, as desktop programs write it. */
export function quoteOf({ last, subject }: Conversation): string {
  if (!last) return '';
  return `\r\n-----Original Message-----\r\nFrom: ${last.from.name} <${last.from.address}>\r\nSent: ${last.sent.toUTCString()}\r\nSubject: ${subject}\r\n\r\n${last.text}`;
}
