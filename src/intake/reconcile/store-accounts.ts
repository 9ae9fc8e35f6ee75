import type { Case } from '../../case/index.ts';
import { deriveId, EMPTY_TALLY, type Tally } from '../../core/index.ts';
import type { CompromisedAccount } from '../accounts/compromised-account.ts';
import { readAccounts } from '../accounts/read-accounts.ts';
import { migrateIntake } from './intake-schema.ts';
import type { ListSource } from './store-manifest.ts';

/**
 * Reads a list of compromised accounts into the case, in place of what an earlier reading of the same source left.
 * @returns the list's balance.
 * @throws IntakeError as `readAccounts`.
 */
export async function storeAccounts(kase: Pick<Case, 'store' | 'hash'>, list: ListSource): Promise<Tally> {
  const { store, hash } = kase;
  migrateIntake(store);
  const accounts: CompromisedAccount[] = [];
  let tally = EMPTY_TALLY;
  for await (const event of readAccounts(list.input, list)) {
    if (event.type === 'loss') list.onLoss(event.loss);
    else if (event.type === 'tally') tally = event.tally;
    else accounts.push(event.account);
  }
  store.transaction(() => {
    const mine = 'SELECT id FROM compromised_accounts WHERE source_id = ?';
    store.run(`DELETE FROM compromised_addresses WHERE account IN (${mine})`, list.sourceId);
    store.run('DELETE FROM compromised_accounts WHERE source_id = ?', list.sourceId);
    for (const account of accounts) {
      store.run(
        `INSERT INTO compromised_accounts (id, source_id, row, addresses, domain, subdomains, name, shared, from_at, until_at, problems)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[
          deriveId(hash, 'account', list.sourceId, account.row),
          list.sourceId,
          account.row,
          JSON.stringify(account.addresses),
        ],
        ...[
          account.domain,
          account.subdomains ? 1 : 0,
          account.name,
          account.shared ? 1 : 0,
          account.from,
          account.until,
        ],
        JSON.stringify(account.problems),
      );
    }
  });
  return tally;
}
