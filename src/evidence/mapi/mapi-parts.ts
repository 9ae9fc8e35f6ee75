import type { Part } from '../part.ts';
import type { Shortfall } from '../text/extraction.ts';
import { shownName } from '../text/member.ts';
import { TOO_DEEP, TOO_MANY } from '../text/member-budget.ts';
import { attachmentAbout } from './attachment-about.ts';
import { type Body, bodyRole, htmlBody, plainBody, withContent } from './bodies.ts';
import { type AboutPart, heldPart, leafParts, unreadPart } from './leaf-parts.ts';
import { HEADER_TAGS, MapiHeader } from './mapi-header.ts';
import type { AttachmentContent, MapiAttachment, MapiObject } from './mapi-object.ts';
import { PartNumbers } from './part-numbers.ts';
import type { PartSpending } from './part-spending.ts';
import { type LostValue, PropertyReader } from './property-reader.ts';
import { readRecipients } from './recipients.ts';

/** Reads the parts of an object and of all messages embedded in it, in document order. */
export class MapiPartsReader {
  readonly parts: Part[] = [];
  readonly #spending: PartSpending;

  constructor(spending: PartSpending) {
    this.#spending = spending;
  }

  /**
   * @param prefix The part number of the message itself, empty for an outermost one.
   * @param depth Levels of nesting around it.
   */
  readObject(object: MapiObject, prefix: string, depth: number): MapiHeader {
    const values = new PropertyReader(object.properties);
    const recipients = readRecipients(object, values.charset);
    const numbers = new PartNumbers(prefix);
    values.require(HEADER_TAGS);
    this.#readBodies(withContent(bodiesOf(values)), numbers, depth);
    for (const attachment of object.attachments)
      this.#readAttachment(attachment, values.charset, numbers.next(), depth);
    for (const shortfall of object.shortfalls) this.#addLost(shortfall, numbers);
    for (const lost of [...values.lost, ...recipients.lost]) this.#addLostValue(lost, numbers);
    return new MapiHeader(object, values, recipients);
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
      this.#readBody(body, `${path}.${index + 1}`, bodyRole(index, bodies.length), depth + 1);
  }

  #readBody(body: Body, path: string, role: Part['role'], depth: number): void {
    const about = { path, role, mediaType: body.mediaType, charset: body.charset, fileName: null, contentId: null };
    this.parts.push(...leafParts(about, body, depth, this.#spending));
  }

  #readAttachment(attachment: MapiAttachment, charset: string | null, path: string, depth: number): void {
    const values = new PropertyReader(attachment.properties, charset);
    const about = attachmentAbout(values, path);
    const content = attachment.open();
    for (const part of this.#attachmentParts(content, about, depth)) this.parts.push(part);
  }

  #attachmentParts(content: AttachmentContent, about: AboutPart, depth: number): readonly Part[] {
    switch (content.state) {
      case 'bytes':
        return leafParts(about, content, depth, this.#spending);
      case 'reference':
        return [unreadPart({ ...about, fileName: shownName(content.target) }, NOT_IN_STORE)];
      case 'unread':
        return [unreadPart(about, content.shortfall)];
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

  #addLost(shortfall: Shortfall, numbers: PartNumbers): void {
    this.parts.push(unreadPart({ ...ABOUT_LOST, path: numbers.next() }, shortfall));
  }
}

function bodiesOf(values: PropertyReader): readonly Body[] {
  return [plainBody(values), htmlBody(values)].filter((body) => body !== null);
}

const ABOUT_BODIES = {
  role: 'container',
  mediaType: 'multipart/alternative',
  charset: null,
  fileName: null,
  contentId: null,
} as const;

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
