import { dayOf, millisecondsOf } from '../../core/index.ts';
import type { CoverageState, CoveredLog, LogFacts } from './coverage-cell.ts';
import type { HourSeries } from './hour-series.ts';
import { type DayJudgement, judgeDays, type Silence } from './silence.ts';
import { dayNumber, dayText } from './utc-day.ts';

/** What the tenant's records of one series say of a day, before any principal is looked at. */
export interface TenantDay {
  readonly state: Exclude<CoverageState, 'findings' | 'not-licensed'>;
  readonly reason: string;
  readonly records: number;
}

/** A tenant whose logged days hold fewer records than this may have a day without any. */
const QUIET_RECORDS = 20;
/** A silence longer than this, in hours, is never taken for quiet. */
const QUIET_HOURS = 72;

/**
 * Answers for any day of one series in the tenant as a whole.
 * @param source the log the series belongs to; its files and retention count.
 * @param what how the reasons name the series, e.g. "sign-ins of users".
 */
export function tenantDays(
  series: HourSeries | undefined,
  source: CoveredLog,
  what: string,
  facts: LogFacts,
): (day: string) => TenantDay {
  if (series === undefined || series.hours.size === 0) return () => notLoaded(`No file with ${what} is loaded.`);
  const numbers = [...series.hours.keys()].map((hour) => Math.floor(hour / 24));
  const first = numbers.reduce((a, b) => Math.min(a, b));
  const last = numbers.reduce((a, b) => Math.max(a, b));
  const judged = judgeDays(series.hours, first, last);
  const quiet = medianRecords(judged) < QUIET_RECORDS;
  return (day) => {
    const judgement = judged.get(dayNumber(day));
    if (judgement === undefined) return outside(dayNumber(day), first, last, source, what, facts);
    if (judgement.kind === 'logged') {
      return {
        state: 'clean',
        reason: `${judgement.records} records of ${what} in the tenant, no hole.`,
        records: judgement.records,
      };
    }
    return judgement.kind === 'hole'
      ? holeDay(judgement, source, what, facts)
      : silentDay(dayNumber(day), judged, quiet, what);
  };
}

function notLoaded(reason: string): TenantDay {
  return { state: 'not-loaded', reason, records: 0 };
}

/** Days that a log is kept where nothing is done about it; null where it is not kept at all. */
const KEPT_DAYS: { readonly [Log in CoveredLog]: number | null } = {
  'entra-signin': 30,
  ual: 180,
  'entra-audit': 30,
  'graph-activity': null,
  'message-trace': 90,
  'azure-activity': 90,
};

/** No loaded file reaches the day: expired where the source no longer holds it, else still to be exported. */
function outside(
  day: number,
  first: number,
  last: number,
  source: CoveredLog,
  what: string,
  facts: LogFacts,
): TenantDay {
  const kept = facts.retentionDays?.[source] ?? KEPT_DAYS[source];
  const now = Math.max(last, dayNumber(dayOf(facts.asOf)));
  const edge = day < first ? `begin on ${dayText(first)}` : `end on ${dayText(last)}`;
  if (kept === null)
    return notLoaded(`The loaded ${what} ${edge}; other days are held only where a diagnostic setting kept them.`);
  if (now - day > kept) {
    return {
      state: 'expired',
      reason: `The loaded ${what} ${edge}, and the source keeps ${kept} days: this day is older.`,
      records: 0,
    };
  }
  return notLoaded(`The loaded ${what} ${edge}; this day is within ${kept} days and may still be exported.`);
}

function holeDay(judgement: DayJudgement, source: string, what: string, facts: LogFacts): TenantDay {
  const { hole, records } = judgement;
  const place = hole === null ? '' : `from ${hourText(hole.from)} to ${hourText(hole.until)}`;
  const between = hole !== null && liesBetweenFiles(hole, source, facts);
  const reason = between
    ? `No ${what} in the whole tenant ${place}: it lies between the loaded exports.`
    : `No ${what} in the whole tenant ${place}, while they are logged before and after.`;
  return { state: 'gap', reason, records };
}

/** Whether no single file spans the hole. */
function liesBetweenFiles(hole: Silence, source: string, facts: LogFacts): boolean {
  const [from, until] = [hole.from * 3_600_000, hole.until * 3_600_000];
  const files = facts.files.filter((file) => file.source === source);
  return (
    files.length > 0 && !files.some((file) => millisecondsOf(file.from) <= from && millisecondsOf(file.until) >= until)
  );
}

/** A day without records in a tenant that has few: proven only by records close on both sides. */
function silentDay(day: number, judged: ReadonlyMap<number, DayJudgement>, quiet: boolean, what: string): TenantDay {
  let [before, after] = [day - 1, day + 1];
  while (judged.get(before)?.kind === 'silent') before -= 1;
  while (judged.get(after)?.kind === 'silent') after += 1;
  const bracketed = judged.get(before)?.kind === 'logged' && judged.get(after)?.kind === 'logged';
  if (quiet && bracketed && (after - before - 1) * 24 <= QUIET_HOURS) {
    return {
      state: 'clean',
      reason: `No ${what} that day, as usual in a tenant with few; logging is shown on ${dayText(before)} and ${dayText(after)}.`,
      records: 0,
    };
  }
  return {
    state: 'gap',
    reason: `No ${what} in the whole tenant that day, while they are logged before and after.`,
    records: 0,
  };
}

function medianRecords(judged: ReadonlyMap<number, DayJudgement>): number {
  const counts = [...judged.values()].flatMap((one) => (one.records > 0 ? [one.records] : [])).sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

function hourText(hour: number): string {
  return `${new Date(hour * 3_600_000).toISOString().slice(0, 13).replace('T', ' ')}:00`;
}
