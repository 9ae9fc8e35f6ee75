import type { Comparison, Property } from './compare.ts';
import { MOST_COPIES } from './held-message.ts';
import { isSameMessage, type SentMessage, sentOf } from './same-message.ts';

/** How sure it is that a message of the evidence is the claimed one. */
export type MatchTier = 'exact' | 'strong' | 'candidates' | 'none';

/** How much of a stolen message we hold; extra: selected by the accounts, in no manifest. */
export type StolenStatus = 'held' | 'partly' | 'missing' | 'extra';

/** Why a stolen message has its status or tier. */
export type StolenReason =
  | 'several-bodies'
  | 'several-messages'
  | 'contradicts-manifest'
  | 'partial-match'
  | 'other-message-id'
  | 'embedded-only'
  | 'attachment-missing'
  | 'unread-encrypted'
  | 'unread-damaged'
  | 'unread-unsupported'
  | 'too-many-copies'
  | 'no-date'
  | 'folder-unknown'
  | 'quotes-account';

/** A message of the evidence that is the stolen one, may be it, or has it inside. */
export interface Copy extends Comparison {
  readonly kind: 'message' | 'embedded' | 'candidate';
}

/** What a claim came to. */
export interface Verdict {
  readonly status: StolenStatus;
  readonly tier: MatchTier;
  readonly reasons: readonly StolenReason[];
  readonly copies: readonly Copy[];
}

const IDENTITY: readonly Property[] = ['sender', 'sent', 'subject'];

export const MISSING: Verdict = { status: 'missing', tier: 'none', reasons: [], copies: [] };

/** Judges messages that have the claim's Message-ID. Such an id is no unique key: all copies are kept, and those that contradict are set aside. */
export function judgeById(claim: SentMessage, found: readonly Comparison[]): Verdict {
  const own = found.filter(
    ({ message, differed }) => count(differed, IDENTITY) < 2 && isSameMessage(claim, sentOf(message)),
  );
  if (own.length === 0) {
    return { status: 'partly', tier: 'candidates', reasons: ['contradicts-manifest'], copies: found.map(candidate) };
  }
  const best = bodiesOf(own) === 1 ? own : narrowed(own);
  const sure = bodiesOf(best) === 1;
  const copies = found.map((one) => ({
    ...one,
    kind: sure && best.includes(one) ? ('message' as const) : ('candidate' as const),
  }));
  const doubts: readonly StolenReason[] = sure ? [] : ['several-bodies'];
  return completeness(best, { status: 'held', tier: sure ? 'exact' : 'candidates', reasons: doubts, copies });
}

/** Of copies with different bodies, those that agree with the claim in most; all where none stands out. */
function narrowed(found: readonly Comparison[]): readonly Comparison[] {
  const most = Math.max(...found.map(scoreOf));
  return found.filter((one) => scoreOf(one) === most);
}

function scoreOf({ agreed, differed }: Comparison): number {
  return agreed.length - differed.length;
}

/** Judges messages found by what they say, without an id to go by. */
export function judgeByContent(found: readonly Comparison[]): Verdict {
  const likely = found.filter(isLikely);
  const same = likely.filter(({ differed }) => !differed.includes('message-id'));
  if (same.length === 0) return likely.length === 0 ? MISSING : { ...MISSING, reasons: ['other-message-id'] };
  const full = same.filter(isFull);
  if (full.length === 0) {
    return { status: 'partly', tier: 'candidates', reasons: ['partial-match'], copies: same.map(candidate) };
  }
  const sure = bodiesOf(full) === 1;
  const copies = full.map((one) => ({ ...one, kind: sure ? ('message' as const) : ('candidate' as const) }));
  const doubts: readonly StolenReason[] = sure ? [] : ['several-messages'];
  return completeness(full, { status: 'held', tier: sure ? 'strong' : 'candidates', reasons: doubts, copies });
}

/** Sender, time and subject agree, and nothing differs: size and attachments agree where the claim gives them. */
function isFull({ agreed, differed }: Comparison): boolean {
  return count(agreed, IDENTITY) === IDENTITY.length && differed.length === 0;
}

/** Enough to be looked at by a person: two of sender, time and subject with no word against the third, or the very attachment. */
function isLikely({ agreed, differed }: Comparison): boolean {
  const same = count(agreed, IDENTITY) + (agreed.includes('zone') ? 1 : 0);
  const against = count(differed, IDENTITY);
  return (same >= 2 && against === 0) || (agreed.includes('attachments') && same >= 1 && against < 2);
}

/** Messages that carry the claimed one inside, as a forward does. */
export function judgeEmbedded(found: readonly Comparison[]): Verdict {
  const copies = found.map((one) => ({ ...one, kind: 'embedded' as const }));
  return { status: 'partly', tier: 'exact', reasons: ['embedded-only'], copies };
}

/** Held in part where even the most complete of the copies lacks something, or hides it behind a lock. */
function completeness(copies: readonly Comparison[], verdict: Verdict): Verdict {
  const faults = copies.map(faultsOf).sort((a, b) => a.length - b.length)[0] ?? [];
  const crowded: readonly StolenReason[] = verdict.copies.length >= MOST_COPIES ? ['too-many-copies'] : [];
  const reasons = [...verdict.reasons, ...faults, ...crowded];
  return { ...verdict, status: faults.some(isLack) ? 'partly' : verdict.status, reasons };
}

/** A format that is not read yet is held whole: any program that opens it shows it all. */
export function isLack(reason: StolenReason): boolean {
  return reason !== 'unread-unsupported';
}

function faultsOf({ message, lacking }: Comparison): readonly StolenReason[] {
  const missing: readonly StolenReason[] = lacking.length > 0 ? ['attachment-missing'] : [];
  return [...missing, ...unreadReasons(message.unread)];
}

/** The reasons that losses inside a message give. */
export function unreadReasons(unread: readonly string[]): readonly StolenReason[] {
  const reasons = unread.map((reason): StolenReason => {
    if (reason === 'encrypted') return 'unread-encrypted';
    return reason === 'damaged' || reason === 'truncated' ? 'unread-damaged' : 'unread-unsupported';
  });
  return [...new Set(reasons)];
}

function bodiesOf(found: readonly Comparison[]): number {
  return new Set(found.map(({ message }) => message.bodyHash ?? message.id)).size;
}

function candidate(one: Comparison): Copy {
  return { ...one, kind: 'candidate' };
}

function count(properties: readonly Property[], wanted: readonly Property[]): number {
  return properties.filter((property) => wanted.includes(property)).length;
}
