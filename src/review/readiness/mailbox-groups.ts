import type { MailboxReadiness } from './mailbox-readiness.ts';
import { LOGONS } from './settings/audit-settings.ts';
import { type AuditedAction, commandFor, inQuotes, quotedName } from './settings/mailbox-audit.ts';

/** Mailboxes of which the same is to be said. */
export interface MailboxGroup {
  readonly state: MailboxReadiness['state'];
  readonly licence: MailboxReadiness['licence'];
  readonly keptDays: number;
  /** Of whom reading, sending and searching is written down, in words. */
  readonly logged: { readonly [A in AuditedAction]: string };
  readonly why: string;
  /** Exchange Online PowerShell for all of them, in order. */
  readonly commands: readonly string[];
  readonly mailboxes: readonly string[];
}

/** What is lacking first. */
const RANK: { readonly [State in MailboxReadiness['state']]: number } = {
  off: 0,
  silent: 1,
  'not-seen': 2,
  'none-loaded': 3,
  recorded: 4,
};

/** Folds mailboxes that have the same state, licence, settings and remedy; those that lack most come first. */
export function mailboxGroups(mailboxes: readonly MailboxReadiness[]): readonly MailboxGroup[] {
  const groups = Map.groupBy(mailboxes, (one) => JSON.stringify([one.state, one.licence, factsOf(one), remedy(one)]));
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { state, licence, keptDays } = first;
      const names = group.map(({ mailbox }) => mailbox);
      return [{ state, licence, keptDays, ...factsOf(first), commands: commandsFor(first, names), mailboxes: names }];
    })
    .sort((a, b) => RANK[a.state] - RANK[b.state] || b.mailboxes.length - a.mailboxes.length);
}

function factsOf(one: MailboxReadiness): Pick<MailboxGroup, 'logged' | 'why'> {
  const logged = {
    MailItemsAccessed: loggedText(one, 'MailItemsAccessed'),
    Send: loggedText(one, 'Send'),
    SearchQueryInitiated: loggedText(one, 'SearchQueryInitiated'),
  };
  return { logged, why: (one.audit?.why ?? []).join(' ') };
}

/** `all`, who of owner, delegate and admin is written down, `none`, or a question mark where no export of settings says. */
function loggedText({ audit }: MailboxReadiness, action: AuditedAction): string {
  if (audit === null) return '?';
  const by = audit.logged[action];
  const of = LOGONS.filter((logon) => by[logon] !== 'never');
  const logged = of.filter((logon) => by[logon] === 'logged');
  const unknown = of.some((logon) => by[logon] === 'unknown') ? '?' : '';
  if (logged.length === of.length) return 'all';
  return logged.length === 0 ? unknown || 'none' : `${logged.join(', ')}${unknown}`;
}

/** Its commands without its name, by which groups are told apart. */
function remedy({ audit, advice, mailbox }: MailboxReadiness): readonly string[] {
  if (audit !== null && audit.commands.length > 0) return audit.commands;
  return advice === null ? [] : [advice.replaceAll(`-Identity ${quotedName(mailbox)}`, () => '-Identity $_')];
}

/** Names in one command. */
const MOST_NAMES = 200;

function commandsFor(first: MailboxReadiness, names: readonly string[]): readonly string[] {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return remedy(first).map((command) => commandFor(command, only));
  const list = names.slice(0, MOST_NAMES).map(inQuotes).join(',');
  return remedy(first).map((command) => (command.includes('$_') ? `${list} | ForEach-Object { ${command} }` : command));
}
