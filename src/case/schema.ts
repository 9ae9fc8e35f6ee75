/**
 * The tables `case/` owns: what the rooms below it yield. Each room above registers its own migrations through `Store.migrate`.
 * Ids are derived with the case key, so the same input gives the same rows. Every text that comes from mail is masked before it is here.
 */
export const CASE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE profile (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE ledger_head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;

  -- One row per file given to the case. kind: mail, logs, manifest, accounts, directory, indicators, networks, mapping, settings, notice.
  CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    shape TEXT NOT NULL,            -- what recognition found: mbox, message, purview-csv, …
    root TEXT NOT NULL,             -- the path given to add, absolute
    relative TEXT NOT NULL,         -- below the root, / between segments
    path TEXT NOT NULL,             -- where it is now, absolute
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL          -- recorded time
  ) STRICT;
  CREATE INDEX sources_by_kind ON sources (kind, relative, id);
  CREATE INDEX sources_by_sha256 ON sources (sha256);

  -- How far each source has been read, and its balance so far. expected NULL: unknown.
  CREATE TABLE tallies (
    source_id TEXT PRIMARY KEY REFERENCES sources (id),
    checkpoint INTEGER NOT NULL,    -- byte where the next message begins
    done INTEGER NOT NULL,          -- 1 once read to the end
    expected INTEGER,
    read INTEGER NOT NULL,
    unreadable INTEGER NOT NULL,
    encrypted INTEGER NOT NULL,
    recovered INTEGER NOT NULL
  ) STRICT;

  -- kind: message, or document for a file that is no mail.
  CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES sources (id),
    start INTEGER NOT NULL,         -- half-open bytes in the source
    stop INTEGER NOT NULL,
    message_id TEXT,                -- raw
    message_id_normal TEXT,         -- normalised for matching
    sent_at TEXT,                   -- Instant
    subject TEXT,                   -- masked
    from_address TEXT,              -- lower case
    body_hash TEXT,                 -- keyed hash of the canonical text of all body parts
    problems TEXT NOT NULL          -- JSON array of problem codes
  ) STRICT;
  CREATE INDEX messages_by_place ON messages (source_id, start);
  CREATE INDEX messages_by_message_id ON messages (message_id_normal);
  CREATE INDEX messages_by_sent ON messages (sent_at);

  -- role: from, sender, reply-to, to, cc, bcc, list, embedded (a header of a forwarded message), quoted (an address in a quoted reply's header lines).
  CREATE TABLE message_addresses (
    message TEXT NOT NULL REFERENCES messages (id),
    role TEXT NOT NULL,
    address TEXT NOT NULL,          -- lower case
    PRIMARY KEY (message, role, address)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_addresses_by_address ON message_addresses (address, message);

  -- Message-IDs that a message carries inside: embedded messages' own ids.
  CREATE TABLE embedded_ids (
    message TEXT NOT NULL REFERENCES messages (id),
    message_id_normal TEXT NOT NULL,
    PRIMARY KEY (message, message_id_normal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX embedded_ids_by_id ON embedded_ids (message_id_normal);

  -- Leaves, containers and members of a message.
  CREATE TABLE parts (
    id TEXT PRIMARY KEY,
    message TEXT NOT NULL REFERENCES messages (id),
    part TEXT NOT NULL,
    member TEXT NOT NULL,           -- JSON array of names, masked
    role TEXT NOT NULL,             -- body, alternative, attachment, container
    media_type TEXT NOT NULL,
    file_name TEXT,                 -- masked
    size INTEGER NOT NULL,          -- decoded bytes; -1 where not decoded
    sha256 TEXT,                    -- of the decoded bytes of an attachment, a member, or a file that is no mail and no text; null for others
    state TEXT NOT NULL,            -- text, container, message, unread
    reason TEXT                     -- LossReason where unread
  ) STRICT;
  CREATE INDEX parts_by_message ON parts (message, part);
  CREATE INDEX parts_by_sha256 ON parts (sha256);

  CREATE TABLE losses (
    id TEXT PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES sources (id),
    message TEXT,                   -- messages.id where the loss is inside one
    level TEXT NOT NULL,            -- source, message, part, row
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,           -- masked
    part TEXT NOT NULL,
    member TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX losses_by_source ON losses (source_id, start);

  -- One row per place a credential stands. Equal fingerprints are one credential.
  CREATE TABLE occurrences (
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,      -- hmac-sha256:…
    message TEXT NOT NULL REFERENCES messages (id),
    part TEXT NOT NULL,             -- part number, or subject
    member TEXT NOT NULL,           -- JSON array, masked
    span_start INTEGER NOT NULL,
    span_stop INTEGER NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    confidence TEXT NOT NULL,       -- low, medium, high
    preview TEXT NOT NULL,          -- masked
    context TEXT NOT NULL,          -- masked, one line
    principal TEXT,                 -- as the text names it, masked
    host TEXT,
    hint TEXT,                      -- keyed hash of the secret's first three characters, to meet a directory's passwordCredentials hint
    validity TEXT NOT NULL,         -- active, expired, malformed, unknown
    validity_reason TEXT NOT NULL,
    minted_at TEXT,
    expires_at TEXT,
    reasons TEXT NOT NULL           -- JSON array
  ) STRICT;
  CREATE INDEX occurrences_by_fingerprint ON occurrences (fingerprint);
  CREATE INDEX occurrences_by_message ON occurrences (message);

  -- Directory snapshots, as read: one row per source of kind directory.
  CREATE TABLE snapshots (
    source_id TEXT PRIMARY KEY REFERENCES sources (id),
    captured_at TEXT NOT NULL,
    content BLOB NOT NULL           -- the snapshot as read, deflated JSON: proofs outlive the export's file
  ) STRICT;

  -- Committed Parquet files: queries use this list, never a glob. path is relative to the case folder.
  CREATE TABLE log_files (
    path TEXT PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES sources (id),
    source TEXT NOT NULL,           -- ual, entra-signin
    day TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,
    min_at TEXT NOT NULL,
    max_at TEXT NOT NULL
  ) STRICT;

  -- Steps of a run that are done for a given input: name, and the hash of what it was done on.
  CREATE TABLE steps (name TEXT PRIMARY KEY, input TEXT NOT NULL, finished_at TEXT NOT NULL) STRICT;
  `,
  `
  -- Mail stores and archives: where an item stands beyond its bytes. position: JSON path of numbers that reading goes on from.
  ALTER TABLE tallies ADD COLUMN position TEXT NOT NULL DEFAULT '[]';
  UPDATE tallies SET position = json_array(checkpoint);
  ALTER TABLE tallies DROP COLUMN checkpoint;
  ALTER TABLE messages ADD COLUMN position TEXT NOT NULL DEFAULT '[]';
  UPDATE messages SET position = json_array(start);
  ALTER TABLE messages ADD COLUMN container TEXT NOT NULL DEFAULT '[]';   -- JSON array of archive members around it, masked
  ALTER TABLE messages ADD COLUMN folder TEXT;                            -- the mail store's folder, masked
  ALTER TABLE messages ADD COLUMN standing TEXT NOT NULL DEFAULT 'listed'; -- listed, recovered
  ALTER TABLE losses ADD COLUMN container TEXT NOT NULL DEFAULT '[]';
  `,
  `
  -- Sameness and threads. What a message is compared by; every value is keyed, so that it says nothing outside this case.
  ALTER TABLE messages ADD COLUMN copy_key TEXT;      -- equal for copies of one message, wherever they are kept
  ALTER TABLE messages ADD COLUMN sketch TEXT;        -- what its own words are like (evidence/sameness/text-sketch.ts); null: too few
  ALTER TABLE messages ADD COLUMN opening TEXT;       -- of its own first words; null: too few
  ALTER TABLE messages ADD COLUMN quotes TEXT;        -- of the first words it quotes
  CREATE INDEX messages_by_copy_key ON messages (copy_key);
  CREATE INDEX messages_by_opening ON messages (opening);

  -- In-Reply-To and References, normalised.
  CREATE TABLE message_references (
    message TEXT NOT NULL REFERENCES messages (id),
    message_id_normal TEXT NOT NULL,
    PRIMARY KEY (message, message_id_normal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_references_by_id ON message_references (message_id_normal);

  -- Written anew by every run: each group is named by its first message.
  CREATE TABLE message_groups (
    message TEXT PRIMARY KEY REFERENCES messages (id),
    copies TEXT NOT NULL,           -- exact copies of one message
    alike TEXT NOT NULL,            -- copies, and messages that say nearly the same
    thread TEXT NOT NULL            -- one conversation
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_groups_by_copies ON message_groups (copies);
  CREATE INDEX message_groups_by_thread ON message_groups (thread);

  -- Whose words an occurrence stands in: written (the sender's own), quoted (a reply's or forward's quote), embedded (a message inside the message).
  ALTER TABLE occurrences ADD COLUMN voice TEXT NOT NULL DEFAULT 'written';
  `,
  `
  -- What the user asked for that later runs go by: ocr.
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  -- Subjects are compared as they were written: keyed, so that masking one further changes no conversation.
  ALTER TABLE messages ADD COLUMN subject_key TEXT;   -- of the subject without Re: and the like; null: none
  ALTER TABLE messages ADD COLUMN is_reply INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX parts_locked ON parts (message) WHERE state = 'unread' AND reason = 'encrypted';

  -- Where in a document an occurrence stands, as a person would say it ("page 3", "Budget!B4"), masked; null where the format has no such places.
  ALTER TABLE occurrences ADD COLUMN landmark TEXT;

  -- Lock and key were both mailed: what a password out of the mail opened.
  CREATE TABLE openings (
    part TEXT PRIMARY KEY REFERENCES parts (id),      -- what was locked: a part, or a member of a locked archive
    message TEXT NOT NULL REFERENCES messages (id),   -- whose part it is
    key_message TEXT NOT NULL,      -- messages.id of the message that the password is from; may be the same
    fingerprint TEXT NOT NULL       -- of the password
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX openings_by_message ON openings (message);
  CREATE INDEX openings_by_fingerprint ON openings (fingerprint);

  -- What is still locked, and a keyed hash of the messages whose words were tried on it.
  CREATE TABLE tried_keys (
    message TEXT PRIMARY KEY REFERENCES messages (id),
    neighbours TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What an occurrence is worth, told when its text was read: the value is gone by then.
  ALTER TABLE occurrences ADD COLUMN strength TEXT NOT NULL DEFAULT 'machine-made'; -- machine-made, strong, fair, weak, trivial
  ALTER TABLE occurrences ADD COLUMN weakness TEXT;   -- what makes it so, for values that the preview shows something of
  ALTER TABLE occurrences ADD COLUMN kinship TEXT;    -- keyed, of its normal form: equal for obvious successors; null: says nothing
  ALTER TABLE occurrences ADD COLUMN said_of TEXT;    -- writer, reader: "my password is", "your password is"
  CREATE INDEX occurrences_by_kinship ON occurrences (kinship) WHERE kinship IS NOT NULL;

  -- What could be the name of an account or application in a text, keyed: a directory that is added later tells which are.
  CREATE TABLE account_names (
    message TEXT NOT NULL REFERENCES messages (id),
    name TEXT NOT NULL,             -- keyed hash of the folded name
    part TEXT NOT NULL,
    member TEXT NOT NULL,
    voice TEXT NOT NULL,            -- written, quoted, embedded
    span_start INTEGER NOT NULL,
    span_stop INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX account_names_by_message ON account_names (message, name);
  `,
  `
  -- Of a zip of several things: the member that this source is; NULL for a file as a whole.
  ALTER TABLE sources ADD COLUMN member TEXT;
  `,
];
