import type { Store } from '../case/index.ts';

/** Another credential whose value is a password moved on: another year, season, counter, case, sign at the end. */
export interface KinCredential {
  readonly id: string;
  readonly preview: string;
  /** Whose it is, as far as that is known. */
  readonly whose: string | null;
  readonly firstSent: string | null;
}

/** Where else a value opens something, or nearly it does. */
export interface Reuse {
  /** Accounts it is stated for; more than one share it. */
  readonly accounts: readonly string[];
  readonly hosts: readonly string[];
  /** Its predecessors and successors, oldest first. */
  readonly kin: readonly KinCredential[];
}

const KIN = `
  SELECT DISTINCT c.id, c.preview, coalesce(c.principal_name, c.application_name, c.named_principal, c.host) AS whose, c.first_sent AS firstSent
  FROM credential_kin mine
  JOIN credential_kin theirs ON theirs.kinship = mine.kinship AND theirs.credential <> mine.credential
  JOIN credentials c ON c.id = theirs.credential
  WHERE mine.credential = ? ORDER BY c.first_sent IS NULL, c.first_sent, c.id`;

/** Of a credential, by its id. */
export function reuseOf(store: Store, id: string): Reuse {
  const used = (what: string) =>
    store
      .all<{ name: string }>(
        'SELECT name FROM credential_uses WHERE credential = ? AND what = ? ORDER BY name',
        id,
        what,
      )
      .map(({ name }) => name);
  return { accounts: used('account'), hosts: used('host'), kin: store.all<KinCredential>(KIN, id) };
}
