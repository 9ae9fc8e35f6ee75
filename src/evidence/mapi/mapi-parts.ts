import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { shownName } from '../text/member.ts';
import { TOO_DEEP, TOO_LONG, TOO_MANY } from '../text/member-budget.ts';
import { attachmentAbout, mimeTagOf } from './attachment-about.ts';
import type { Body } from './bodies.ts';
import { bodiesOf } from './body-list.ts';
import { itemKind } from './item-kind.ts';
import { itemText } from './item-text.ts';
import { type AboutPart, heldPart, leafParts, unreadPart } from './leaf-parts.ts';
import { HEADER_TAGS, MapiHeader } from './mapi-header.ts';
import type { AttachmentContent, MapiAttachment, MapiObject } from './mapi-object.ts';
import { PartNumbers } from './part-numbers.ts';
import type { PartSpending } from './part-spending.ts';
import { plainBodyParts } from './plain-body.ts';
import { type LostValue, PropertyReader } from './property-reader.ts';
import { TAG } from './property-tag.ts';
import { type Recipients, readRecipients } from './recipients.ts';
import { signedEntity } from './signed-entity.ts';
import type { TextLines } from './text-lines.ts';
import { typedText } from './typed-text.ts';

/** Reads the parts of an object and of all messages embedded in it, in document order. */
export class MapiPartsReader {
  readonly parts: Part[] = [];
  readonly #spending: PartSpending;
  #isFull = false;

  constructor(spending: PartSpending) {
    this.#spending = spending;
  }

  /**
   * @param prefix The part number of the message itself, empty for an outermost one.
   * @param depth Levels of nesting around it.
   */
  readObject(object: MapiObject, prefix: string, depth: number): MapiHeader {
    const values = new PropertyReader(object.properties, null, this.#spending);
    const recipients = readRecipients(object, values.charset, this.#spending);
    const header = new MapiHeader(object, values, recipients);
    const numbers = new PartNumbers(prefix);
    values.require(HEADER_TAGS);
    this.#readBodies(bodiesOf(values, this.#spending), numbers, depth);
    const kind = itemKind(values.text(TAG.messageClass));
    if (kind !== null) this.#addLines(itemText(object, values, kind), 'body', numbers);
    const lost = this.#readAttachments(object, values.charset, numbers, depth);
    const typed = typedText(object, values, kind, () => shownTexts(header, recipients));
    if (typed !== null) this.#addLines(typed, 'attachment', numbers);
    for (const shortfall of object.shortfalls) this.#addLost(shortfall, numbers);
    for (const value of [...values.lost, ...recipients.lost, ...lost]) this.#addLostValue(value, numbers);
    return header;
  }

  #readBodies(bodies: readonly Body[], numbers: PartNumbers, depth: number): void {
    const [only] = bodies;
    if (only === undefined) return;
    const path = numbers.next();
    if (bodies.length === 1) {
      this.#readBody(only, path, 'body', depth);
      return;
    }
    this.parts.push(heldPart({ ...ABOUT_BODIES, path }, { state: 'container' }, null));
    for (const [index, body] of bodies.entries())
      this.#readBody(body, `${path}.${index + 1}`, index === bodies.length - 1 ? 'body' : 'alternative', depth + 1);
  }

  #readBody(body: Body, path: string, role: Part['role'], depth: number): void {
    const { mediaType, charset } = body;
    const about = { path, role, mediaType, charset, fileName: null, contentId: null };
    const read = mediaType === 'text/plain' ? plainBodyParts : leafParts;
    for (const part of read(about, body, depth, this.#spending)) this.parts.push(part);
    if (body.shortfall !== null) this.parts.push(unreadPart({ ...about, role: 'alternative' }, body.shortfall));
  }

  #addLines(lines: TextLines, role: 'body' | 'attachment', numbers: PartNumbers): void {
    const utf8 = lines.utf8();
    if (utf8 === null) return;
    const about = { ...ABOUT_LINES, role, path: numbers.next() };
    const held = { size: utf8.length, bytes: () => utf8 };
    const part = heldPart(about, { state: 'text', text: { utf8, hidden: [], landmarks: [] } }, held);
    const isAllowed = this.#spending.allowance.takePart();
    this.parts.push(isAllowed ? part : unreadPart(about, TOO_MANY, 'too-many-parts'));
    if (lines.isFull) this.parts.push(unreadPart(about, TOO_LONG));
  }

  /** Returns what of the attachments' properties is lost. Where the message may have no more parts, the rest is not even opened. */
  #readAttachments(
    object: MapiObject,
    charset: string | null,
    numbers: PartNumbers,
    depth: number,
  ): readonly LostValue[] {
    const lost: LostValue[] = [];
    for (const attachment of object.attachments) {
      if (!this.#spending.allowance.hasParts) {
        this.#addLost(TOO_MANY, numbers);
        break;
      }
      lost.push(...this.#readAttachment(attachment, charset, numbers.next(), depth));
    }
    return lost;
  }

  /** Returns what of the attachment's properties is lost. */
  #readAttachment(
    attachment: MapiAttachment,
    charset: string | null,
    path: string,
    depth: number,
  ): readonly LostValue[] {
    const values = new PropertyReader(attachment.properties, charset, this.#spending);
    const about = attachmentAbout(values, path);
    for (const part of this.#attachmentParts(attachment.open(), about, values, depth)) this.parts.push(part);
    return values.lost;
  }

  #attachmentParts(
    content: AttachmentContent,
    about: AboutPart,
    values: PropertyReader,
    depth: number,
  ): readonly Part[] {
    switch (content.state) {
      case 'bytes': {
        const isEntity = about.mediaType.startsWith('multipart/');
        const whole = isEntity ? (bytes: Uint8Array) => signedEntity(bytes, mimeTagOf(values)) : undefined;
        return leafParts(about, content, depth, this.#spending, whole);
      }
      case 'reference':
        return [this.#unread({ ...about, fileName: shownName(content.target) }, NOT_IN_STORE)];
      case 'unread':
        return [this.#unread(about, content.shortfall)];
      case 'message':
        return this.#embedded(content.message, { ...about, mediaType: 'message/rfc822', charset: null }, depth);
    }
  }

  #embedded(object: MapiObject, about: AboutPart, depth: number): readonly Part[] {
    const { allowance } = this.#spending;
    if (!allowance.takePart()) return [unreadPart(about, TOO_MANY, 'too-many-parts')];
    if (depth >= allowance.budget.depth) return [unreadPart(about, TOO_DEEP, 'too-deep')];
    const inner = new MapiPartsReader(this.#spending);
    const header = inner.readObject(object, about.path, depth + 1);
    return [heldPart(about, { state: 'message', header }, null, header.problems()), ...inner.parts];
  }

  #addLostValue({ id, shortfall }: LostValue, numbers: PartNumbers): void {
    const detail = `The property 0x${id.toString(16).padStart(4, '0')} of this message was not read. ${shortfall.detail}`;
    this.#addLost({ reason: shortfall.reason, detail }, numbers);
  }

  /** What is lost are parts as well; where the message may have no more of them, that is said once of this object. */
  #addLost(shortfall: Shortfall, numbers: PartNumbers): void {
    if (this.#isFull) return;
    this.#isFull = !this.#spending.allowance.hasParts;
    this.parts.push(this.#unread({ ...ABOUT_LOST, path: numbers.next() }, shortfall));
  }

  #unread(about: AboutPart, shortfall: Shortfall): Part {
    const isAllowed = this.#spending.allowance.takePart();
    return isAllowed ? unreadPart(about, shortfall) : unreadPart(about, TOO_MANY, 'too-many-parts');
  }
}

/** Texts of the header, as far as they are known without its fields. */
function* shownTexts(header: MapiHeader, { to, cc, bcc }: Recipients): Generator<string> {
  if (header.subject !== null) yield header.subject;
  for (const { mailbox } of [...to, ...cc, ...bcc]) {
    yield mailbox.address;
    if (mailbox.name !== null) yield mailbox.name;
  }
}

const ABOUT_BODIES = {
  role: 'container',
  mediaType: 'multipart/alternative',
  charset: null,
  fileName: null,
  contentId: null,
} as const;

const ABOUT_LINES = { mediaType: 'text/plain', charset: 'utf-8', fileName: null, contentId: null } as const;

const ABOUT_LOST = {
  role: 'attachment',
  mediaType: 'application/octet-stream',
  charset: null,
  fileName: null,
  contentId: null,
} as const;

const NOT_IN_STORE: Shortfall = {
  reason: 'not-found',
  detail:
    'This was attached as a link, so that its content is not in the message; find the file that its name points to and add it.',
};
