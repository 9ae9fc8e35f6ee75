/** Who acts on a mailbox, as Exchange tells them apart: an application and a thief with the password act as the owner. */
export const LOGONS = ['owner', 'delegate', 'admin'] as const;
export type Logon = (typeof LOGONS)[number];

/** What an export says of the auditing of one mailbox; null where it does not say. */
export interface MailboxSettings {
  /** User principal name, else the primary address, lower case. */
  readonly mailbox: string;
  /** Every name it or its owner has in exports, lower case. */
  readonly names: readonly string[];
  readonly enabled: boolean | null;
  /** Whose actions are the set that Microsoft keeps; the others were chosen by an administrator. */
  readonly defaultFor: readonly Logon[] | null;
  /** Actions written down, lower case. */
  readonly actions: { readonly [L in Logon]: readonly string[] | null };
  /** How long the mailbox itself keeps its records, in days. */
  readonly ageLimitDays: number | null;
  /** Whether its plans include Audit (Premium), by PersistedCapabilities. */
  readonly premium: boolean | null;
  readonly bypassed: boolean | null;
}

/** Whether what an account does is left out of the audit of every mailbox. */
export interface BypassSetting {
  readonly names: readonly string[];
  readonly bypassed: boolean;
}

/** What exports of Exchange's settings say of auditing: Get-Mailbox, Get-OrganizationConfig, Get-AdminAuditLogConfig, Get-MailboxAuditBypassAssociation. */
export interface AuditSettings {
  /** AuditDisabled: mailbox auditing is off for everybody, whatever a mailbox says. */
  readonly organisationOff: boolean | null;
  /** UnifiedAuditLogIngestionEnabled. */
  readonly ingestion: boolean | null;
  readonly mailboxes: readonly MailboxSettings[];
  readonly bypasses: readonly BypassSetting[];
}

/** Nothing is known. */
export const NO_SETTINGS: AuditSettings = { organisationOff: null, ingestion: null, mailboxes: [], bypasses: [] };

/** Both; what the later says counts where both say something. */
export function mergeSettings(earlier: AuditSettings, later: AuditSettings): AuditSettings {
  const mailboxes = new Map(earlier.mailboxes.map((one) => [one.mailbox, one]));
  for (const one of later.mailboxes) mailboxes.set(one.mailbox, one);
  return {
    organisationOff: later.organisationOff ?? earlier.organisationOff,
    ingestion: later.ingestion ?? earlier.ingestion,
    mailboxes: [...mailboxes.values()],
    bypasses: [...earlier.bypasses, ...later.bypasses],
  };
}
