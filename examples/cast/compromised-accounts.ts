import type { Letter } from '../mail/letter.ts';
import type { Cast } from './make-cast.ts';
import { VENDOR } from './organisations.ts';

/** A robbed mailbox of the provider, or all of a domain, and the span of mail that was taken from it. */
export interface CompromisedAccount {
  readonly type: 'user' | 'shared mailbox' | 'domain' | 'distribution list';
  /** An address, or a bare domain for type `domain`. */
  readonly account: string;
  readonly aliases: readonly string[];
  /** UTC days; both are Sundays, on which nobody writes, so that it does not matter whether they are included. */
  readonly from: string;
  readonly until: string;
  readonly note: string;
}

/** The provider's list. */
export function compromisedAccounts(cast: Cast): readonly CompromisedAccount[] {
  const user = (key: string, from: string, until: string, note: string): CompromisedAccount => {
    const { address, aliases } = cast.get(key);
    return { type: 'user', account: address, aliases, from, until, note };
  };
  return [
    user('v-eng1', '2023-11-05', '2024-01-14', 'Mailbox read in full'),
    user('v-tam', '2023-11-19', '2024-01-14', 'Mailbox read in full'),
    user('v-sec', '2023-12-03', '2024-01-21', 'Items opened'),
    {
      ...user('gov-support', '2023-11-05', '2024-02-04', 'Shared mailbox of the support desk'),
      type: 'shared mailbox',
    },
    {
      ...user('coastal-cloud', '2023-11-05', '2024-01-14', 'Delivers into a robbed mailbox'),
      type: 'distribution list',
    },
    {
      type: 'domain',
      account: VENDOR.cases,
      aliases: [],
      from: '2023-12-03',
      until: '2024-01-21',
      note: 'Every case address',
    },
  ];
}

const DAY = 86_400_000;

/** Whether mail sent at `at` (milliseconds) falls into the account's span. */
function inSpan(account: CompromisedAccount, at: number): boolean {
  return at >= Date.parse(account.from) && at < Date.parse(account.until) + DAY;
}

function names(account: CompromisedAccount, address: string): boolean {
  const plain = address.toLowerCase();
  if (account.type === 'domain') return plain.endsWith(`@${account.account}`);
  return [account.account, ...account.aliases].some((one) => one.toLowerCase() === plain);
}

/** The robbed mailboxes a letter lay in: those that sent it, and those it was sent to in any way. */
export function robbedMailboxes(letter: Letter, accounts: readonly CompromisedAccount[]): readonly string[] {
  const addresses = [letter.from, ...letter.to, ...letter.cc, ...letter.bcc].map((person) => person.address);
  return accounts
    .filter((account) => inSpan(account, letter.sentAt) && addresses.some((address) => names(account, address)))
    .map((account) => account.account);
}

/** Whether a letter lay in one of the robbed mailboxes. */
export function wasStolen(letter: Letter, accounts: readonly CompromisedAccount[]): boolean {
  return robbedMailboxes(letter, accounts).length > 0;
}
