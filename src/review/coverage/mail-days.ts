import { LOGONS } from '../readiness/settings/audit-settings.ts';
import type { MailboxAudit } from '../readiness/settings/mailbox-audit.ts';
import type { CoverageState, CoveredSubject } from './coverage-cell.ts';
import type { PrincipalDays } from './principal-days.ts';
import type { TenantDay } from './tenant-days.ts';
import { dayNumber, dayText } from './utc-day.ts';

/** What the day of one mailbox is, for the reading of its mail. */
export interface MailDay {
  readonly state: Exclude<CoverageState, 'findings'>;
  readonly reason: string;
}

/** What the tenant as a whole says of a day. */
export interface TenantMailDay {
  readonly ual: TenantDay;
  readonly mailAccess: TenantDay;
  /** Whether the loaded unified audit log holds MailItemsAccessed of anybody, and any Exchange record at all. */
  readonly anyMailAccess: boolean;
  readonly anyExchange: boolean;
  /** What the mailbox's settings have written down; null where no export tells of it. */
  readonly audit: MailboxAudit | null;
}

/**
 * Whether reading of this mailbox's mail would have been recorded that day. The unified audit log must be loaded and without hole; then
 * MailItemsAccessed must be proven for this mailbox, by its own records around the day or by its licence.
 */
export function mailDay(subject: CoveredSubject, own: PrincipalDays, tenant: TenantMailDay, day: string): MailDay {
  if (tenant.ual.state !== 'clean') return tenant.ual;
  const off = switchedOff(own, tenant.audit, day);
  if (off !== null) return gap(off);
  const licence = subject.mailAuditing ?? 'unknown';
  if (licence === 'not-licensed')
    return notLicensed('The directory shows no licence that records reading of this mailbox.');
  if (!tenant.anyExchange) {
    return {
      state: 'not-loaded',
      reason: 'The loaded unified audit log holds no Exchange record; export Exchange activity too.',
    };
  }
  if (!tenant.anyMailAccess) {
    return notLicensed('MailItemsAccessed is absent everywhere, though other mail activity is logged.');
  }
  const throttled = [day, dayText(dayNumber(day) - 1)].some((one) => own.throttledDays.has(one));
  if (throttled)
    return gap('MailItemsAccessed of this mailbox was throttled: more was read than recorded, for up to 24 hours.');
  if (tenant.mailAccess.state !== 'clean') return gap(`The audit log is loaded, but: ${tenant.mailAccess.reason}`);
  if (own.records('mail-access', day) > 0) return clean('Reading of this mailbox is recorded on the day itself.');
  if (licence === 'licensed')
    return clean("The mailbox's licence records reading, and it is recorded in the tenant that day.");
  return own.mailDays.length > 0 ? byOwnRecords(own.mailDays, day) : withoutRecords(own);
}

/** Settings are as they were when they were exported: records of the day itself show that it was otherwise then. */
function switchedOff(own: PrincipalDays, audit: MailboxAudit | null, day: string): string | null {
  if (audit === null) return null;
  const off = LOGONS.filter((logon) => audit.logged.MailItemsAccessed[logon] === 'off' && !own.readers(day).has(logon));
  return off.length === 0
    ? null
    : `Reading of this mailbox is not written down of: ${off.join(', ')}. ${audit.why.join(' ')}`;
}

function byOwnRecords(days: readonly string[], day: string): MailDay {
  const before = days.findLast((one) => one < day);
  const after = days.find((one) => one > day);
  if (before !== undefined && after !== undefined) {
    return clean(`Reading of this mailbox is recorded before (${before}) and after (${after}).`);
  }
  const nearest = before ?? after ?? day;
  const distance = Math.abs(dayNumber(nearest) - dayNumber(day));
  if (distance <= usualInterval(days))
    return clean(`Reading of this mailbox is recorded on ${nearest}, no further away than usual.`);
  return before === undefined
    ? gap(`Reading of this mailbox is recorded from ${nearest} on only; nothing proves it for this day.`)
    : gap(`Reading of this mailbox is recorded until ${nearest} only; nothing proves it for this day.`);
}

/** Twice the median distance between days with records, between 2 and 7 days. */
function usualInterval(days: readonly string[]): number {
  const steps = days.slice(1).map((day, index) => dayNumber(day) - dayNumber(days[index] ?? day));
  const median = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  return Math.min(7, Math.max(2, 2 * median));
}

function withoutRecords(own: PrincipalDays): MailDay {
  return own.otherMail > 0
    ? notLicensed(
        'MailItemsAccessed is absent for this mailbox, though its other activity and the reading of other mailboxes are logged.',
      )
    : gap('The logs hold no record whatever of this mailbox; nothing proves that its reading is recorded.');
}

function clean(reason: string): MailDay {
  return { state: 'clean', reason };
}

function gap(reason: string): MailDay {
  return { state: 'gap', reason };
}

function notLicensed(reason: string): MailDay {
  return { state: 'not-licensed', reason };
}
