import { join } from 'node:path';
import type { CaseView } from '../case/index.ts';
import {
  type AttackTimeline,
  attackTimeline,
  coverageOf,
  type EventQueries,
  type Finding,
  type PivotOptions,
  type PivotStep,
  pivot,
} from '../review/index.ts';
import { withEvents } from './with-events.ts';

/** The story that findings tell together with what else bears their traces. */
export interface AttackStory {
  readonly steps: readonly PivotStep[];
  readonly timeline: AttackTimeline;
}

/** Follows the findings' traces through the case's logs. */
export function attackStory(
  view: Pick<CaseView, 'folder' | 'store'>,
  findings: readonly Finding[],
  options: PivotOptions,
): Promise<AttackStory> {
  const files = view.store.all<{ readonly path: string }>('SELECT path FROM log_files ORDER BY path');
  const paths = files.map(({ path }) => join(view.folder, path));
  const follow = async (events: EventQueries): Promise<AttackStory> => {
    const steps = await pivot(events, findings, options);
    return { steps, timeline: await attackTimeline(events, findings, steps, coverageOf(view.store)) };
  };
  return withEvents(view, paths, follow, `tmp-${process.pid}`);
}
