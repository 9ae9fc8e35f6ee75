import type { Case, Store } from '../../case/index.ts';
import { deriveId, type Instant } from '../../core/index.ts';
import { domainOf } from '../mail-address.ts';

/** One message of the evidence that correspondence with compromised accounts selects. */
export interface SelectedMessage {
  readonly message: string;
  readonly messageId: string | null;
  readonly bodyHash: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly sentAt: Instant | null;
  /** By which accounts, and in which role each stands in the message. */
  readonly by: readonly SelectedBy[];
  /** The earliest `from` of the accounts. */
  readonly firstTheft: Instant | null;
}

interface SelectedBy {
  readonly account: string;
  readonly sourceId: string;
  readonly row: number;
  readonly role: string;
}

interface AccountRow {
  readonly id: string;
  readonly addresses: string;
  readonly domain: string | null;
  readonly subdomains: number;
}

/** Notes which addresses of the evidence belong to which compromised account: by address, sub-address (`a+tag@b`), or domain. */
export function matchAddresses(store: Store): void {
  store.run('DELETE FROM compromised_addresses');
  const accounts = new AccountIndex(
    store.all<AccountRow>('SELECT id, addresses, domain, subdomains FROM compromised_accounts ORDER BY id'),
  );
  if (accounts.isEmpty) return;
  for (const { address } of store.each<{ readonly address: string }>(
    'SELECT DISTINCT address FROM message_addresses',
  )) {
    for (const account of accounts.of(address)) {
      store.run('INSERT INTO compromised_addresses (address, account) VALUES (?, ?)', address, account);
    }
  }
}

class AccountIndex {
  readonly #byAddress = new Map<string, string[]>();
  readonly #byDomain = new Map<string, string[]>();
  readonly #bySuffix = new Map<string, string[]>();

  constructor(accounts: readonly AccountRow[]) {
    for (const { id, addresses, domain, subdomains } of accounts) {
      for (const address of JSON.parse(addresses) as readonly string[]) add(this.#byAddress, address, id);
      if (domain !== null) add(subdomains === 1 ? this.#bySuffix : this.#byDomain, domain, id);
    }
  }

  get isEmpty(): boolean {
    return this.#byAddress.size + this.#byDomain.size + this.#bySuffix.size === 0;
  }

  of(address: string): ReadonlySet<string> {
    const domain = domainOf(address);
    const base = address.replace(/^([^+@]+)\+[^@]*@/, '$1@');
    const found = [
      this.#byAddress.get(address),
      this.#byAddress.get(base),
      this.#byDomain.get(domain),
      ...this.#suffixes(domain),
    ];
    return new Set(found.flatMap((ids) => ids ?? []));
  }

  #suffixes(domain: string): readonly (readonly string[])[] {
    if (this.#bySuffix.size === 0) return [];
    const found: (readonly string[])[] = [];
    for (let at = 0; at !== -1; at = domain.indexOf('.', at + 1)) {
      found.push(this.#bySuffix.get(domain.slice(at === 0 ? 0 : at + 1)) ?? []);
    }
    return found;
  }
}

function add(index: Map<string, string[]>, key: string, id: string): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [id]);
  else known.push(id);
}

interface SelectedRow {
  readonly message: string;
  readonly role: string;
  readonly account: string;
  readonly source_id: string;
  readonly row: number;
  readonly from_at: Instant | null;
  readonly message_id_normal: string | null;
  readonly body_hash: string | null;
  readonly subject: string | null;
  readonly from_address: string | null;
  readonly sent_at: Instant | null;
}

/** The messages with a compromised account among their addresses, in any role, sent within its dates or without a date; by message id. */
export function* selectByAccounts({ store }: Pick<Case, 'store'>): Generator<SelectedMessage> {
  let group: SelectedRow[] = [];
  // The order of the primary key, read as it stands: nothing is sorted, however many are selected.
  const rows = store.each<SelectedRow>(
    `SELECT a.message, a.role, c.id AS account, c.source_id, c.row, c.from_at,
       m.message_id_normal, m.body_hash, m.subject, m.from_address, m.sent_at
     FROM message_addresses a
     CROSS JOIN compromised_addresses x ON x.address = a.address
     CROSS JOIN compromised_accounts c ON c.id = x.account
     CROSS JOIN messages m ON m.id = a.message
     WHERE m.kind = 'message' AND (m.sent_at IS NULL OR (m.sent_at >= coalesce(c.from_at, '') AND m.sent_at <= coalesce(c.until_at, '9999-12-31T23:59:59.999Z')))
     ORDER BY a.message, a.role, a.address`,
  );
  for (const row of rows) {
    if (group[0] !== undefined && group[0].message !== row.message) {
      yield selected(group);
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield selected(group);
}

function selected(rows: readonly SelectedRow[]): SelectedMessage {
  const first = rows[0] as SelectedRow;
  const starts = rows.map(({ from_at }) => from_at);
  return {
    message: first.message,
    messageId: first.message_id_normal,
    bodyHash: first.body_hash,
    subject: first.subject,
    sender: first.from_address,
    sentAt: first.sent_at,
    by: rows.map(({ account, source_id, row, role }) => ({ account, sourceId: source_id, row, role })),
    firstTheft: starts.filter((at) => at !== null).sort()[0] ?? null,
  };
}

/** The id of a stolen message that only accounts select: copies of one body under one Message-ID are one. */
export function selectedId(
  { hash }: Pick<Case, 'hash'>,
  { message, messageId, bodyHash }: Omit<SelectedMessage, 'by'>,
): string {
  return messageId === null || bodyHash === null
    ? deriveId(hash, 'stolen', 'held', message)
    : deriveId(hash, 'stolen', 'held', messageId, bodyHash);
}
