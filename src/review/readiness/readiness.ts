import { type Instant, instantFromMilliseconds, millisecondsOf } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import { type KnownMailbox, type MailboxReadiness, mailboxReadiness } from './mailbox-readiness.ts';
import { auditLicence, type ReadinessPack } from './readiness-pack.ts';
import type { AuditSettings } from './settings/audit-settings.ts';

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

/** Auditing of the tenant as a whole, as exports of its settings say; null where none does. */
export interface TenantAuditing {
  /** AuditDisabled. */
  readonly organisationOff: boolean | null;
  /** UnifiedAuditLogIngestionEnabled. */
  readonly ingestion: boolean | null;
  /** Accounts that may read anywhere without a record. */
  readonly bypassed: readonly string[];
  /** Mailboxes that an export of settings tells of. */
  readonly mailboxes: number;
}

export interface Readiness {
  readonly sources: readonly SourceReadiness[];
  readonly tenant: TenantAuditing;
  /** Which licence has reading, sending and searching written down at all. */
  readonly licenceNeeded: string;
  readonly mailboxes: readonly MailboxReadiness[];
}

/**
 * What the logs can answer at all: what is loaded of each, what can still be exported, and which mailboxes' reading is written down.
 * @param known mailboxes of the directory; those that only the logs or exports of settings name are added.
 * @param settings what exports of auditing settings say.
 * @param asOf the present: what is older than a source keeps can no longer be exported.
 */
export async function readiness(
  events: EventQueries,
  pack: ReadinessPack,
  known: readonly KnownMailbox[],
  settings: AuditSettings,
  asOf: Instant,
): Promise<Readiness> {
  const held = await events.query<Held>(
    `SELECT source, COALESCE(sign_in_kind, '') AS kind, COUNT(*) AS events, COUNT(DISTINCT day) AS days, MIN("at") AS "from", MAX("at") AS "until"
     FROM events GROUP BY source, COALESCE(sign_in_kind, '')`,
  );
  const premium = known.some(({ licences }) => auditLicence(pack, licences) === 'premium');
  return {
    sources: pack.sources.map((source) => sourceReadiness(source, held, asOf, premium)),
    tenant: tenantAuditing(settings),
    licenceNeeded: pack['mailbox-actions'],
    mailboxes: await mailboxReadiness(
      events,
      { pack, known, settings },
      held.some(({ source }) => source === 'ual'),
    ),
  };
}

function tenantAuditing({ organisationOff, ingestion, bypasses, mailboxes }: AuditSettings): TenantAuditing {
  const marked = [...bypasses, ...mailboxes].filter(({ bypassed }) => bypassed === true);
  const bypassed = marked.flatMap(({ names }) => names.find((name) => name.includes('@')) ?? names[0] ?? []);
  return { organisationOff, ingestion, bypassed: [...new Set(bypassed)].sort(), mailboxes: mailboxes.length };
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
