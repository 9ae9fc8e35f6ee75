/** The tables review owns: what detections found, and what the logs can answer for. Both are rewritten as a whole by each review. */
export const REVIEW_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    detection TEXT NOT NULL,
    title TEXT NOT NULL,
    severity TEXT NOT NULL,         -- low, medium, high, critical
    attack TEXT NOT NULL,           -- JSON array of ATT&CK technique ids
    answer TEXT NOT NULL,           -- raised, no-baseline, set-aside, not-answerable
    principal TEXT,
    mailbox TEXT,
    application TEXT,
    from_at TEXT,                   -- Instant
    until_at TEXT,
    ip TEXT,
    count INTEGER NOT NULL,
    sources TEXT NOT NULL,          -- JSON array
    days TEXT NOT NULL,             -- JSON array of UTC days
    mail_access INTEGER NOT NULL,   -- 1 where it concerns reading of mail
    summary TEXT NOT NULL,          -- JSON object
    event_ids TEXT NOT NULL         -- JSON array, at most 100
  ) STRICT;
  CREATE INDEX findings_by_principal ON findings (principal, from_at);
  CREATE INDEX findings_by_application ON findings (application, from_at);

  CREATE TABLE coverage (
    principal TEXT NOT NULL,
    source TEXT NOT NULL,           -- entra-signin, ual, mail-access, …
    day TEXT NOT NULL,              -- UTC day
    state TEXT NOT NULL,            -- clean, findings, gap, expired, not-licensed, not-loaded
    reason TEXT NOT NULL,
    tenant_records INTEGER NOT NULL,
    principal_records INTEGER NOT NULL,
    findings TEXT NOT NULL,         -- JSON array of finding ids
    PRIMARY KEY (principal, source, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX coverage_by_state ON coverage (state, day);
  `,
  `
  -- What the logs say was taken besides single messages, which stand in intake's manifest_entries.
  CREATE TABLE stolen_access (
    mailbox TEXT NOT NULL,
    kind TEXT NOT NULL,             -- folder (synchronised), mailbox (throttled), attachment, search
    what TEXT,                      -- folder path, attachment name or search query, masked as the log is
    from_at TEXT NOT NULL,
    until_at TEXT NOT NULL,
    records INTEGER NOT NULL,
    ip TEXT,
    application TEXT,
    because TEXT NOT NULL,          -- findings.id, or the id of an indicator's hit
    event_id TEXT NOT NULL,         -- the first record, and its place
    source_id TEXT NOT NULL,
    row INTEGER NOT NULL
  ) STRICT;

  -- What the user gave that tells the thief; unusable: why no log can answer it.
  CREATE TABLE indicators (
    source_id TEXT NOT NULL,
    id TEXT NOT NULL,               -- STIX id, or the row of the list
    name TEXT,
    any_of TEXT,                    -- JSON: alternatives of comparisons
    from_at TEXT,
    until_at TEXT,
    unusable TEXT,
    UNIQUE (source_id, id)
  ) STRICT;
  `,
  `
  -- cov-…@DAY: what a report cites.
  ALTER TABLE coverage ADD COLUMN id TEXT NOT NULL DEFAULT '';
  `,
];
