import { type AuditSettings, LOGONS, type Logon, type MailboxSettings } from './audit-settings.ts';

/** What tells a thief: reading, sending and searching; which of the three logons each can be recorded of, and is by default. */
export const AUDITED = {
  MailItemsAccessed: { of: LOGONS, byDefault: LOGONS },
  Send: { of: ['owner', 'admin'], byDefault: ['owner', 'admin'] },
  SearchQueryInitiated: { of: ['owner'], byDefault: [] },
} as const satisfies Readonly<Record<string, { readonly of: readonly Logon[]; readonly byDefault: readonly Logon[] }>>;
export type AuditedAction = keyof typeof AUDITED;

/** logged; off: not written down; unknown: the export does not say; never: Exchange does not record it of such a logon. */
export type Logged = 'logged' | 'off' | 'unknown' | 'never';

/** What is written down of one mailbox, by its settings at the time they were exported. */
export interface MailboxAudit {
  readonly mailbox: string;
  readonly logged: { readonly [A in AuditedAction]: { readonly [L in Logon]: Logged } };
  /** Whether nothing its owner's account does is written down in any mailbox. */
  readonly bypassed: boolean | null;
  /** Days that the mailbox itself keeps its records (AuditLogAgeLimit). */
  readonly keptDays: number | null;
  /** Whether its plans include Audit (Premium); null where the export does not say. */
  readonly premium: boolean | null;
  /** Sentences: what is not written down, and why. */
  readonly why: readonly string[];
  /** Exchange Online PowerShell that switches on what is off, in order; `$_` stands for the mailbox. */
  readonly commands: readonly string[];
}

/** Finds the audit of a mailbox by any of its or its owner's names; null where no export tells of it. */
export type AuditOf = (names: readonly string[]) => MailboxAudit | null;

/** Judges what the settings leave unrecorded (learn.microsoft.com/purview/audit-mailboxes). */
export function mailboxAudits(settings: AuditSettings): {
  readonly all: readonly MailboxAudit[];
  readonly of: AuditOf;
} {
  const bypassOf = new Map(settings.bypasses.flatMap(({ names, bypassed }) => names.map((name) => [name, bypassed])));
  const index = new Map<string, MailboxAudit>();
  const all = settings.mailboxes.map((mailbox) => {
    const bypass = mailbox.names.map((name) => bypassOf.get(name)).find((one) => one !== undefined);
    const audit = auditOf(settings, mailbox, mailbox.bypassed ?? bypass ?? null);
    for (const name of mailbox.names) if (!index.has(name)) index.set(name, audit);
    return audit;
  });
  const find = (names: readonly string[]) => names.map((name) => index.get(name.toLowerCase())).find((one) => one);
  return { all, of: (names) => find(names) ?? whole(settings) };
}

/** Where auditing is off for everybody, it is off for a mailbox that no export names too. */
function whole(settings: AuditSettings): MailboxAudit | null {
  if (settings.organisationOff !== true && settings.ingestion !== false) return null;
  const actions = { owner: null, delegate: null, admin: null };
  const unnamed = {
    mailbox: '',
    names: [],
    enabled: null,
    defaultFor: null,
    actions,
    ageLimitDays: null,
    premium: null,
    bypassed: null,
  };
  return auditOf(settings, unnamed, null);
}

function auditOf(settings: AuditSettings, mailbox: MailboxSettings, bypassed: boolean | null): MailboxAudit {
  const off = switchedOff(settings, mailbox);
  const logged = (action: AuditedAction) => ({
    owner: off !== null || bypassed === true ? offOf(action, 'owner') : loggedBy(mailbox, action, 'owner'),
    delegate: off !== null ? offOf(action, 'delegate') : loggedBy(mailbox, action, 'delegate'),
    admin: off !== null ? offOf(action, 'admin') : loggedBy(mailbox, action, 'admin'),
  });
  const by = {
    MailItemsAccessed: logged('MailItemsAccessed'),
    Send: logged('Send'),
    SearchQueryInitiated: logged('SearchQueryInitiated'),
  };
  return {
    mailbox: mailbox.mailbox,
    logged: by,
    bypassed,
    keptDays: mailbox.ageLimitDays,
    premium: mailbox.premium,
    why: [
      ...(off === null ? [] : [off.why]),
      ...(off === null && mailbox.enabled === false ? [OVERRIDDEN] : []),
      ...(bypassed === true ? [BYPASSED] : []),
      ...(isShort(mailbox)
        ? [`AuditLogAgeLimit is ${mailbox.ageLimitDays} days: the mailbox keeps its records no longer.`]
        : []),
      ...(off === null ? lacking(by, bypassed === true) : []),
    ],
    commands: commandsFor(mailbox, by, off, bypassed),
  };
}

/** What Exchange keeps where nobody changed it. */
const USUAL_DAYS = 90;

function isShort({ ageLimitDays }: MailboxSettings): boolean {
  return ageLimitDays !== null && ageLimitDays < USUAL_DAYS;
}

const BYPASSED = 'AuditBypassEnabled is True: what the account of its owner does, in any mailbox, is not written down.';

const OVERRIDDEN =
  'AuditEnabled is False for the mailbox; the organisation overrides it, yet without Audit (Premium) its records do not reach the unified audit log.';

interface SwitchedOff {
  readonly why: string;
  readonly command: string;
}

/** What the organisation says comes first: AuditDisabled overrides a mailbox either way. */
function switchedOff({ organisationOff, ingestion }: AuditSettings, { enabled }: MailboxSettings): SwitchedOff | null {
  if (organisationOff === true) {
    const why =
      'AuditDisabled is True for the organisation: nothing done in a mailbox is written down, whatever the mailbox says.';
    return { why, command: 'Set-OrganizationConfig -AuditDisabled $false' };
  }
  if (ingestion === false) {
    const why = 'UnifiedAuditLogIngestionEnabled is False: nothing reaches the unified audit log.';
    return { why, command: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true' };
  }
  // With the organisation's auditing on, Exchange ignores that a mailbox's own is off.
  if (enabled !== false || organisationOff === false) return null;
  const why =
    'AuditEnabled is False for the mailbox, and no export says that the organisation overrides it (Get-OrganizationConfig: AuditDisabled).';
  return { why, command: '' };
}

function offOf(action: AuditedAction, logon: Logon): Logged {
  return isRecordable(action, logon) ? 'off' : 'never';
}

function isRecordable(action: AuditedAction, logon: Logon): boolean {
  const of: readonly Logon[] = AUDITED[action].of;
  return of.includes(logon);
}

/** The list itself counts; where it is not in the export, whether it is Microsoft's. */
function loggedBy({ actions, defaultFor, premium }: MailboxSettings, action: AuditedAction, logon: Logon): Logged {
  if (!isRecordable(action, logon)) return 'never';
  const list = actions[logon];
  if (list !== null) return list.includes(action.toLowerCase()) ? 'logged' : 'off';
  if (defaultFor === null || !defaultFor.includes(logon)) return 'unknown';
  const byDefault: readonly Logon[] = AUDITED[action].byDefault;
  if (!byDefault.includes(logon)) return 'off';
  // Without Audit (Premium) the default set has these only in tenants that have been given them.
  return premium === false ? 'unknown' : 'logged';
}

function lacking(by: MailboxAudit['logged'], told: boolean): readonly string[] {
  const off = LOGONS.filter((logon) => by.MailItemsAccessed[logon] === 'off' && !(told && logon === 'owner'));
  if (off.length === 0) return [];
  return [`MailItemsAccessed is not among the actions written down of: ${off.join(', ')}.`];
}

const PARAMETER: { readonly [L in Logon]: string } = { owner: 'Owner', delegate: 'Delegate', admin: 'Admin' };

function commandsFor(
  settings: MailboxSettings,
  by: MailboxAudit['logged'],
  off: SwitchedOff | null,
  bypassed: boolean | null,
): readonly string[] {
  const { mailbox, enabled } = settings;
  const first = off === null || off.command === '' ? [] : [off.command];
  if (mailbox === '') return first;
  const enable = enabled === false ? [`Set-Mailbox -Identity $_ -AuditEnabled $true`] : [];
  const bypass = bypassed === true ? [`Set-MailboxAuditBypassAssociation -Identity $_ -AuditBypassEnabled $false`] : [];
  const adds = LOGONS.flatMap((logon) => {
    const names = (Object.keys(AUDITED) as readonly AuditedAction[]).filter((action) => by[action][logon] === 'off');
    const list = names.map((name) => `"${name}"`).join(',');
    // What is off for everybody comes on with the set that each mailbox has.
    if (off !== null || (logon === 'owner' && bypassed === true) || names.length === 0) return [];
    return [`-Audit${PARAMETER[logon]} @{Add=${list}}`];
  });
  const set = adds.length === 0 ? [] : [`Set-Mailbox -Identity $_ ${adds.join(' ')}`];
  const age = isShort(settings) ? [`Set-Mailbox -Identity $_ -AuditLogAgeLimit ${USUAL_DAYS}`] : [];
  return [...first, ...enable, ...bypass, ...set, ...age];
}

/** A command for one mailbox. */
export function commandFor(command: string, mailbox: string): string {
  return command.replaceAll('-Identity $_', () => `-Identity ${quotedName(mailbox)}`);
}

/** A name out of an export as an argument of a command, and nothing else. */
export function quotedName(name: string): string {
  return /^[a-z0-9._@-]+$/.test(name) ? name : inQuotes(name);
}

/** The same in quotes, as a list needs it. */
export function inQuotes(name: string): string {
  return `'${name.replace(/['‘’‚‛]/g, '$&$&').replace(/[\r\n]/g, ' ')}'`;
}
