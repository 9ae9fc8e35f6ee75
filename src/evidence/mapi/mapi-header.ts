import type { Instant } from '../../core/index.ts';
import { parseMessageId, parseMessageIds } from '../header/message-id.ts';
import type { MailboxAddress, MessageDate, MessageHeader } from '../message.ts';
import type { LazyMessageHeader } from '../mime/message-header.ts';
import type { Problem } from '../problem.ts';
import { listOf, type MapiAddress, mapiAddress, unite } from './mapi-address.ts';
import type { MapiObject } from './mapi-object.ts';
import { author, otherSender, replyRecipients } from './persons.ts';
import type { PropertyReader } from './property-reader.ts';
import { SET } from './property-set.ts';
import { TAG } from './property-tag.ts';
import type { Recipients } from './recipients.ts';
import { transportHeader } from './transport-header.ts';
import { writtenDate } from './written-date.ts';

/** The properties a header is made of. */
export const HEADER_TAGS: readonly number[] = [
  TAG.transportMessageHeaders,
  TAG.subject,
  TAG.internetMessageId,
  TAG.clientSubmitTime,
  TAG.messageDeliveryTime,
  TAG.sentRepresentingName,
  TAG.sentRepresentingEmailAddress,
  TAG.senderName,
  TAG.senderEmailAddress,
  TAG.internetReferences,
  TAG.inReplyToId,
];

/** The header of a MAPI object: the fields it came with over the Internet, united with its properties; each is made when first asked for. */
export class MapiHeader implements MessageHeader {
  readonly #object: MapiObject;
  readonly #values: PropertyReader;
  readonly #recipients: Recipients;
  #transport: LazyMessageHeader | null | undefined;
  #subject: string | null | undefined;
  #date: MessageDate | null | undefined;

  constructor(object: MapiObject, values: PropertyReader, recipients: Recipients) {
    this.#object = object;
    this.#values = values;
    this.#recipients = recipients;
  }

  get messageId(): string | null {
    const own = this.#values.text(TAG.internetMessageId);
    return (own === null ? null : parseMessageId(own)) ?? this.#fields?.messageId ?? null;
  }

  get from(): readonly MailboxAddress[] {
    const field = this.#fields?.from ?? [];
    const own = author(this.#values);
    return field.length > 0 && own?.isSmtp === false ? field : unite(field, listOf(own));
  }

  /** As in mail: only where another than the author sent it. */
  get sender(): readonly MailboxAddress[] {
    const field = this.#fields?.sender ?? [];
    const own = otherSender(this.#values);
    return own === null || (field.length > 0 && !own.isSmtp) ? field : unite(field, [own]);
  }

  get replyTo(): readonly MailboxAddress[] {
    return unite(this.#fields?.replyTo ?? [], replyRecipients(this.#values));
  }

  get to(): readonly MailboxAddress[] {
    return this.#united(this.#fields?.to, this.#recipients.to, TAG.displayTo);
  }

  get cc(): readonly MailboxAddress[] {
    return this.#united(this.#fields?.cc, this.#recipients.cc, TAG.displayCc);
  }

  get bcc(): readonly MailboxAddress[] {
    return this.#united(this.#fields?.bcc, this.#recipients.bcc, TAG.displayBcc);
  }

  get subject(): string | null {
    if (this.#subject === undefined) this.#subject = this.#ownSubject() ?? this.#fields?.subject ?? null;
    return this.#subject;
  }

  /** The Date field, since it has the sender's zone; else when it was sent, received, made. */
  get date(): MessageDate | null {
    if (this.#date === undefined) {
      const at = this.#fields?.date == null ? this.#time() : null;
      this.#date = at === null ? (this.#fields?.date ?? null) : writtenDate(at);
    }
    return this.#date;
  }

  get inReplyTo(): readonly string[] {
    return this.#ids(TAG.inReplyToId, this.#fields?.inReplyTo);
  }

  get references(): readonly string[] {
    return this.#ids(TAG.internetReferences, this.#fields?.references);
  }

  readonly all = (name: string): readonly string[] => {
    const fields = this.#fields?.all(name) ?? [];
    if (fields.length > 0) return fields;
    // Named properties hold header fields by name ([MS-OXCMAIL] §2.1.3.2.3).
    const id = this.#object.idOf({ set: SET.internetHeaders, name: name.toLowerCase() });
    return id === null ? [] : this.#values.texts(id);
  };

  /** What is wrong with the fields it came with; their place in the store cannot be named. */
  problems(): readonly Problem[] {
    return this.#fields?.problems().map(({ code }) => ({ code, offset: -1 })) ?? [];
  }

  get #fields(): LazyMessageHeader | null {
    if (this.#transport === undefined) {
      const text = this.#values.text(TAG.transportMessageHeaders);
      this.#transport = text === null ? null : transportHeader(text);
    }
    return this.#transport;
  }

  #ownSubject(): string | null {
    const subject = this.#values.text(TAG.subject);
    if (subject !== null) return withoutPrefixLength(subject);
    const normalized = this.#values.text(TAG.normalizedSubject);
    return normalized === null ? null : `${this.#values.text(TAG.subjectPrefix) ?? ''}${normalized}`;
  }

  #time(): Instant | null {
    for (const id of TIMES) {
      const at = this.#values.time(id);
      if (at !== null) return at;
    }
    return null;
  }

  #ids(id: number, field: readonly string[] = []): readonly string[] {
    const own = this.#values.text(id);
    return own === null ? field : [...new Set([...field, ...parseMessageIds(own)])];
  }

  /** @param display the property that names the recipients for show; used where nothing else does. */
  #united(
    field: readonly MailboxAddress[] = [],
    own: readonly MapiAddress[],
    display: number,
  ): readonly MailboxAddress[] {
    if (field.length + own.length > 0 || this.#object.recipients.length > 0) return unite(field, own);
    const names = this.#values.text(display)?.split(';') ?? [];
    return names.flatMap((name) => listOf(mapiAddress({ name, type: null, address: null, smtp: null }))).map(bare);
  }
}

const TIMES = [TAG.clientSubmitTime, TAG.messageDeliveryTime, TAG.creationTime, TAG.lastModificationTime] as const;

/** In a PST the subject begins with U+0001 and a character that says how long its prefix is ([MS-PST] §2.5.3.1.1.1). */
function withoutPrefixLength(subject: string): string {
  return subject.charCodeAt(0) === 1 ? subject.slice(2) : subject;
}

const bare = ({ mailbox }: MapiAddress): MailboxAddress => mailbox;
