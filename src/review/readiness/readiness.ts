import { type Instant, instantFromMilliseconds, millisecondsOf } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import { type AuditLicence, auditLicence, type ReadinessPack } from './readiness-pack.ts';

/** What is held of one log, and how far back it can still be had. */
export interface SourceReadiness {
  readonly source: string;
  readonly title: string;
  readonly answers: string;
  readonly events: number;
  /** Null where nothing of it is loaded. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** UTC days with records. */
  readonly days: number;
  /** Kinds of it that are exported apart and of which nothing is loaded. */
  readonly missingKinds: readonly string[];
  /** Where it is kept as the best licence seen gives; records before this day are gone if they were not exported. */
  readonly keptSince: string;
  /** What to do; null where nothing is missing. */
  readonly advice: string | null;
}

/** Whether the reading of a mailbox is written down. */
export interface MailboxReadiness {
  readonly mailbox: string;
  readonly licence: AuditLicence;
  /** MailItemsAccessed records, and other records of the mailbox. */
  readonly accesses: number;
  readonly others: number;
  readonly lastAccess: Instant | null;
  /**
   * recorded: its reading is written down. silent: other things done in it are, its reading is not. not-seen: the logs held have nothing of
   * it at all. none-loaded: no unified audit log is loaded.
   */
  readonly state: 'recorded' | 'silent' | 'not-seen' | 'none-loaded';
  readonly advice: string | null;
}

export interface Readiness {
  readonly sources: readonly SourceReadiness[];
  readonly mailboxes: readonly MailboxReadiness[];
}

/** A mailbox of the directory, with the licences of its owner. */
export interface KnownMailbox {
  readonly address: string;
  readonly licences: readonly string[];
}

/**
 * What the logs can answer at all: what is loaded of each, what can still be exported, and which mailboxes' reading is written down.
 * @param known mailboxes of the directory; those only the logs name are added.
 * @param asOf the present: what is older than a source keeps can no longer be exported.
 */
export async function readiness(
  events: EventQueries,
  pack: ReadinessPack,
  known: readonly KnownMailbox[],
  asOf: Instant,
): Promise<Readiness> {
  const held = await events.query<Held>(
    `SELECT source, COALESCE(sign_in_kind, '') AS kind, COUNT(*) AS events, COUNT(DISTINCT day) AS days, MIN("at") AS "from", MAX("at") AS "until"
     FROM events GROUP BY source, COALESCE(sign_in_kind, '')`,
  );
  const premium = known.some(({ licences }) => auditLicence(pack, licences) === 'premium');
  return {
    sources: pack.sources.map((source) => sourceReadiness(source, held, asOf, premium)),
    mailboxes: await mailboxes(
      events,
      pack,
      known,
      held.some(({ source }) => source === 'ual'),
    ),
  };
}

interface Held {
  readonly source: string;
  readonly kind: string;
  readonly events: number;
  readonly days: number;
  readonly from: Instant;
  readonly until: Instant;
}

const DAY = 86_400_000;

function sourceReadiness(
  { id, title, answers, keeps, kinds = [], 'switch-on': switchOn }: ReadinessPack['sources'][number],
  held: readonly Held[],
  asOf: Instant,
  premium: boolean,
): SourceReadiness {
  const own = held.filter(({ source }) => source === id);
  const missingKinds = kinds.filter((kind) => !own.some((one) => one.kind === kind));
  const back = instantFromMilliseconds(millisecondsOf(asOf) - (premium ? keeps.premium : keeps.standard) * DAY) ?? asOf;
  return {
    source: id,
    title,
    answers,
    events: own.reduce((sum, { events }) => sum + events, 0),
    from: own.map(({ from }) => from).sort()[0] ?? null,
    until:
      own
        .map(({ until }) => until)
        .sort()
        .at(-1) ?? null,
    days: Math.max(0, ...own.map(({ days }) => days)),
    missingKinds: own.length === 0 ? [] : missingKinds,
    keptSince: back.slice(0, 10),
    advice: own.length === 0 || missingKinds.length > 0 ? switchOn : null,
  };
}

interface Seen {
  readonly mailbox: string;
  readonly accesses: number;
  readonly others: number;
  readonly lastAccess: Instant | null;
}

async function mailboxes(
  events: EventQueries,
  pack: ReadinessPack,
  known: readonly KnownMailbox[],
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
  return [...new Set([...licences.keys(), ...seen.keys()])].sort().map((mailbox) => {
    const row = seen.get(mailbox) ?? { mailbox, accesses: 0, others: 0, lastAccess: null };
    const licence = auditLicence(pack, licences.get(mailbox) ?? []);
    const state = stateOf(row, loaded);
    return { ...row, licence, state, advice: ADVICE[state](mailbox) };
  });
}

function stateOf({ accesses, others }: Seen, loaded: boolean): MailboxReadiness['state'] {
  if (!loaded) return 'none-loaded';
  if (accesses > 0) return 'recorded';
  return others > 0 ? 'silent' : 'not-seen';
}

const ADVICE: { readonly [State in MailboxReadiness['state']]: (mailbox: string) => string | null } = {
  recorded: () => null,
  silent: (mailbox) =>
    `Set-Mailbox ${mailbox} -AuditEnabled $true -AuditOwner @{Add="MailItemsAccessed"} -AuditDelegate @{Add="MailItemsAccessed"} -AuditAdmin @{Add="MailItemsAccessed"}; check its licence.`,
  'not-seen': (mailbox) =>
    `Get-Mailbox ${mailbox} | Format-List Audit*; Get-MailboxAuditBypassAssociation ${mailbox}. Perhaps it is not used, or the export left it out.`,
  'none-loaded': () => null,
};
