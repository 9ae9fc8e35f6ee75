import type { CompromisedAccount } from '../cast/compromised-accounts.ts';
import { csvRecord } from './csv.ts';

/** The provider's list of robbed mailboxes, as a spreadsheet. */
export function accountsCsv(accounts: readonly CompromisedAccount[]): string {
  const rows = accounts.map((account) =>
    csvRecord([account.account, account.type, account.aliases.join('; '), account.from, account.until, account.note]),
  );
  return [csvRecord(['Account', 'Type', 'Aliases', 'From', 'Until', 'Note']), ...rows].join('');
}
