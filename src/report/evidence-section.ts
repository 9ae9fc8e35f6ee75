import type { Store } from '../case/index.ts';
import type { EvidenceRow, LossRow } from './status-report.ts';

const PLACES = 100;

/** Sources and balances by kind. An expectation is null where one source's is unknown. */
export function evidenceRows(store: Store): readonly EvidenceRow[] {
  return store.all<EvidenceRow>(
    `SELECT s.kind, count(*) AS sources,
       CASE WHEN count(t.source_id) = count(t.expected) THEN coalesce(sum(t.expected), 0) END AS expected,
       coalesce(sum(t.read), 0) AS read, coalesce(sum(t.unreadable), 0) AS unreadable,
       coalesce(sum(t.encrypted), 0) AS encrypted, coalesce(sum(t.recovered), 0) AS recovered,
       count(*) FILTER (WHERE t.done IS NOT 1) AS unfinished
     FROM sources s LEFT JOIN tallies t ON t.source_id = s.id
     GROUP BY s.kind ORDER BY s.kind`,
  );
}

/** Losses by reason, the most frequent first. */
export function lossRows(store: Store): readonly LossRow[] {
  const groups = store.all<{ reason: string; level: string; count: number }>(
    'SELECT reason, level, count(*) AS count FROM losses GROUP BY reason, level ORDER BY count DESC, reason, level',
  );
  return groups.map((group) => ({ ...group, places: lossPlaces(store, group.reason, group.level) }));
}

function lossPlaces(store: Store, reason: string, level: string): readonly string[] {
  const rows = store.all<{
    relative: string;
    container: string;
    folder: string | null;
    message_id: string | null;
    part: string;
    member: string;
    detail: string;
  }>(
    `SELECT s.relative, l.container, m.folder, m.message_id, l.part, l.member, l.detail
     FROM losses l JOIN sources s ON s.id = l.source_id LEFT JOIN messages m ON m.id = l.message
     WHERE l.reason = ? AND l.level = ? ORDER BY s.relative, l.start, l.id LIMIT ${PLACES}`,
    reason,
    level,
  );
  return rows.map(({ relative, container, folder, message_id, part, member, detail }) => {
    const path = [
      relative,
      ...(JSON.parse(container) as readonly string[]),
      folder,
      message_id,
      part === '' ? null : `part ${part}`,
      ...(JSON.parse(member) as readonly string[]),
    ];
    return `${path.filter((step) => step !== null).join(' › ')}: ${detail}`;
  });
}
