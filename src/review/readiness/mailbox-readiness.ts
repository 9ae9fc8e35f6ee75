import type { Instant } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import { type AuditLicence, auditLicence, type ReadinessPack } from './readiness-pack.ts';
import { type AuditSettings, LOGONS } from './settings/audit-settings.ts';
import { commandFor, type MailboxAudit, mailboxAudits, quotedName } from './settings/mailbox-audit.ts';

/** Whether the reading of a mailbox is written down. */
export interface MailboxReadiness {
  readonly mailbox: string;
  readonly licence: AuditLicence;
  /** MailItemsAccessed records, and other records of the mailbox. */
  readonly accesses: number;
  readonly others: number;
  readonly lastAccess: Instant | null;
  /** What its settings have written down; null where no export tells of it. */
  readonly audit: MailboxAudit | null;
  /** Days that its licence has the unified audit log keep records. */
  readonly keptDays: number;
  /**
   * off: its settings leave its reading unrecorded, of the owner, of delegates or of administrators. recorded: its reading is written down.
   * silent: other things done in it are, its reading is not. not-seen: the logs held have nothing of it at all. none-loaded: no unified audit
   * log is loaded.
   */
  readonly state: 'off' | 'recorded' | 'silent' | 'not-seen' | 'none-loaded';
  /** What to do or to run; null where nothing is to be done. */
  readonly advice: string | null;
}

/** A mailbox of the directory, with the licences of its owner. */
export interface KnownMailbox {
  readonly address: string;
  readonly licences: readonly string[];
}

interface Seen {
  readonly mailbox: string;
  readonly accesses: number;
  readonly others: number;
  readonly lastAccess: Instant | null;
}

/** What is known of mailboxes beside their records. */
export interface MailboxFacts {
  readonly pack: ReadinessPack;
  readonly known: readonly KnownMailbox[];
  readonly settings: AuditSettings;
}

/**
 * Each mailbox that the directory, the logs or exports of settings know.
 * @param loaded whether any of the unified audit log is.
 */
export async function mailboxReadiness(
  events: EventQueries,
  { pack, known, settings }: MailboxFacts,
  loaded: boolean,
): Promise<readonly MailboxReadiness[]> {
  const rows = await events.query<Seen>(
    `SELECT lower(mailbox) AS mailbox, SUM(CASE WHEN lower(operation) = 'mailitemsaccessed' THEN 1 ELSE 0 END) AS accesses,
            SUM(CASE WHEN lower(operation) = 'mailitemsaccessed' THEN 0 ELSE 1 END) AS others,
            MAX(CASE WHEN lower(operation) = 'mailitemsaccessed' THEN "at" ELSE NULL END) AS "lastAccess"
     FROM events WHERE source = 'ual' AND mailbox IS NOT NULL AND strpos(mailbox, '@') > 0 GROUP BY lower(mailbox)`,
  );
  const seen = new Map(rows.map((row) => [row.mailbox, row]));
  const licences = new Map(known.map((one) => [one.address.toLowerCase(), one.licences]));
  const audits = mailboxAudits(settings);
  const named = audits.all.map(({ mailbox }) => mailbox);
  const kept = pack.sources.find(({ id }) => id === 'ual')?.keeps ?? { standard: 180, premium: 365 };
  return [...new Set([...licences.keys(), ...seen.keys(), ...named])].sort().map((mailbox) => {
    const row = seen.get(mailbox) ?? { mailbox, accesses: 0, others: 0, lastAccess: null };
    const audit = audits.of([mailbox]);
    const licence = licenceOf(auditLicence(pack, licences.get(mailbox) ?? []), audit);
    const state = stateOf(row, audit, loaded);
    const keptDays = licence === 'premium' ? kept.premium : kept.standard;
    return { ...row, licence, audit, keptDays, state, advice: adviceFor(state, mailbox, audit) };
  });
}

/** What the directory says, else what the mailbox's own plans do. */
function licenceOf(told: AuditLicence, audit: MailboxAudit | null): AuditLicence {
  if (told !== 'unknown' || audit === null || audit.premium === null) return told;
  return audit.premium ? 'premium' : 'standard';
}

function stateOf({ accesses, others }: Seen, audit: MailboxAudit | null, loaded: boolean): MailboxReadiness['state'] {
  if (audit !== null && LOGONS.some((logon) => audit.logged.MailItemsAccessed[logon] === 'off')) return 'off';
  if (!loaded) return 'none-loaded';
  if (accesses > 0) return 'recorded';
  return others > 0 ? 'silent' : 'not-seen';
}

function adviceFor(state: MailboxReadiness['state'], mailbox: string, audit: MailboxAudit | null): string | null {
  if (audit !== null && audit.commands.length > 0)
    return audit.commands.map((command) => commandFor(command, mailbox)).join('; ');
  const who = quotedName(mailbox);
  switch (state) {
    case 'silent':
      return audit === null
        ? `Set-Mailbox -Identity ${who} -AuditEnabled $true -AuditOwner @{Add="MailItemsAccessed"} -AuditDelegate @{Add="MailItemsAccessed"} -AuditAdmin @{Add="MailItemsAccessed"}`
        : 'Its settings have its reading written down, and no record of it is loaded: check its licence, and that the export holds Exchange records.';
    case 'not-seen':
      return `Get-Mailbox -Identity ${who} | Format-List Audit*; Get-MailboxAuditBypassAssociation -Identity ${who}`;
    case 'off':
    case 'recorded':
    case 'none-loaded':
      return null;
  }
}
