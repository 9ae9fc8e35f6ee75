import type { Case, Store } from '../../case/index.ts';
import { deriveId, type Instant, instantFromMilliseconds, type KeyedHash, millisecondsOf } from '../../core/index.ts';
import { edrmMih } from '../message-id.ts';
import { type Claim, claimOf, entryGroups } from './claim.ts';
import { compare, SENT_TOLERANCE, sentWindow } from './compare.ts';
import { type HeldMessage, type HeldMessages, heldMessages } from './held-message.ts';
import { judgeByContent, judgeById, judgeEmbedded, MISSING, type Verdict } from './judge.ts';
import { nearestOf, type SentMessage, sentOf } from './same-message.ts';
import { type ToldApart, tellApart } from './tell-apart.ts';

/** Compares every claim of the manifests with the evidence, in the order of the claims' ids. */
export function* matchClaims({
  store,
  hash,
}: Pick<Case, 'store' | 'hash'>): Generator<{ readonly claim: Claim; readonly verdict: Verdict }> {
  resolveHashes(store);
  const held = heldMessages(store);
  let known: Told = { key: null, messages: [] };
  for (const group of entryGroups(store)) {
    const key = group[0]?.claim_key ?? '';
    const messages = tellApart(group, known.key === key ? known.messages : []);
    known = { key, messages };
    for (const [index, message] of messages.entries()) {
      if (message.rows.length === 0) continue;
      const claim = claimOf(stolenId(hash, key, index, message), message.rows);
      yield { claim, verdict: verdictOf(store, held, claim, { message, all: messages }) };
    }
  }
}

interface Told {
  readonly key: string | null;
  readonly messages: readonly ToldApart[];
}

/** A claimed message among all that have its Message-ID. */
interface Place {
  readonly message: ToldApart;
  readonly all: readonly ToldApart[];
}

function stolenId(hash: KeyedHash, key: string, index: number, { first }: ToldApart): string {
  return index === 0 ? `stolen-${key}` : deriveId(hash, 'stolen', key, first.subjectNormal ?? '', first.sentAt ?? '');
}

function verdictOf(store: Store, held: HeldMessages, claim: Claim, place: Place): Verdict {
  const all = (messages: readonly HeldMessage[]) => messages.map((message) => compare(store, claim, message));
  const { messageId } = claim;
  if (messageId !== null) {
    const copies = held.byMessageId(messageId).filter((message) => mayBe(place, sentOf(message)));
    if (copies.length > 0) return judgeById(claim, all(copies));
    const forwards = held.containing(messageId).filter(({ sentAt }) => mayContain(place, sentAt));
    if (forwards.length > 0) return judgeEmbedded(all(forwards));
  }
  const similar = similarTo(held, claim).filter(
    (message) => messageId === null || message.messageId !== messageId || mayBe(place, sentOf(message)),
  );
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

/** A copy that is another of the claimed messages with its id says nothing of this one. */
function mayBe({ message, all }: Place, copy: SentMessage): boolean {
  const nearest = nearestOf(all, copy);
  return nearest === null || nearest === message;
}

/** Where one id was given to several messages, a forward has only those inside that were sent before it. */
function mayContain({ message, all }: Place, forwardedAt: Instant | null): boolean {
  if (all.length === 1 || message.sentAt === null || forwardedAt === null) return true;
  return millisecondsOf(forwardedAt) >= millisecondsOf(message.sentAt) - SENT_TOLERANCE;
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
