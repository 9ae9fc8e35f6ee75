import type { Instant } from '../../core/index.ts';
import type { Claim } from './claim.ts';
import type { StolenReason, Verdict } from './judge.ts';

/** How to get hold of a stolen message that is missing, or held in part. */
export interface RetrievalTask {
  /** A KQL query for Purview eDiscovery; null where the manifest says too little. */
  readonly kql: string | null;
  /** A Microsoft Graph request, below https://graph.microsoft.com/v1.0; null without a Message-ID. */
  readonly graphPath: string | null;
  /** Addresses that should have a copy of their own, the compromised accounts left out. */
  readonly holders: readonly string[];
  /** What to ask the provider for, in words. */
  readonly providerRequest: string;
}

/** What is lacking that a second copy would bring; an unreadable format or a missing key is lacking in every copy. */
const RETRIEVABLE: ReadonlySet<StolenReason> = new Set([
  'embedded-only',
  'attachment-missing',
  'unread-damaged',
  'partial-match',
  'contradicts-manifest',
]);

/** Whether a claim is to be retrieved: missing, or held so that another copy would help. */
export function needsRetrieval({ status, reasons }: Verdict): boolean {
  return status === 'missing' || (status === 'partly' && reasons.some((reason) => RETRIEVABLE.has(reason)));
}

/**
 * The task for one claim.
 * @param isCompromised whether an address belongs to a compromised account.
 * @param domains our own mail domains, lower case; empty where unknown, and then every other correspondent is a likely holder.
 */
export function retrievalTask(
  claim: Claim,
  isCompromised: (address: string) => boolean,
  domains: ReadonlySet<string>,
): RetrievalTask {
  const people = new Set([...claim.mailboxes, ...(claim.sender === null ? [] : [claim.sender]), ...claim.recipients]);
  const holders = [...people].filter((address) => {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return !isCompromised(address) && (domains.size === 0 || domains.has(domain));
  });
  return { kql: kqlOf(claim), graphPath: graphPathOf(claim, holders), holders, providerRequest: requestOf(claim) };
}

function kqlOf(claim: Claim): string | null {
  if (claim.messageId !== null) return `internetmessageid:"${kqlText(`<${claim.messageId}>`)}"`;
  const clauses = [
    ...(claim.sender === null ? [] : [`from:"${kqlText(claim.sender)}"`]),
    ...(claim.sentAt === null ? [] : [`sent=${claim.sentAt.slice(0, 10)}`]),
    ...subjectClauses(claim.subject),
  ];
  return clauses.length < 2 ? null : clauses.join(' AND ');
}

/** The subject's words as phrases, without what is masked. */
function subjectClauses(subject: string | null): readonly string[] {
  if (subject === null) return [];
  const pieces = subject.split(/\u2588+/).map((piece) => kqlText(piece).trim());
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece)).map((piece) => `subject:"${piece}"`);
}

/** Text within a KQL phrase: nothing in it may close the quotation. */
function kqlText(text: string): string {
  return text
    .replace(/["\u201c\u201d\u0000-\u001f]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 250);
}

/** An OData filter on internetMessageId in the mailbox of the likeliest holder; a single quote is doubled, the rest percent-encoded. */
function graphPathOf({ messageId, mailboxes }: Claim, holders: readonly string[]): string | null {
  if (messageId === null) return null;
  const literal = `<${messageId}>`.replaceAll("'", "''");
  const user = holders[0] ?? mailboxes[0];
  const owner = user === undefined ? '{mailbox}' : encodeURIComponent(user);
  return `/users/${owner}/messages?$filter=internetMessageId%20eq%20'${percentEncoded(literal)}'`;
}

/** Percent-encodes as UTF-8; a lone surrogate, which has no UTF-8, becomes U+FFFD. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function requestOf(claim: Claim): string {
  const { rows, rowCount } = claim;
  const lines = rows
    .slice(0, 5)
    .map(({ row }) => row)
    .join(', ');
  const described = [
    ...(claim.messageId === null ? [] : [`Message-ID <${claim.messageId}>`]),
    ...(claim.edrmMih === null || claim.messageId !== null ? [] : [`EDRM MIH ${claim.edrmMih}`]),
    ...(claim.sender === null ? [] : [`from ${claim.sender}`]),
    ...(claim.sentAt === null ? [] : [`sent ${readable(claim.sentAt)}`]),
    ...(claim.mailboxes[0] === undefined ? [] : [`taken from the mailbox ${claim.mailboxes[0]}`]),
  ];
  // A record of access in our own logs has no row that a provider knows.
  const place = rows.every(({ origin }) => origin !== 'manifest')
    ? 'our own mailbox, read by the thief'
    : `manifest row${rowCount === 1 ? '' : 's'} ${lines}${rowCount > 5 ? ` and ${rowCount - 5} more` : ''}`;
  return `Please send the full message, with headers and attachments, of ${place}: ${described.join(', ')}.`;
}

function readable(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
