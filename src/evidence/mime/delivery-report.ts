import type { Message } from '../message.ts';
import { linesOf } from './body-lines.ts';

/** What became of a message for one recipient (RFC 3464 §2.3, RFC 8098 §3.2). */
export interface ReportedRecipient {
  readonly address: string;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; of a disposition its kind, such as `displayed`. Null where it is not said. */
  readonly action: string | null;
  /** A code such as 5.1.1 (RFC 3463). */
  readonly status: string | null;
}

/** A report that a mail system or program sent back about a message. */
export interface DeliveryReport {
  readonly kind: 'delivery' | 'disposition';
  /** Of the message reported on, as written; null where the report does not carry it. Another one than the report's own. */
  readonly originalMessageId: string | null;
  readonly recipients: readonly ReportedRecipient[];
}

const KINDS: ReadonlyMap<string, DeliveryReport['kind']> = new Map([
  ['message/delivery-status', 'delivery'],
  ['message/global-delivery-status', 'delivery'],
  ['message/disposition-notification', 'disposition'],
  ['message/global-disposition-notification', 'disposition'],
]);

/**
 * What a delivery status or disposition notification says (multipart/report, RFC 6522), from whatever system it comes.
 * @returns null for any other message, after a look at the types of its parts.
 */
export function deliveryReportOf(message: Message): DeliveryReport | null {
  const part = message.parts.find(({ mediaType }) => KINDS.has(mediaType));
  const kind = KINDS.get(part?.mediaType ?? '');
  if (kind === undefined) return null;
  const groups = fieldGroups(linesOf(part));
  return { kind, originalMessageId: originalId(message, groups), recipients: groups.flatMap(recipient) };
}

type Fields = ReadonlyMap<string, string>;

const FIELD = /^([!-9;-~]{1,100})\s*:\s*(.*)$/;

/** Groups of fields between empty lines; the first is about the message, each other one about a recipient. */
function fieldGroups(lines: readonly string[]): readonly Fields[] {
  const groups: Map<string, string>[] = [new Map()];
  let last: string | null = null;
  for (const line of lines) {
    const group = groups.at(-1);
    const match = FIELD.exec(line);
    if (line.trim() === '') groups.push(new Map());
    else if (/^[ \t]/.test(line) && last !== null) group?.set(last, `${group.get(last) ?? ''} ${line.trim()}`.trim());
    else if (match !== null) {
      last = (match[1] ?? '').toLowerCase();
      group?.set(last, (match[2] ?? '').trim());
    }
  }
  return groups;
}

/** A field's value without the type in front: `rfc822; a@b`. */
const untyped = (value: string | undefined) => value?.replace(/^[^;]*;\s*/, '').replace(/^<(.*)>$/, '$1') ?? null;

function recipient(fields: Fields): readonly ReportedRecipient[] {
  const address = untyped(fields.get('final-recipient') ?? fields.get('original-recipient'));
  if (address === null || address === '') return [];
  const action = fields.get('action') ?? untyped(fields.get('disposition'));
  return [{ address, action: action?.toLowerCase() ?? null, status: fields.get('status') ?? null }];
}

const HEADER_ONLY = 'text/rfc822-headers';

/** From the message or the header that is returned, or from the notification itself. */
function originalId({ parts }: Message, groups: readonly Fields[]): string | null {
  for (const { content } of parts) if (content.state === 'message') return content.header.messageId;
  const header = parts.find(({ mediaType }) => mediaType === HEADER_ONLY);
  const returned = header === undefined ? [] : fieldGroups(linesOf(header));
  const fields = [
    ...returned.map((group) => group.get('message-id')),
    ...groups.map((group) => group.get('original-message-id')),
  ];
  return fields.find((value) => value !== undefined && value !== '') ?? null;
}
