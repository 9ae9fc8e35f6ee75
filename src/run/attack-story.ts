import type { CaseView } from '../case/index.ts';
import {
  type AttackTimeline,
  attackTimeline,
  coverageOf,
  type Finding,
  type PivotOptions,
  type PivotStep,
  pivot,
} from '../review/index.ts';
import { lookInLogs } from './look-in-logs.ts';

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
  return lookInLogs(view, async (events) => {
    const steps = await pivot(events, findings, options);
    return { steps, timeline: await attackTimeline(events, findings, steps, coverageOf(view.store)) };
  });
}
