import type { Random } from '../../random.ts';
import type { PstAddress, PstAttachment, PstBody, PstMessage, PstRecipient } from '../message.ts';
import { attachedFile, inlinePicture, Noise } from './attached-files.ts';
import { htmlBody, rtfBody } from './body-forms.ts';
import { type Conversation, Conversations, quoteOf } from './conversation.ts';
import { letterText, replyText } from './letter-text.ts';
import { makePeople } from './people.ts';

const START = Date.UTC(2023, 0, 2, 8);
const LONGEST_QUOTE = 12_000;
const DEEPEST = 3;

/** Whose letter it is: one that came, or one of the owner's own. */
export type Direction = 'received' | 'sent';

/** Writes one letter after another, seeded: the same seed gives the same letters. */
export class Letters {
  readonly #random: Random;
  readonly #noise: Noise;
  readonly #people: readonly PstAddress[];
  readonly #conversations: Conversations;
  #count = 0;

  constructor(random: Random, seed: string) {
    this.#random = random;
    this.#noise = new Noise(seed);
    this.#people = makePeople(120, random.fork('people'));
    this.#conversations = new Conversations(this.#people, random.fork('threads'));
  }

  next(direction: Direction, depth = 0): PstMessage {
    const random = this.#random;
    const thread = this.#conversations.next();
    const sender = direction === 'sent' ? thread.people[0] : random.pick(thread.people.slice(1));
    const from = sender as PstAddress;
    const sent = new Date(START + this.#count * 610_000 + random.integer(0, 599) * 1000);
    const messageId = `<${this.#count.toString(36)}.${random.text('0123456789abcdef', 16)}@${from.address.split('@')[1]}>`;
    this.#count += 1;
    const text = this.#text(thread, from);
    const isReply = thread.ids.length > 0;
    const subject = isReply ? `RE: ${thread.subject}` : thread.subject;
    const recipients = recipientsOf(
      thread.people.filter((person) => person !== from),
      random,
    );
    const { body, attachments } = this.#content(text, depth);
    const links = {
      messageId,
      ...(isReply ? { inReplyTo: thread.ids.at(-1) as string, references: thread.ids.slice(-12).join(' ') } : {}),
    };
    const head = { subject, sender: from, recipients, submitted: sent, ...links };
    thread.ids.push(messageId);
    thread.last = { text: text.slice(0, LONGEST_QUOTE), from, sent };
    return {
      ...head,
      headers: headersOf(head, random),
      delivered: new Date(sent.getTime() + random.integer(1, 50) * 1000),
      isRead: random.chance(0.85),
      body,
      attachments,
    };
  }

  #text(thread: Conversation, from: PstAddress): string {
    const random = this.#random;
    const first = random.pick(thread.people).name.split(' ')[0] as string;
    const write = thread.last && random.chance(0.8) ? replyText : letterText;
    return write(thread.topic, first, from.name, random) + quoteOf(thread);
  }

  /** About every fourth letter has something attached, every fiftieth another letter. */
  #content(text: string, depth: number): { readonly body: PstBody; readonly attachments: readonly PstAttachment[] } {
    const random = this.#random;
    const files: PstAttachment[] = [];
    if (random.chance(0.2)) {
      for (let count = random.pick([1, 1, 1, 1, 2, 2, 3]); count > 0; count--)
        files.push(attachedFile(text, random, this.#noise));
    }
    if (depth < DEEPEST && random.chance(depth === 0 ? 0.02 : 0.3)) {
      const message = this.next('received', depth + 1);
      files.push({ kind: 'message', name: message.subject, message });
    }
    const draw = random.next();
    if (draw < 0.3) return { body: { text }, attachments: files };
    if (draw < 0.42) return { body: rtfBody(text), attachments: files };
    const image = random.chance(0.12) ? inlinePicture(random, this.#noise) : null;
    const body = { text, html: htmlBody(text, image?.contentId ?? null) };
    return { body, attachments: image ? [...files, image] : files };
  }
}

/** The first two are addressed, the rest get copies, and now and then one of them unseen. */
function recipientsOf(people: readonly PstAddress[], random: Random): readonly PstRecipient[] {
  return people.map((person, index) => {
    const kind = index < 2 ? 'to' : random.chance(0.06) ? 'bcc' : 'cc';
    return { ...person, kind };
  });
}

type Head = Pick<PstMessage, 'subject' | 'recipients' | 'messageId' | 'inReplyTo' | 'references'> & {
  readonly sender: PstAddress;
  readonly submitted: Date;
};

/** Internet header fields (RFC 5322 §3.6), those of the way included; the blind copies are not told. */
function headersOf(
  { subject, sender, recipients, submitted, messageId, inReplyTo, references }: Head,
  random: Random,
): string {
  const list = (kind: PstRecipient['kind']) =>
    recipients
      .filter((recipient) => recipient.kind === kind)
      .map(mailbox)
      .join(',\r\n\t');
  const date = submitted.toUTCString().replace('GMT', '+0000');
  const hops = Array.from(
    { length: random.integer(1, 4) },
    (_, hop) =>
      `Received: from relay${hop}.quay.example (192.0.2.${random.integer(1, 254)}) by mx${hop}.harbour.example\r\n\t(198.51.100.${random.integer(1, 254)}) with ESMTPS id ${random.text('0123456789ABCDEF', 18)}; ${date}`,
  );
  const cc = list('cc');
  return [
    ...hops,
    `From: ${mailbox(sender)}`,
    `To: ${list('to')}`,
    ...(cc === '' ? [] : [`CC: ${cc}`]),
    `Subject: ${encoded(subject)}`,
    `Date: ${date}`,
    `Message-ID: ${messageId}`,
    ...(inReplyTo === undefined
      ? []
      : [`In-Reply-To: ${inReplyTo}`, `References: ${references?.replaceAll(' ', '\r\n\t')}`]),
    'MIME-Version: 1.0',
    'X-Mailer: Harbour Mail 16.0',
    '\r\n',
  ].join('\r\n');
}

const mailbox = ({ name, address }: PstAddress): string => `${encoded(name)} <${address}>`;

/** RFC 2047. */
const encoded = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
