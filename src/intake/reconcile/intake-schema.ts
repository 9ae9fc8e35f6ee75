import type { Store } from '../../case/index.ts';

const INTAKE_MIGRATIONS: readonly string[] = [
  `
  -- One row per row of a manifest that could be read. Subjects and names are masked.
  CREATE TABLE manifest_entries (
    source_id TEXT NOT NULL,
    row INTEGER NOT NULL,           -- line in the file, or index in a JSON array, from 1
    claim_key TEXT NOT NULL,        -- equal for rows that speak of one message
    item TEXT NOT NULL,             -- message, attachment
    family TEXT,                    -- keyed hash of what groups a message with its attachments
    message_id TEXT,                -- raw
    message_id_normal TEXT,
    edrm_mih TEXT,
    resolved_id TEXT,               -- the Message-ID in the evidence that has this MIH, where the row gave only that
    subject TEXT,                   -- masked
    subject_normal TEXT,
    sender TEXT,
    recipients TEXT NOT NULL,       -- JSON array
    sent_at TEXT,
    zoned INTEGER NOT NULL,
    size INTEGER,
    attachments TEXT NOT NULL,      -- JSON array of AttachmentClaim, names masked
    mailbox TEXT,
    stolen_at TEXT,
    origin TEXT NOT NULL,           -- manifest; mail-items-accessed
    problems TEXT NOT NULL,         -- JSON array
    PRIMARY KEY (source_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX manifest_entries_by_claim ON manifest_entries (claim_key);
  CREATE INDEX manifest_entries_by_family ON manifest_entries (source_id, family, item) WHERE family IS NOT NULL;
  CREATE INDEX manifest_entries_by_mih ON manifest_entries (edrm_mih) WHERE message_id_normal IS NULL;

  CREATE TABLE compromised_accounts (
    id TEXT PRIMARY KEY,
    source_id TEXT NOT NULL,
    row INTEGER NOT NULL,
    addresses TEXT NOT NULL,        -- JSON array, lower case
    domain TEXT,
    subdomains INTEGER NOT NULL,
    name TEXT,
    shared INTEGER NOT NULL,
    from_at TEXT,
    until_at TEXT,
    problems TEXT NOT NULL          -- JSON array
  ) STRICT;
  CREATE INDEX compromised_accounts_by_source ON compromised_accounts (source_id, row);

  -- Which addresses of the evidence belong to which compromised account.
  CREATE TABLE compromised_addresses (
    address TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES compromised_accounts (id),
    PRIMARY KEY (address, account)
  ) STRICT, WITHOUT ROWID;

  -- One row per stolen message: what the manifests claim and what the accounts select, merged.
  CREATE TABLE stolen (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,           -- held, partly, missing, extra
    tier TEXT,                      -- exact, strong, candidates, none; NULL where only the accounts select it
    reasons TEXT NOT NULL,          -- JSON array of StolenReason
    message_id_normal TEXT,
    subject TEXT,                   -- masked
    sender TEXT,
    sent_at TEXT,
    first_theft TEXT,
    manifest_rows INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stolen_by_status ON stolen (status, tier);

  CREATE TABLE stolen_copies (
    stolen TEXT NOT NULL REFERENCES stolen (id),
    message TEXT NOT NULL,
    kind TEXT NOT NULL,             -- message, embedded, candidate
    agreed TEXT NOT NULL,           -- JSON array of what agrees with the claim
    differed TEXT NOT NULL,         -- JSON array of what does not
    PRIMARY KEY (stolen, message)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stolen_copies_by_message ON stolen_copies (message);

  -- Who claims it: a manifest's row, or an account in some role.
  CREATE TABLE stolen_origins (
    stolen TEXT NOT NULL REFERENCES stolen (id),
    origin TEXT NOT NULL,           -- manifest, accounts, mail-items-accessed
    source_id TEXT NOT NULL,
    row INTEGER NOT NULL,           -- of the manifest or the list of accounts
    account TEXT NOT NULL,          -- compromised_accounts.id, or empty
    role TEXT NOT NULL,             -- message_addresses.role, or empty
    PRIMARY KEY (stolen, origin, source_id, row, role)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE retrieval_tasks (
    id TEXT PRIMARY KEY,
    stolen TEXT NOT NULL REFERENCES stolen (id),
    kql TEXT,
    graph_path TEXT,
    holders TEXT NOT NULL,          -- JSON array of addresses
    provider_request TEXT NOT NULL
  ) STRICT;
  CREATE INDEX retrieval_tasks_by_stolen ON retrieval_tasks (stolen);

  -- The fallback looks for a sender's mail within minutes.
  CREATE INDEX messages_by_sender ON messages (from_address, sent_at);

  -- Every message of the evidence that is, may be or contains a stolen one.
  CREATE VIEW stolen_messages AS
    SELECT c.message AS message,
      CASE min(CASE s.status WHEN 'held' THEN 1 WHEN 'partly' THEN 2 WHEN 'extra' THEN 3 ELSE 4 END)
        WHEN 1 THEN 'held' WHEN 2 THEN 'partly' WHEN 3 THEN 'extra' ELSE 'missing' END AS status,
      min(s.first_theft) AS first_theft
    FROM stolen_copies c JOIN stolen s ON s.id = c.stolen
    GROUP BY c.message;
  `,
  `
  -- What the audit logs say was taken as a whole: a synchronised folder, or a mailbox while its records were throttled.
  CREATE TABLE taken_folders (
    source_id TEXT NOT NULL,
    row INTEGER NOT NULL,           -- of the manifest rebuilt from that log, from 1
    mailbox TEXT NOT NULL,          -- lower-case address
    folder TEXT,                    -- path as the log names it; NULL: the whole mailbox
    until_at TEXT NOT NULL,         -- mail of later than this cannot have been taken by it
    taken_at TEXT NOT NULL,
    PRIMARY KEY (source_id, row)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Brings intake's tables into a case's store; a store opened for reading is left as it is. */
export function migrateIntake(store: Store): void {
  store.migrate('intake', INTAKE_MIGRATIONS);
}

/** Whether a store has intake's tables. */
export function hasIntake(store: Store): boolean {
  return store.get("SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = 'stolen_messages'") !== null;
}
