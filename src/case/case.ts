import type { Clock, Instant, Json, KeyedHash } from '../core/index.ts';
import type { Store } from './store.ts';

/** What a case is about; set once, by `init`. */
export interface CaseProfile {
  /** Random, public: names the case in reports and packages. */
  readonly id: string;
  readonly organisation: string;
  /** Id of the directive pack, e.g. "ed-24-02". */
  readonly directive: string;
  /** IANA zone in which deadlines are read, e.g. "America/New_York". */
  readonly zone: string;
  readonly createdAt: Instant;
  /** Ed25519 public key of the ledger, base64url of the 32 raw bytes. */
  readonly publicKey: string;
}

/** The newest entry of the ledger: what every report carries. */
export interface LedgerHead {
  readonly seq: number;
  /** SHA-256, 64 lower-case hexadecimal digits. */
  readonly hash: string;
}

/** The case's append-only, hash-chained, signed journal. */
export interface Ledger {
  readonly head: () => LedgerHead;
  /** Appends one entry, synced to disk before it returns. `body` never holds a secret. */
  readonly append: (kind: string, body: { readonly [key: string]: Json }) => LedgerHead;
}

/** A case opened for work: its database, its key, its ledger. */
export interface Case {
  /** Absolute path of the case folder. */
  readonly folder: string;
  readonly profile: CaseProfile;
  readonly store: Store;
  readonly hash: KeyedHash;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly close: () => void;
}

/** A case opened for looking: no key, no writing. */
export interface CaseView {
  readonly folder: string;
  readonly profile: CaseProfile;
  readonly store: Store;
  readonly head: LedgerHead;
  readonly close: () => void;
}
