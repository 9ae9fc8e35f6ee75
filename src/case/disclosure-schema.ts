/** The table of what messages disclose beside credentials; `case/` owns it, as it does occurrences. */
export const DISCLOSURE_MIGRATIONS: readonly string[] = [
  `
  -- One row per value of a kind in a text, at its first place. Equal fingerprints are one value of one kind.
  CREATE TABLE disclosures (
    id TEXT PRIMARY KEY,
    message TEXT NOT NULL REFERENCES messages (id),
    part TEXT NOT NULL,             -- part number, or subject
    member TEXT NOT NULL,           -- JSON array, masked
    kind TEXT NOT NULL,             -- id in packs/disclosures
    fingerprint TEXT,               -- hmac-sha256:…; null: further values of the text, counted and not told apart
    shown TEXT,                     -- the value, any credential in it masked, or a masked preview; null like fingerprint
    places INTEGER NOT NULL,        -- how often it stands in the text
    span_start INTEGER NOT NULL,
    span_stop INTEGER NOT NULL,
    landmark TEXT                   -- masked
  ) STRICT;
  CREATE INDEX disclosures_by_message ON disclosures (message);
  CREATE INDEX disclosures_by_kind ON disclosures (kind, fingerprint);
  `,
];
