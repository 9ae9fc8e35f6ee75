import { join } from 'node:path';
import type { CaseView } from '../case/index.ts';
import type { EventQueries } from '../review/index.ts';
import { withEvents } from './with-events.ts';

/** Opens the whole event table of a case for somebody who only looks, beside a run that may be at work. */
export function lookInLogs<Result>(
  view: Pick<CaseView, 'folder' | 'store'>,
  work: (events: EventQueries) => Promise<Result>,
): Promise<Result> {
  const files = view.store.all<{ readonly path: string }>('SELECT path FROM log_files ORDER BY path');
  const paths = files.map(({ path }) => join(view.folder, path));
  return withEvents(view, paths, work, `tmp-${process.pid}`);
}
