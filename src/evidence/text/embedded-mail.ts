import { asBuffer } from '../decode/byte-string.ts';
import { emlxSpan } from '../mailbox/emlx.ts';
import { findSeparator } from '../mailbox/find-separator.ts';
import type { SeparatorStyle } from '../mailbox/separator.ts';
import { parseMessage } from '../mime/parse-message.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Recognised } from '../source/recognise.ts';
import { containerExtraction, unreadExtraction } from './extraction.ts';
import { partsUnder } from './member.ts';
import { TOO_DEEP, TOO_MANY } from './member-budget.ts';
import { membersByNumber } from './message-members.ts';

type Mail = Extract<Recognised, { kind: 'mbox' | 'message' | 'emlx' }>;

/**
 * Mail found in an attachment or archive without being declared as message/rfc822. A message's parts follow as members named by their IMAP part
 * numbers; a mailbox is a container of messages named "#1", "#2" and so on.
 */
export function extractEmbeddedMail(leaf: LeafPart, mail: Mail, extract: PartExtractor): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  if (mail.kind === 'message') return extractMessage(leaf, leaf.bytes(), extract);
  if (mail.kind === 'emlx') return extractMessage(leaf, withinEmlx(leaf.bytes()), extract);
  const messages = messagesOf(leaf.bytes(), mail.at, mail.style);
  if (messages.length === 1) return extractMessage(leaf, messages[0] ?? new Uint8Array(0), extract);
  return containerExtraction(messages.flatMap((bytes, index) => numbered(leaf, `#${index + 1}`, bytes, extract)));
}

function withinEmlx(file: Uint8Array): Uint8Array {
  const { start, end } = emlxSpan(asBuffer(file));
  return file.subarray(start, end);
}

function extractMessage(leaf: LeafPart, bytes: Uint8Array, extract: PartExtractor): Extraction {
  const { budget } = leaf.allowance;
  const within = { allowance: leaf.allowance, depth: leaf.depth + 1 };
  const message = parseMessage(bytes, { budget, source: '', offset: 0, extract, within });
  const members = membersByNumber(leaf, message.parts);
  return { content: { state: 'message', header: message.header }, members, problems: message.problems };
}

function numbered(leaf: LeafPart, name: string, bytes: Uint8Array, extract: PartExtractor): readonly Part[] {
  const isAllowed = leaf.allowance.takePart();
  const { content, members, problems } = isAllowed ? extractMessage(leaf, bytes, extract) : unreadExtraction(TOO_MANY);
  const part: Part = {
    path: leaf.path,
    member: [name],
    role: 'attachment',
    mediaType: 'message/rfc822',
    charset: null,
    fileName: null,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    content,
    bytes: () => bytes,
    problems,
  };
  return [part, ...partsUnder(name, members)];
}

function messagesOf(mailbox: Uint8Array, at: number, style: SeparatorStyle): readonly Uint8Array[] {
  const bytes = asBuffer(mailbox);
  const messages: Uint8Array[] = [];
  let separator = at;
  while (separator < bytes.length) {
    const feed = bytes.indexOf(0x0a, separator);
    const start = feed < 0 ? bytes.length : feed + 1;
    const search = findSeparator(bytes, start, true, style);
    const end = search.found ? search.at : bytes.length;
    messages.push(bytes.subarray(start, end));
    separator = end;
  }
  return messages;
}
