/** The tables of readiness: what exports say of auditing, and what the last review made of it. */
export const READINESS_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE audit_settings (
    source_id TEXT PRIMARY KEY,
    content TEXT NOT NULL           -- JSON: AuditSettings
  ) STRICT;

  -- As of the last review; rewritten as a whole.
  CREATE TABLE readiness (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    content TEXT NOT NULL           -- JSON: Readiness
  ) STRICT;
  `,
];
