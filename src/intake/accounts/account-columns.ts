import { columnKey, columnLexicon } from '../column-name.ts';
import { isDomain } from '../mail-address.ts';
import { contentOf } from '../table/column-profile.ts';
import type { Table } from '../table/open-table.ts';

/** What a column of a list of accounts holds. */
export type AccountField = 'address' | 'aliases' | 'domain' | 'name' | 'kind' | 'from' | 'until';

const NAMES: Readonly<Record<AccountField, readonly string[]>> = {
  address: [
    ...[
      'Address',
      'Email',
      'Email Address',
      'E-Mail',
      'Mail',
      'Account',
      'Compromised Account',
      'Compromised Mailbox',
      'Mailbox',
      'SMTP Address',
    ],
    ...[
      'Primary SMTP Address',
      'PrimarySmtpAddress',
      'User Principal Name',
      'UserPrincipalName',
      'UPN',
      'User',
      'Username',
      'Identity',
      'Login',
    ],
    ...['Mailbox Address', 'Principal', 'Konto', 'Postfach', 'Adresse', 'Compte', 'Cuenta', 'Correo'],
  ],
  aliases: [
    ...[
      'Aliases',
      'Alias',
      'Proxy Addresses',
      'ProxyAddresses',
      'Email Addresses',
      'EmailAddresses',
      'Other Addresses',
      'Other Mails',
    ],
    ...['Secondary Addresses', 'Additional Addresses', 'Addresses'],
  ],
  domain: ['Domain', 'Domains', 'Domain Name', 'Tenant Domain', 'Mail Domain', 'Domäne', 'Domaine', 'Dominio'],
  name: ['Name', 'Display Name', 'DisplayName', 'Full Name', 'Person', 'Anzeigename', 'Nom', 'Nombre'],
  kind: ['Type', 'Kind', 'Recipient Type', 'RecipientTypeDetails', 'Mailbox Type', 'Shared', 'Is Shared'],
  from: [
    ...[
      'From',
      'Since',
      'Start',
      'Start Date',
      'From Date',
      'Compromised From',
      'Compromised Since',
      'First Access',
      'First Seen',
      'Begin',
    ],
    ...['Window Start', 'Valid From', 'Date From', 'Exposed From', 'Von', 'Ab', 'Seit', 'Depuis', 'Desde'],
  ],
  until: [
    ...[
      'Until',
      'To',
      'End',
      'End Date',
      'To Date',
      'Compromised Until',
      'Compromised To',
      'Last Access',
      'Last Seen',
      'Through',
      'Till',
    ],
    ...['Window End', 'Valid To', 'Date To', 'Exposed Until', 'Bis', "Jusqu'au", 'Hasta'],
  ],
};

const LEXICON = columnLexicon(NAMES);

/** Whether a header's cell is a name of a column that lists of accounts have. */
export function isAccountColumn(name: string): boolean {
  return LEXICON.has(columnKey(name));
}

export type AccountColumns = ReadonlyMap<AccountField, readonly string[]>;

/** Finds which columns hold which field: by name; where none names an address or a domain, by content. */
export function accountColumns(table: Pick<Table, 'columns' | 'profiles'>): AccountColumns {
  const columns = new Map<AccountField, string[]>();
  const put = (field: AccountField, column: string): void => {
    columns.set(field, [...(columns.get(field) ?? []), column]);
  };
  const unnamed: string[] = [];
  for (const column of table.columns) {
    const field = LEXICON.get(columnKey(column))?.field;
    if (field === undefined) unnamed.push(column);
    else put(field, column);
  }
  for (const column of unnamed) {
    const profile = table.profiles.get(column);
    const content = profile === undefined ? null : contentOf(profile);
    if (content === 'address') put(columns.has('address') ? 'aliases' : 'address', column);
    else if (content === 'date' && !columns.has('until')) put(columns.has('from') ? 'until' : 'from', column);
  }
  // A list without a header, of domains or of domains and addresses mixed.
  if (!columns.has('address') && !columns.has('domain') && unnamed[0] !== undefined) put('address', unnamed[0]);
  return columns;
}

/** A domain as lists write it: `vendor.example`, `@vendor.example`, `*.vendor.example`; null where the cell is none. */
export function domainCell(cell: string): { readonly domain: string; readonly subdomains: boolean } | null {
  const text = cell.trim().toLowerCase();
  const bare = text.replace(/^\*?@/, '').replace(/^\*?\./, '');
  return isDomain(bare) ? { domain: bare, subdomains: /^\*?@?\*?\./.test(text) } : null;
}
