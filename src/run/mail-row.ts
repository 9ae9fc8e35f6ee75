import { createHash } from 'node:crypto';
import type { Case, SourceRow } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import {
  type Document,
  deliveryReportOf,
  journalOf,
  landmarkAt,
  type Message,
  type MessageHeader,
  type Part,
  type Place,
} from '../evidence/index.ts';
import { normaliseMessageId, quotedAddresses } from '../intake/index.ts';
import {
  type Confidence,
  contextOf,
  fingerprintOf,
  maskUtf8,
  previewOf,
  type SecretFinding,
  type SecretKind,
  SecretValue,
} from '../secrets/index.ts';
import type { ItemMask } from './item-mask.ts';
import { journalAddresses } from './journal-addresses.ts';
import { type KinRow, kinRow } from './kin-row.ts';
import { openedLocks, plainName, SAME_MESSAGE } from './mailed-keys.ts';
import type { ScannedText } from './scanned-text.ts';
import { type Voice, voices } from './voice.ts';

/** The row of `messages` for one item. */
export interface MessageRow {
  readonly id: string;
  readonly kind: 'message' | 'document';
  readonly sourceId: string;
  /** JSON: where reading goes on to find it again. */
  readonly position: string;
  /** JSON array of names, masked. */
  readonly container: string;
  readonly folder: string | null;
  readonly standing: Place['standing'];
  readonly start: number;
  readonly stop: number;
  readonly messageId: string | null;
  readonly messageIdNormal: string | null;
  readonly sentAt: string | null;
  readonly subject: string | null;
  readonly fromAddress: string | null;
  readonly bodyHash: string | null;
  readonly problems: string;
}

/** The row of `parts` for one part or member. */
export interface PartRow {
  readonly id: string;
  readonly part: string;
  readonly member: string;
  readonly role: Part['role'];
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly state: Part['content']['state'];
  readonly reason: string | null;
}

/** The row of `occurrences` for one finding. */
export interface OccurrenceRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly part: string;
  readonly member: string;
  readonly voice: Voice;
  readonly span: readonly [number, number];
  /** Page, slide, cell or paragraph; masked. */
  readonly landmark: string | null;
  readonly rule: string;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  readonly preview: string;
  readonly context: string;
  readonly principal: string | null;
  readonly host: string | null;
  readonly hint: string;
  readonly validity: SecretFinding['validity'];
  readonly reasons: readonly string[];
}

/** The row of `openings` for one part that a password opened. */
export interface OpeningRow {
  readonly partId: string;
  /** The message that the password is from. */
  readonly keyMessage: string;
  readonly fingerprint: string;
}

/** Everything one item writes. Every text is masked. */
export interface MailRows {
  readonly message: MessageRow;
  readonly kin: KinRow;
  readonly addresses: readonly { readonly role: string; readonly address: string }[];
  readonly embeddedIds: readonly string[];
  readonly parts: readonly PartRow[];
  readonly occurrences: readonly OccurrenceRow[];
  readonly openings: readonly OpeningRow[];
}

/** The rows of one item. */
export function mailRows(
  kase: Case,
  source: Pick<SourceRow, 'id'>,
  item: Message | Document,
  texts: readonly ScannedText[],
  mask: ItemMask,
): MailRows {
  const id = deriveId(kase.hash, 'msg', source.id, ...item.place.position);
  const message = messageRow(kase, id, source, item, mask);
  const parts = item.parts.map((part, index) => partRow(kase, id, part, index, mask));
  const kin = kinRow(kase, item, message, attachedHashes(parts));
  return {
    message,
    kin: { ...kin, references: kin.references.map(mask.copies) },
    addresses: addressesOf(item, texts, mask),
    embeddedIds: embeddedIdsOf(item).map(mask.copies),
    parts,
    occurrences: texts.flatMap((text) => {
      const voiceAt = voices(item, text);
      return text.findings.map((finding) => occurrenceRow(kase, id, text, finding, voiceAt, mask));
    }),
    openings: openedLocks(item).map(({ index, key }) => ({
      partId: partId(kase, id, index),
      keyMessage: key.origin === SAME_MESSAGE ? id : key.origin,
      fingerprint: fingerprintOf(new SecretValue(key.reveal()), kase.hash),
    })),
  };
}

function partId(kase: Case, message: string, index: number): string {
  return deriveId(kase.hash, 'part', message, index);
}

function messageRow(
  kase: Case,
  id: string,
  source: Pick<SourceRow, 'id'>,
  item: Message | Document,
  mask: ItemMask,
): MessageRow {
  const header = item.type === 'message' ? item.header : null;
  const subject = header?.subject ?? null;
  const messageId = header?.messageId == null ? null : mask.copies(header.messageId);
  return {
    id,
    kind: item.type,
    sourceId: source.id,
    ...placeColumns(item.place, mask),
    start: item.span[0],
    stop: item.span[1],
    messageId,
    messageIdNormal: messageId === null ? null : normaliseMessageId(messageId),
    sentAt: header?.date?.at ?? null,
    subject: subject === null ? null : mask.text(subject),
    fromAddress: header?.from[0] === undefined ? null : addressText(header.from[0].address, mask),
    bodyHash: bodyHashOf(kase, item),
    problems: JSON.stringify([...new Set(item.problems.map((problem) => problem.code))].sort()),
  };
}

function placeColumns({ position, container, folder, standing }: Place, mask: ItemMask) {
  return {
    position: JSON.stringify(position),
    container: containerText(container, mask),
    folder: folder === null ? null : mask.text(folder),
    standing,
  };
}

/** The column for names of archive members around something. */
export function containerText(container: readonly string[], mask: ItemMask): string {
  return JSON.stringify(container.map(mask.text));
}

/** White space differs between copies of one message; words do not. */
function bodyHashOf(kase: Case, item: Message | Document): string | null {
  const bodies = item.parts.flatMap((part) =>
    part.content.state === 'text' && part.role === 'body' ? [Buffer.from(part.content.text.utf8).toString('utf8')] : [],
  );
  return bodies.length === 0 ? null : kase.hash.hex('body', bodies.join('\n').replace(/\s+/g, ' ').trim());
}

const ADDRESS = /^[^\s@]+@[^\s@]+$|^\/o=/i;

/**
 * An address, in lower case. Where a store has only a name, the name stands for one: it may say anything, and keeps its case, so that what is
 * found elsewhere is known in it.
 */
function addressText(address: string, mask: ItemMask): string {
  const trimmed = address.trim();
  return ADDRESS.test(trimmed) ? mask.copies(trimmed).toLowerCase() : mask.text(trimmed);
}

function addressesOf(item: Message | Document, texts: readonly ScannedText[], mask: ItemMask): MailRows['addresses'] {
  const seen = new Map<string, { role: string; address: string }>();
  const add = (role: string, address: string) => {
    if (!address.includes('@')) return;
    const lower = addressText(address, mask).toLowerCase();
    seen.set(`${role} ${lower}`, { role, address: lower });
  };
  if (item.type === 'message') {
    for (const [role, address] of headerAddresses(item.header)) add(role, address);
    for (const [role, address] of journalAddresses(item)) add(role, address);
  }
  for (const [index, part] of item.parts.entries()) {
    if (part.content.state === 'message') {
      for (const [, address] of headerAddresses(part.content.header)) add('embedded', address);
    } else if (part.content.state === 'text' && part.role !== 'attachment') {
      const scanned = texts.find((text) => text.index === index);
      for (const address of quotedAddresses(maskedText(part.content.text.utf8, scanned))) add('quoted', address);
    }
  }
  return [...seen.values()];
}

/** A password before the `@` of a connection string would pass for an address. */
function maskedText(utf8: Uint8Array, scanned: ScannedText | undefined): string {
  const secrets = (scanned?.findings ?? []).filter((finding) => finding.kind !== 'identifier');
  const spans = secrets.map((finding) => finding.span);
  return Buffer.from(spans.length === 0 ? utf8 : maskUtf8(utf8, spans)).toString('utf8');
}

function* headerAddresses(header: MessageHeader): Generator<readonly [role: string, address: string]> {
  const fields = {
    from: header.from,
    sender: header.sender,
    'reply-to': header.replyTo,
    to: header.to,
    cc: header.cc,
    bcc: header.bcc,
  };
  for (const [role, mailboxes] of Object.entries(fields)) {
    for (const mailbox of mailboxes) yield [role, mailbox.address];
  }
  for (const value of header.all('List-Post')) {
    const address = /<mailto:([^>?]{1,320})/i.exec(value)?.[1];
    if (address !== undefined) yield ['list', address];
  }
}

function embeddedIdsOf(item: Message | Document): readonly string[] {
  const carried = item.parts.map((part) => (part.content.state === 'message' ? part.content.header.messageId : null));
  const ids = [...carried, ...namedIdsOf(item)].flatMap((raw) => {
    const normal = raw === null ? null : normaliseMessageId(raw);
    return normal === null ? [] : [normal];
  });
  return [...new Set(ids)];
}

/** Ids of messages that a journal report or a delivery report is about, where it only names them. */
function namedIdsOf(item: Message | Document): readonly (string | null)[] {
  if (item.type !== 'message') return [];
  return [journalOf(item)?.messageId ?? null, deliveryReportOf(item)?.originalMessageId ?? null];
}

function partRow(kase: Case, message: string, part: Part, index: number, mask: ItemMask): PartRow {
  const bytes = isFile(part) ? part.bytes() : null;
  const text = part.content.state === 'text' ? part.content.text.utf8 : null;
  return {
    id: partId(kase, message, index),
    part: part.path,
    member: JSON.stringify(part.member.map(mask.text)),
    role: part.role,
    mediaType: part.mediaType,
    fileName: part.fileName === null ? null : mask.text(part.fileName),
    size: bytes?.length ?? text?.length ?? -1,
    sha256: bytes === null ? null : createHash('sha256').update(bytes).digest('hex'),
    state: part.content.state,
    reason: part.content.state === 'unread' ? part.content.reason : null,
  };
}

/** An attachment, or a file that is no mail: the same bytes elsewhere are the same thing. A file that is text is known by its words. */
function isFile({ role, content, path }: Part): boolean {
  return role === 'attachment' || (path === '' && content.state !== 'text');
}

/** Of what is attached to the message itself, not of what is inside those files. */
function attachedHashes(parts: readonly PartRow[]): readonly string[] {
  return parts.flatMap(({ member, sha256 }) => (member === '[]' && sha256 !== null ? [sha256] : []));
}

const HINT_LENGTH = 3;

function occurrenceRow(
  kase: Case,
  message: string,
  text: ScannedText,
  finding: SecretFinding,
  voiceAt: (spanStart: number) => Voice,
  mask: ItemMask,
): OccurrenceRow {
  const masked = (value: string | null) => (value === null ? null : mask.name(value));
  const hint = finding.secret.reveal().slice(0, HINT_LENGTH);
  return {
    id: deriveId(kase.hash, 'occ', message, text.index, finding.span[0], finding.span[1], finding.rule),
    fingerprint: fingerprintOf(finding.secret, kase.hash),
    part: text.part,
    member: JSON.stringify(text.member.map(mask.text)),
    voice: voiceAt(finding.span[0]),
    span: finding.span,
    landmark: landmarkText(text, finding, mask),
    rule: finding.rule,
    kind: finding.kind,
    confidence: finding.confidence,
    preview: previewOf(finding.secret, finding.kind),
    context: mask.copies(contextOf(text.utf8, finding.span, text.findings)),
    principal: masked(finding.principal),
    host: masked(finding.host),
    hint: kase.hash.hex('secret-hint', hint),
    validity: finding.validity,
    reasons: finding.reasons.map(mask.copies),
  };
}

/** The place of a finding in its document as a person would name it, masked: a sheet may be called anything. */
export function landmarkText({ landmarks }: ScannedText, { span }: SecretFinding, mask: ItemMask): string | null {
  const name = landmarkAt(landmarks, span[0]);
  return name === null ? null : mask.text(plainName(name));
}
