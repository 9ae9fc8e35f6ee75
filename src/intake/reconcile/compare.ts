import type { Store } from '../../case/index.ts';
import { millisecondsOf } from '../../core/index.ts';
import type { AttachmentClaim } from '../manifest/manifest-entry.ts';
import { type Agreement, normaliseSubject, subjectsAgree } from '../subject.ts';
import type { Claim } from './claim.ts';
import type { HeldMessage } from './held-message.ts';

/** What of a message a claim is compared by. */
export type Property = 'message-id' | 'mailbox' | 'sender' | 'sent' | 'zone' | 'subject' | 'size' | 'attachments';

/** A message of the evidence beside a claim: what agrees, what does not, and which claimed attachments it lacks. */
export interface Comparison {
  readonly message: HeldMessage;
  readonly agreed: readonly Property[];
  readonly differed: readonly Property[];
  readonly lacking: readonly string[];
}

const MINUTE = 60_000;
/** Clocks of sender, server and export differ by up to this. */
export const SENT_TOLERANCE = 2 * MINUTE;
const WIDEST_ZONE = 14 * 60 * MINUTE;
const QUARTER_HOUR = 15 * MINUTE;

/** Compares a claim with a message of the evidence, property by property; what either side does not say is left out. */
export function compare(store: Store, claim: Claim, message: HeldMessage): Comparison {
  const attachments = attachmentsOf(store, claim, message);
  const found: readonly (readonly [Property, Agreement])[] = [
    ['message-id', equal(claim.messageId, message.messageId)],
    ['mailbox', mailboxAgrees(store, claim, message)],
    ['sender', equal(claim.sender, message.sender)],
    sentAgrees(claim, message),
    [
      'subject',
      subjectsAgree(claim.subjectNormal, message.subject === null ? null : normaliseSubject(message.subject)),
    ],
    ['size', sizeAgrees(claim, message)],
    ['attachments', attachments.agreement],
  ];
  const of = (wanted: Agreement) => found.filter(([, agreement]) => agreement === wanted).map(([property]) => property);
  return { message, agreed: of('agree'), differed: of('differ'), lacking: attachments.lacking };
}

function equal(a: string | null, b: string | null): Agreement {
  return a === null || b === null ? 'unknown' : a === b ? 'agree' : 'differ';
}

/** Within two minutes; or, where the list named no zone, off by whole quarters of an hour, as if written in another zone. */
function sentAgrees(claim: Claim, message: HeldMessage): readonly [Property, Agreement] {
  if (claim.sentAt === null || message.sentAt === null) return ['sent', 'unknown'];
  const apart = Math.abs(millisecondsOf(claim.sentAt) - millisecondsOf(message.sentAt));
  if (apart <= SENT_TOLERANCE) return ['sent', 'agree'];
  const beside = Math.abs(apart - Math.round(apart / QUARTER_HOUR) * QUARTER_HOUR);
  const shifted = !claim.zoned && apart <= WIDEST_ZONE + SENT_TOLERANCE && beside <= SENT_TOLERANCE;
  return shifted ? ['zone', 'agree'] : ['sent', 'differ'];
}

/** How far before and after the claimed time a message can have been sent, in milliseconds. */
export function sentWindow(claim: Claim): number {
  return claim.zoned ? SENT_TOLERANCE : WIDEST_ZONE + SENT_TOLERANCE;
}

const SMALLEST_BAND = 8192;

/** One message is counted differently by mailbox, by export and with its attachments encoded or not: from 0.6 to 1.6 of it, or 8 KiB. */
function sizeAgrees(claim: Claim, message: HeldMessage): Agreement {
  if (claim.sizes.length === 0) return 'unknown';
  const fits = (size: number): boolean =>
    Math.abs(size - message.size) <= SMALLEST_BAND || (message.size >= 0.6 * size && message.size <= 1.6 * size);
  return claim.sizes.some(fits) ? 'agree' : 'differ';
}

/** Whether the robbed mailbox stands among the message's addresses or names the source it was found in. */
function mailboxAgrees(store: Store, claim: Claim, message: HeldMessage): Agreement {
  if (claim.mailboxes.length === 0) return 'unknown';
  const stands = (mailbox: string): boolean =>
    message.path.includes(mailbox) ||
    store.get('SELECT 1 FROM message_addresses WHERE address = ? AND message = ?', mailbox, message.id) !== null;
  // A Bcc leaves no trace in the copies of others: absence says nothing.
  return claim.mailboxes.some(stands) ? 'agree' : 'unknown';
}

interface HeldPart {
  readonly file_name: string | null;
  readonly sha256: string | null;
  readonly media_type: string;
}

interface AttachmentComparison {
  readonly agreement: Agreement;
  readonly lacking: readonly string[];
}

function attachmentsOf(store: Store, claim: Claim, message: HeldMessage): AttachmentComparison {
  if (claim.attachments.length === 0) return { agreement: 'unknown', lacking: [] };
  const parts = store.all<HeldPart>('SELECT file_name, sha256, media_type FROM parts WHERE message = ?', message.id);
  const verdicts = claim.attachments.map((attachment) => ({ attachment, held: isHeld(attachment, parts) }));
  const lacking = verdicts.filter(({ held }) => held === 'differ').map(({ attachment }) => labelOf(attachment));
  const agreement = lacking.length > 0 ? 'differ' : verdicts.some(({ held }) => held === 'agree') ? 'agree' : 'unknown';
  return { agreement, lacking };
}

/** By SHA-256 where the list gives it, else by name. Only SHA-256 is kept of the evidence: other hashes prove nothing either way. */
function isHeld({ name, hash }: AttachmentClaim, parts: readonly HeldPart[]): Agreement {
  if (hash?.algorithm === 'sha256') return parts.some(({ sha256 }) => sha256 === hash.hex) ? 'agree' : 'differ';
  if (name === null) return 'unknown';
  const wanted = fileNameKey(name);
  const verdicts = parts.map(({ file_name }) =>
    subjectsAgree(wanted, file_name === null ? null : fileNameKey(file_name)),
  );
  if (verdicts.includes('agree')) return 'agree';
  // Exchange names an attached message by its subject; in MIME it mostly has no name.
  const attachedMessage = /\.(?:msg|eml)$/.test(wanted) || !/\.[\p{L}\p{N}]{1,8}$/u.test(wanted);
  if (attachedMessage && parts.some(({ media_type }) => media_type === 'message/rfc822')) return 'unknown';
  return verdicts.includes('unknown') && parts.some(({ file_name }) => file_name?.includes('\u2588') === true)
    ? 'unknown'
    : 'differ';
}

function fileNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}

function labelOf({ name, hash }: AttachmentClaim): string {
  return name ?? `${hash?.algorithm}:${hash?.hex}`;
}
