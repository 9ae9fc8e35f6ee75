import { dirname, sep } from 'node:path';
import type { Store } from '../case/index.ts';

/** Items that are put in order, of those that lie beside a locked file. */
const MOST_LOOKED_AT = 20_000;

/**
 * The items that may hold the password of a locked file: those of the same archive, and of files in the same folder, if they have text. Those in which
 * a rule found a password come first, then files, then messages; of each the ones of the same archive before the others.
 * @param id `messages.id` of a document. @param most of them.
 */
export function filesBeside(store: Store, id: string, most: number): readonly string[] {
  const own = store.get<{ source: string; path: string }>(
    'SELECT s.id AS source, s.path FROM messages m JOIN sources s ON s.id = m.source_id WHERE m.id = ?',
    id,
  );
  if (own === null) return [];
  const folder = dirname(own.path);
  const start = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  const rows = store.all<{ id: string }>(
    `WITH near AS (
       SELECT id, relative FROM sources WHERE kind = 'mail' AND substr(path, 1, ?1) = ?2 AND instr(substr(path, ?1 + 1), ?3) = 0
     ), beside AS (
       SELECT m.id, m.kind, m.source_id = ?4 AS together, near.relative, m.position FROM near JOIN messages m ON m.source_id = near.id
       WHERE m.id <> ?5 AND EXISTS (SELECT 1 FROM parts p WHERE p.message = m.id AND p.state = 'text')
       ORDER BY m.kind = 'document' DESC, together DESC, near.relative, m.position, m.id LIMIT ${MOST_LOOKED_AT}
     )
     SELECT id, EXISTS (SELECT 1 FROM occurrences o WHERE o.message = beside.id AND o.kind IN ('password', 'passphrase', 'pin')) AS tells
     FROM beside ORDER BY tells DESC, kind = 'document' DESC, together DESC, relative, position, id LIMIT ?6`,
    [...start].length,
    start,
    sep,
    own.source,
    id,
    most,
  );
  return rows.map((row) => row.id);
}
