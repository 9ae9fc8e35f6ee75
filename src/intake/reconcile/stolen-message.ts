import type { SqlValue, Store } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import type { ClaimOrigin } from '../manifest/manifest-entry.ts';
import type { Property } from './compare.ts';
import { hasIntake } from './intake-schema.ts';
import type { Copy, MatchTier, StolenReason, StolenStatus } from './judge.ts';

/** A stolen message: who claims it, and what of it the evidence holds. */
export interface StolenMessage {
  readonly id: string;
  readonly status: StolenStatus;
  /** How sure the match is; null where no manifest claims it. */
  readonly tier: MatchTier | null;
  readonly reasons: readonly StolenReason[];
  readonly messageId: string | null;
  /** Masked. */
  readonly subject: string | null;
  readonly sender: string | null;
  readonly sentAt: Instant | null;
  readonly firstTheft: Instant | null;
  readonly origins: readonly StolenOrigin[];
  readonly copies: readonly StolenCopy[];
}

export interface StolenOrigin {
  readonly origin: ClaimOrigin;
  /** The list, `sources.id`, and its row. */
  readonly sourceId: string;
  readonly row: number;
  /** `compromised_accounts.id`, and the role in which it stands in the message; null for a manifest's claim. */
  readonly account: string | null;
  readonly role: string | null;
}

export interface StolenCopy {
  /** `messages.id`. */
  readonly message: string;
  readonly kind: Copy['kind'];
  readonly agreed: readonly Property[];
  readonly differed: readonly Property[];
}

interface Row {
  readonly id: string;
  readonly status: StolenStatus;
  readonly tier: MatchTier | null;
  readonly reasons: string;
  readonly message_id_normal: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly sent_at: Instant | null;
  readonly first_theft: Instant | null;
}

/** The stolen messages in the order of their ids, one at a time; those of one status where it is given. */
export function* stolenOf(store: Store, status?: StolenStatus): Generator<StolenMessage> {
  if (!hasIntake(store)) return;
  const filter = status === undefined ? '' : 'WHERE status = ?';
  const values: readonly SqlValue[] = status === undefined ? [] : [status];
  for (const row of store.each<Row>(`SELECT * FROM stolen ${filter} ORDER BY id`, ...values))
    yield stolenMessage(store, row);
}

function stolenMessage(store: Store, row: Row): StolenMessage {
  const origins = store.all<{ origin: ClaimOrigin; source_id: string; row: number; account: string; role: string }>(
    'SELECT origin, source_id, row, account, role FROM stolen_origins WHERE stolen = ? ORDER BY origin, source_id, row, role',
    row.id,
  );
  const copies = store.all<{ message: string; kind: Copy['kind']; agreed: string; differed: string }>(
    'SELECT message, kind, agreed, differed FROM stolen_copies WHERE stolen = ? ORDER BY message',
    row.id,
  );
  return {
    id: row.id,
    status: row.status,
    tier: row.tier,
    reasons: JSON.parse(row.reasons),
    messageId: row.message_id_normal,
    subject: row.subject,
    sender: row.sender,
    sentAt: row.sent_at,
    firstTheft: row.first_theft,
    origins: origins.map(({ source_id, account, role, ...rest }) => ({
      ...rest,
      sourceId: source_id,
      account: account === '' ? null : account,
      role: role === '' ? null : role,
    })),
    copies: copies.map(({ message, kind, agreed, differed }) => ({
      message,
      kind,
      agreed: JSON.parse(agreed),
      differed: JSON.parse(differed),
    })),
  };
}

/** `messages.id` of every message that is, may be or contains a stolen one, with the earliest theft; joins use the view `stolen_messages`. */
export function* stolenMessageIds(store: Store): Generator<{
  readonly message: string;
  readonly status: StolenStatus;
  readonly firstTheft: Instant | null;
}> {
  if (!hasIntake(store)) return;
  yield* store.each<{ message: string; status: StolenStatus; firstTheft: Instant | null }>(
    'SELECT message, status, first_theft AS firstTheft FROM stolen_messages ORDER BY message',
  );
}
