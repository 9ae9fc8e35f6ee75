import { CASE_MIGRATIONS, openStore, type Store } from '../../src/case/index.ts';
import { keyedHash } from '../../src/core/index.ts';
import { normaliseMessageId } from '../../src/intake/index.ts';

/** A message of the evidence as a test states it; what it leaves out has a harmless default. */
export interface HeldFixture {
  readonly id: string;
  readonly messageId?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  readonly sent?: string | null;
  readonly size?: number;
  readonly body?: string;
  readonly source?: string;
  readonly folder?: string;
  readonly embeds?: readonly string[];
  readonly parts?: readonly {
    readonly name?: string;
    readonly sha256?: string;
    readonly type?: string;
    readonly unread?: string;
  }[];
}

/** A case's store in memory with these messages, and the key its ids derive from. */
export function caseWith(messages: readonly HeldFixture[]) {
  const store = openStore(':memory:', 'write');
  store.migrate('case', CASE_MIGRATIONS);
  store.transaction(() => {
    for (const message of messages) insert(store, message);
  });
  return { store, hash: keyedHash(new Uint8Array(32).fill(7)) };
}

function insert(store: Store, message: HeldFixture): void {
  const source = message.source ?? 'inbox.mbox';
  store.run(
    'INSERT OR IGNORE INTO sources (id, kind, shape, root, relative, path, size, sha256, added_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)',
    ...[source, 'mail', 'mbox', '/e', source, `/e/${source}`, '', '2024-05-01T00:00:00.000Z'],
  );
  const sent = message.sent === undefined ? '2024-01-15T10:00:00.000Z' : message.sent;
  const from = message.from ?? 'bob@vendor.example';
  store.run(
    `INSERT INTO messages (id, kind, source_id, start, stop, message_id, message_id_normal, sent_at, subject, from_address, body_hash, folder, problems)
     VALUES (?, 'message', ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, '[]')`,
    ...[message.id, source, message.size ?? 4000, message.messageId ?? null],
    ...[
      message.messageId === undefined ? null : normaliseMessageId(message.messageId),
      sent,
      message.subject ?? 'Quarterly report',
    ],
    ...[from, message.body ?? message.id, message.folder ?? null],
  );
  const roles = { from: [from], to: message.to ?? ['alice@agency.example'], ...message.roles };
  for (const [role, addresses] of Object.entries(roles)) {
    for (const address of addresses)
      store.run('INSERT INTO message_addresses VALUES (?, ?, ?)', message.id, role, address);
  }
  for (const id of message.embeds ?? []) store.run('INSERT INTO embedded_ids VALUES (?, ?)', message.id, id);
  for (const [index, part] of (message.parts ?? []).entries()) {
    store.run(
      `INSERT INTO parts (id, message, part, member, role, media_type, file_name, size, sha256, state, reason)
       VALUES (?, ?, ?, '[]', 'attachment', ?, ?, 10, ?, ?, ?)`,
      ...[
        `${message.id}-${index}`,
        message.id,
        String(index + 2),
        part.type ?? 'application/octet-stream',
        part.name ?? null,
      ],
      ...[part.sha256 ?? null, part.unread === undefined ? 'text' : 'unread', part.unread ?? null],
    );
  }
}
