/**
 * The tables of credentials as work. `credentials` and `proofs` are derived and rewritten by every run; `decisions` and
 * `assignments` are people's words and only ever grow.
 */
export const RESPONSE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE credentials (
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    confidence TEXT NOT NULL,         -- the surest of its occurrences
    preview TEXT NOT NULL,            -- masked
    stolen INTEGER NOT NULL,          -- 1 where an occurrence stands in a stolen message
    occurrences INTEGER NOT NULL,
    first_sent TEXT,                  -- Instant of the first and last message it stands in
    last_sent TEXT,
    exposed_from TEXT,                -- first theft of a message it stands in; null where not stolen or not known
    named_principal TEXT,             -- as the text names it, masked
    principal_id TEXT,                -- directory object id
    principal_name TEXT,              -- user principal name or service principal name
    privileged INTEGER NOT NULL,
    application_id TEXT,              -- appId
    application_name TEXT,
    key_id TEXT,                      -- the directory's credential it is
    owner TEXT,
    shared_by TEXT,                   -- who sent the first message it stands in
    host TEXT,
    validity TEXT NOT NULL,
    validity_reason TEXT NOT NULL,
    minted_at TEXT,
    expires_at TEXT
  ) STRICT;

  CREATE TABLE proofs (
    credential TEXT PRIMARY KEY,
    what TEXT NOT NULL,               -- reset, deactivated
    fact TEXT NOT NULL,               -- password-changed, credential-removed, …
    at TEXT,                          -- when it happened, where the evidence says so
    source_id TEXT NOT NULL,          -- the snapshot that shows it
    detail TEXT NOT NULL
  ) STRICT;

  CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY,
    credential TEXT NOT NULL,
    decision TEXT NOT NULL,           -- reset, deactivate, keep, false-positive
    reason TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX decisions_by_credential ON decisions (credential, seq);

  CREATE TABLE assignments (
    seq INTEGER PRIMARY KEY,
    credential TEXT NOT NULL,
    owner TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX assignments_by_credential ON assignments (credential, seq);
  `,
  `
  ALTER TABLE credentials ADD COLUMN strength TEXT NOT NULL DEFAULT 'machine-made'; -- the weakest of its occurrences: they know different names
  ALTER TABLE credentials ADD COLUMN weakness TEXT;
  ALTER TABLE credentials ADD COLUMN tie_reason TEXT;      -- what ties it to its principal or application; null: nothing does
  ALTER TABLE credentials ADD COLUMN tie_confidence TEXT;
  ALTER TABLE credentials ADD COLUMN tie_message TEXT;     -- messages.id of where it says so, and the place in it; null: the credential itself
  ALTER TABLE credentials ADD COLUMN tie_part TEXT;
  ALTER TABLE credentials ADD COLUMN tie_member TEXT;
  ALTER TABLE credentials ADD COLUMN tie_start INTEGER;
  ALTER TABLE credentials ADD COLUMN tie_stop INTEGER;

  -- What a credential is used for: account, host. More than one of a kind is reuse.
  CREATE TABLE credential_uses (
    credential TEXT NOT NULL,
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (credential, what, name)
  ) STRICT, WITHOUT ROWID;

  -- Keyed names of its normal form: credentials that share one are obvious successors of one another.
  CREATE TABLE credential_kin (credential TEXT NOT NULL, kinship TEXT NOT NULL, PRIMARY KEY (credential, kinship)) STRICT, WITHOUT ROWID;
  CREATE INDEX credential_kin_by_kinship ON credential_kin (kinship);
  `,
];
