import type { Case, Store } from '../../case/index.ts';
import { deriveId, type Instant, instantFromMilliseconds, millisecondsOf } from '../../core/index.ts';
import { edrmMih } from '../message-id.ts';
import { type Claim, claimOf, type EntryRow, entryGroups } from './claim.ts';
import { compare, SENT_TOLERANCE, sentWindow } from './compare.ts';
import { type HeldMessage, type HeldMessages, heldMessages } from './held-message.ts';
import { judgeByContent, judgeById, judgeEmbedded, MISSING, type Verdict } from './judge.ts';

/** Compares every claim of the manifests with the evidence, in the order of the claims' ids. */
export function* matchClaims({
  store,
  hash,
}: Pick<Case, 'store' | 'hash'>): Generator<{ readonly claim: Claim; readonly verdict: Verdict }> {
  resolveHashes(store);
  const held = heldMessages(store);
  for (const group of entryGroups(store)) {
    for (const [index, rows] of apart(group).entries()) {
      const key = group[0]?.claim_key ?? '';
      const first = rows[0];
      const id =
        index === 0
          ? `stolen-${key}`
          : deriveId(hash, 'stolen', key, first?.subject_normal ?? '', first?.sent_at ?? '');
      const claim = claimOf(id, rows);
      yield { claim, verdict: verdictOf(store, held, claim) };
    }
  }
}

function verdictOf(store: Store, held: HeldMessages, claim: Claim): Verdict {
  const all = (messages: readonly HeldMessage[]) => messages.map((message) => compare(store, claim, message));
  const { messageId } = claim;
  if (messageId !== null) {
    const copies = held.byMessageId(messageId);
    if (copies.length > 0) return judgeById(all(copies));
    const forwards = held.containing(messageId);
    if (forwards.length > 0) return judgeEmbedded(all(forwards));
  }
  const similar = similarTo(held, claim);
  return similar.length === 0 ? MISSING : judgeByContent(all(similar));
}

/** Messages that could be the claimed one though no id says so. */
function similarTo(held: HeldMessages, claim: Claim): readonly HeldMessage[] {
  const found = new Map<string, HeldMessage>();
  const add = (messages: readonly HeldMessage[]): void => {
    for (const message of messages) found.set(message.id, message);
  };
  const { sender, sentAt } = claim;
  if (sender !== null && sentAt !== null) add(held.bySender(sender, ...around(sentAt, sentWindow(claim))));
  else if (sender !== null) add(held.bySenderAnyTime(sender));
  else if (sentAt !== null) add(held.byTime(...around(sentAt, SENT_TOLERANCE)));
  for (const { hash } of claim.attachments) if (hash?.algorithm === 'sha256') add(held.byAttachment(hash.hex));
  return [...found.values()];
}

function around(at: Instant, milliseconds: number): readonly [Instant, Instant] {
  const middle = millisecondsOf(at);
  return [instantFromMilliseconds(middle - milliseconds) ?? at, instantFromMilliseconds(middle + milliseconds) ?? at];
}

const MOST_APART = 20;

/** Rows of one Message-ID that can only mean different messages: subject and time both differ. */
function apart(rows: readonly EntryRow[]): readonly (readonly EntryRow[])[] {
  const groups: EntryRow[][] = [];
  for (const row of rows) {
    const group = groups.find(([first]) => first === undefined || isSame(first, row)) ?? groups[MOST_APART - 1];
    if (group === undefined) groups.push([row]);
    else group.push(row);
  }
  return groups;
}

function isSame(a: EntryRow, b: EntryRow): boolean {
  if (a.item !== b.item || a.subject_normal === null || b.subject_normal === null) return true;
  if (a.subject_normal === b.subject_normal || a.sent_at === null || b.sent_at === null) return true;
  return Math.abs(millisecondsOf(a.sent_at) - millisecondsOf(b.sent_at)) <= SENT_TOLERANCE;
}

/** Rows that give an EDRM MIH and no id: finds the ids in the evidence, whole and embedded, that have it. */
function resolveHashes(store: Store): void {
  store.run('UPDATE manifest_entries SET resolved_id = NULL WHERE resolved_id IS NOT NULL');
  const asked = 'SELECT 1 FROM manifest_entries WHERE message_id_normal IS NULL AND edrm_mih IS NOT NULL';
  if (store.get(asked) === null) return;
  const known = store.each<{ readonly id: string }>(
    `SELECT message_id_normal AS id FROM messages WHERE message_id_normal IS NOT NULL
     UNION SELECT message_id_normal FROM embedded_ids`,
  );
  for (const { id } of known) {
    store.run(
      'UPDATE manifest_entries SET resolved_id = ? WHERE edrm_mih = ? AND message_id_normal IS NULL',
      id,
      edrmMih(id),
    );
  }
}
