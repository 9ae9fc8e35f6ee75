import { join } from 'node:path';
import type { Case } from '../case/index.ts';
import { count, counted, type Instant } from '../core/index.ts';
import type { RebuiltManifest } from '../intake/index.ts';
import { type SourcedSnapshot, workItems } from '../response/index.ts';
import {
  type Anew,
  auditSettingsOf,
  type CoverageCell,
  coverage,
  type EventQueries,
  type Finding,
  indicatorsOf,
  type LoadedFile,
  loadDetections,
  marksOf,
  matchIndicators,
  Remembered,
  rememberedQueries,
  reviewAnew,
  storeReadiness,
  storeReview,
  type TableMarks,
  tableMark,
} from '../review/index.ts';
import { readinessIn } from './case-readiness.ts';
import { exposedSubjects } from './exposed-subjects.ts';
import { logNamesIn } from './log-names.ts';
import { rebuildManifest } from './rebuild-manifest.ts';
import type { RunObserver } from './run-observer.ts';
import { readSettings } from './settings.ts';
import { tableMarks } from './table-marks.ts';
import { withEventsWhenAsked } from './with-events.ts';

/**
 * Runs the detections over everything since the first exposure, rebuilds from the logs what was taken out of our own mailboxes, and works
 * out for each exposed principal and application what the logs can answer for. Findings about others stay too: a thief who came in by one
 * account goes on with the next.
 * @param onTaken called where the logs name stolen mail: it has to be set against what is held, and what stands in it to become work.
 */
export async function reviewLogs(
  kase: Case,
  snapshots: readonly SourcedSnapshot[],
  observer: RunObserver,
  onTaken: () => void,
): Promise<void> {
  observer.step('Asking the logs', 0, 'items');
  const now = kase.clock.now();
  const subjects = () => exposedSubjects(workItems(kase.store), snapshots, now);
  const files = loadedFiles(kase);
  const paths = files.map((file) => join(kase.folder, file.path));
  await withEventsWhenAsked(kase, paths, async (open) => {
    const events: EventQueries = { query: async (sql, parameters) => (await open()).query(sql, parameters) };
    const remembered = new Remembered(kase.store);
    const table = await tableMarks(kase, remembered, open);
    const from =
      subjects()
        .map((subject) => subject.from)
        .sort()[0] ?? null;
    const options = { hash: kase.hash, table, remembered };
    const scope = { kind: 'tenant', from, until: now } as const;
    const { findings: detected, anew } = await reviewAnew(events, scope, loadDetections(), options);
    const seen = await indicatorsSeen(kase, events, options);
    const findings = [...detected, ...seen];
    const taken = await rebuildManifest(kase, events, marksOf(findings, namesFor(snapshots)));
    observer.stepDone(`${asked(findings, taken)}; ${askedAnew(anew)}`);
    if (taken.messages + taken.folders > 0) onTaken();
    observer.step('Working out what the logs can answer for', 0, 'items');
    const exposed = subjects();
    const known = rememberedQueries(events, remembered, { table: tableMark(table, kase.hash), hash: kase.hash });
    const cells = await coverage(known, exposed, findings, {
      files,
      asOf: now,
      auditing: auditSettingsOf(kase.store),
      hash: kase.hash,
    });
    const readiness = await readinessIn(known, kase, now);
    kase.store.transaction(() => {
      storeReview(kase, { findings, coverage: cells });
      storeReadiness(kase.store, readiness);
      remembered.storeIn(kase.store);
    });
    observer.stepDone(answerable(exposed.length, cells));
  });
}

/** Where the indicators are seen, unless the same were looked for in the same events before. */
async function indicatorsSeen(
  kase: Case,
  events: EventQueries,
  { table, remembered }: { readonly table: TableMarks; readonly remembered: Remembered },
): Promise<readonly Finding[]> {
  const { store, hash } = kase;
  const { indicators } = indicatorsOf(store);
  const { markCommon } = readSettings(kase);
  const input = hash.hex('indicators', tableMark(table, hash), JSON.stringify(indicators), String(markCommon));
  const known = remembered.recall<readonly Finding[]>('indicators', '', input);
  if (known !== undefined) return known;
  const seen = await matchIndicators(events, indicators, hash, { markCommon });
  remembered.keep('indicators', '', input, seen);
  return seen;
}

function askedAnew({ days, ofDays, detections, overAllDays, ofDetections }: Anew): string {
  if (detections === 0) return 'nothing to ask anew';
  const ran = `${count(detections)} of ${counted(ofDetections, 'detection')}`;
  const over = overAllDays === 0 ? '' : `, ${count(overAllDays)} of them at all days`;
  return `${count(days)} of ${counted(ofDays, 'day')} looked at anew by ${ran}${over}`;
}

function namesFor(snapshots: readonly SourcedSnapshot[]): (id: string) => readonly string[] {
  const names = logNamesIn(snapshots);
  return (id) => names([id]);
}

function asked(findings: readonly Finding[], { messages, folders }: RebuiltManifest): string {
  const raised = findings.filter((finding) => finding.answer === 'raised').length;
  const what = raised === 0 ? 'nothing raised so far as they can answer, which follows' : counted(raised, 'finding');
  if (messages + folders === 0) return what;
  const taken = `${counted(messages, 'message')} and ${counted(folders, 'folder')} taken out of our own mailboxes`;
  return `${what}; ${taken}`;
}

function answerable(exposed: number, cells: readonly CoverageCell[]): string {
  const unanswered = cells.filter((cell) => cell.state !== 'clean' && cell.state !== 'findings').length;
  return `${counted(exposed, 'exposed principal or application', 'exposed principals and applications')}, ${count(unanswered)} of ${counted(cells.length, 'day')} in a log without an answer`;
}

function loadedFiles(kase: Case): readonly (LoadedFile & { readonly path: string })[] {
  const rows = kase.store.all<{ path: string; source: string; name: string; from: string; until: string }>(
    `SELECT f.path, f.source, s.relative AS name, w.from_at AS "from", w.until_at AS until
     FROM log_files f JOIN sources s ON s.id = f.source_id
     JOIN (SELECT source_id, source, min(min_at) AS from_at, max(max_at) AS until_at FROM log_files GROUP BY source_id, source) w
       ON w.source_id = f.source_id AND w.source = f.source
     ORDER BY f.path`,
  );
  return rows.map((row) => ({ ...row, from: row.from as Instant, until: row.until as Instant }));
}
