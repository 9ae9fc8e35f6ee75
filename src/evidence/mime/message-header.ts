import { type AddressList, parseAddressList } from '../header/address-list.ts';
import { parseDate } from '../header/date.ts';
import type { HeaderBlock } from '../header/header-block.ts';
import { parseMessageId, parseMessageIds } from '../header/message-id.ts';
import { parseUnstructured } from '../header/unstructured.ts';
import type { MailboxAddress, MessageDate, MessageHeader } from '../message.ts';
import type { Problem, ProblemCode } from '../problem.ts';

const ADDRESS_FIELDS = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'] as const;
type AddressField = (typeof ADDRESS_FIELDS)[number];

const LEFT_ENCODED = /=\?[^?\s]{1,100}\?[BbQq]\?|\uFFFD/;

/** A message's header over the fields found in its bytes: each is parsed when first asked for, and kept. */
export class LazyMessageHeader implements MessageHeader {
  readonly #block: HeaderBlock;
  readonly #addresses = new Map<AddressField, AddressList>();
  #subject: string | null | undefined;
  #date: MessageDate | null | undefined;

  constructor(block: HeaderBlock) {
    this.#block = block;
  }

  get messageId(): string | null {
    const body = this.#block.first('message-id');
    return body === null ? null : parseMessageId(body);
  }

  get from(): readonly MailboxAddress[] {
    return this.#list('from').mailboxes;
  }

  get sender(): readonly MailboxAddress[] {
    return this.#list('sender').mailboxes;
  }

  get replyTo(): readonly MailboxAddress[] {
    return this.#list('reply-to').mailboxes;
  }

  get to(): readonly MailboxAddress[] {
    return this.#list('to').mailboxes;
  }

  get cc(): readonly MailboxAddress[] {
    return this.#list('cc').mailboxes;
  }

  get bcc(): readonly MailboxAddress[] {
    return this.#list('bcc').mailboxes;
  }

  get subject(): string | null {
    if (this.#subject === undefined) {
      const body = this.#block.first('subject');
      this.#subject = body === null ? null : parseUnstructured(body);
    }
    return this.#subject;
  }

  get date(): MessageDate | null {
    if (this.#date === undefined) {
      const body = this.#block.first('date');
      this.#date = body === null ? null : parseDate(body);
    }
    return this.#date;
  }

  get inReplyTo(): readonly string[] {
    return this.#block.all('in-reply-to').flatMap(parseMessageIds);
  }

  get references(): readonly string[] {
    return this.#block.all('references').flatMap(parseMessageIds);
  }

  /** For the empty name: the header's lines that are no field. */
  readonly all = (name: string): readonly string[] => this.#block.all(name.toLowerCase()).map(parseUnstructured);

  /** What is wrong with the header; parses the fields that can be. */
  problems(): readonly Problem[] {
    const problems: Problem[] = [];
    const flag = (code: ProblemCode, field: string): void => {
      problems.push({ code, offset: this.#block.place(field) });
    };
    for (const field of ADDRESS_FIELDS) if (!this.#list(field).wellFormed) flag('malformed-address', field);
    if (this.date === null && this.#block.first('date') !== null) flag('malformed-date', 'date');
    if (this.subject !== null && LEFT_ENCODED.test(this.subject)) flag('malformed-encoded-word', 'subject');
    return [...problems, ...this.#byteProblems()];
  }

  #byteProblems(): readonly Problem[] {
    const { text, offset } = this.#block;
    const problems: Problem[] = [];
    const seek = (code: ProblemCode, place: number): void => {
      if (place >= 0) problems.push({ code, offset: offset + place });
    };
    seek('eight-bit-header', text.search(/[\x80-\xff]/));
    seek('nul-byte', text.indexOf('\0'));
    seek('bare-cr', text.search(/\r(?!\r*\n)/));
    return problems;
  }

  #list(field: AddressField): AddressList {
    let list = this.#addresses.get(field);
    if (list === undefined) {
      list = parseFields(this.#block.all(field));
      this.#addresses.set(field, list);
    }
    return list;
  }
}

/** A field that occurs more than once, against RFC 5322 §3.6, counts as one list. */
function parseFields(bodies: readonly string[]): AddressList {
  if (bodies.length === 1) return parseAddressList(bodies[0] as string);
  const lists = bodies.map(parseAddressList);
  return { mailboxes: lists.flatMap((list) => list.mailboxes), wellFormed: lists.every((list) => list.wellFormed) };
}
