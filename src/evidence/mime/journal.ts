import type { Message } from '../message.ts';
import { firstBody, linesOf } from './body-lines.ts';

/** Whom a journal report names. */
export interface JournalRecipient {
  readonly address: string;
  /** `recipient`: the report does not say how the message was addressed to them, as reports of Exchange 2003 and of outside mail do not. */
  readonly role: 'to' | 'cc' | 'bcc' | 'recipient';
  /** The distribution list that was expanded, or the mailbox that forwarded, to reach them; null where they were addressed themselves. */
  readonly via: string | null;
}

/** The envelope that a journal report puts around the message it carries, unaltered, as message/rfc822. */
export interface JournalEnvelope {
  readonly sender: string | null;
  /** Of the message carried, as the report writes it. */
  readonly messageId: string | null;
  readonly recipients: readonly JournalRecipient[];
}

/** Fields of an Exchange journal report; the second is misspelt by Exchange itself in some versions. */
const MARKS = ['X-MS-Journal-Report', 'Content-Identifier', 'Content-Identifer'] as const;
const IDENTIFIER = /^ExJournalReport$/i;

const ADDRESS = /[^\s<>,;:"']{1,64}@[^\s<>,;:"']{1,255}/;
const VIA = /\b(?:Expanded|Forwarded)\s*:\s*([^,]*)/i;
const LINE = /^\s*(sender|on-behalf-of|message-id|to|cc|bcc|recipient)\s*:\s*(.*)$/i;

/**
 * The envelope of an Exchange journal report: everyone the message went to, Bcc and members of lists included. Costs three looks at the header
 * for any other message.
 * @returns null for a message that is no journal report, or carries no message.
 */
export function journalOf(message: Message): JournalEnvelope | null {
  if (!isMarked(message) || !message.parts.some(({ content }) => content.state === 'message')) return null;
  let sender: string | null = null;
  let messageId: string | null = null;
  const recipients: JournalRecipient[] = [];
  for (const line of linesOf(firstBody(message))) {
    const match = LINE.exec(line);
    if (match === null) continue;
    const name = (match[1] ?? '').toLowerCase();
    const value = match[2] ?? '';
    if (name === 'message-id') messageId ??= value.trim() || null;
    else if (name === 'sender') sender ??= ADDRESS.exec(value)?.[0] ?? null;
    else recipients.push(...recipient(name, value));
  }
  return sender === null && messageId === null && recipients.length === 0 ? null : { sender, messageId, recipients };
}

function isMarked({ header }: Message): boolean {
  const [report, ...identifiers] = MARKS;
  return (
    header.all(report).length > 0 || identifiers.some((name) => header.all(name).some((body) => IDENTIFIER.test(body)))
  );
}

const ROLES: ReadonlyMap<string, JournalRecipient['role']> = new Map([
  ['to', 'to'],
  ['cc', 'cc'],
  ['bcc', 'bcc'],
  ['recipient', 'recipient'],
]);

/** `a@b`, `a@b, Expanded: list@b` or `a@b, Forwarded: c@b`. */
function recipient(name: string, value: string): readonly JournalRecipient[] {
  const role = ROLES.get(name);
  const address = ADDRESS.exec(value)?.[0];
  if (role === undefined || address === undefined) return [];
  const via = ADDRESS.exec(VIA.exec(value)?.[1] ?? '')?.[0] ?? null;
  return [{ address, role, via }];
}
