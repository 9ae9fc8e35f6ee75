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
    source TEXT NOT NULL,           -- entra-signin, ual, mail-access
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
];
