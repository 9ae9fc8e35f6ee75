import { count, counted } from '../../core/index.ts';
import { restingOn } from '../../report/index.ts';
import type { AttackRow, CellRun, PivotStep } from '../../review/index.ts';
import type { AttackStory } from '../../run/index.ts';
import { printable, tableLines } from '../terminal/table.ts';

/**
 * The story of an attack for a terminal: one line an hour of like events, findings marked, holes said.
 * @param runs the coverage in scope, on which it rests that there is no story.
 */
export function timelineLines({ timeline, steps }: AttackStory, runs: readonly CellRun[]): readonly string[] {
  if (timeline.rows.length === 0) return [restingOn('No finding is in scope, so there is no story to tell', runs)];
  let day = '';
  const lines = timeline.rows.flatMap((row) => {
    const heading = row.from.slice(0, 10) === day ? [] : ['', row.from.slice(0, 10)];
    day = row.from.slice(0, 10);
    return [...heading, `  ${timesOf(row)}  ${markOf(row)} ${printable(textOf(row))}`];
  });
  const more = timeline.more ? ['', '… and more: narrow it with --from, --until or --principal.'] : [];
  return [...lines.slice(1), ...more, '', ...pivotLines(steps)];
}

function timesOf({ type, from, until }: AttackRow): string {
  if (type === 'hole') return 'all day     '.slice(0, 11);
  const [start, end] = [from.slice(11, 16), until.slice(11, 16)];
  if (until.slice(0, 10) !== from.slice(0, 10)) return `${start} … `.padEnd(11);
  return (start === end ? start : `${start}–${end}`).padEnd(11);
}

function markOf({ type }: AttackRow): string {
  if (type === 'finding') return '!!';
  return type === 'hole' ? '??' : '  ';
}

function textOf(row: AttackRow): string {
  switch (row.type) {
    case 'finding':
      return findingText(row);
    case 'events':
      return `${row.events.text}  [${row.events.eventId.slice(0, 40)}]`;
    case 'hole': {
      const days = row.from.slice(0, 10) === row.until.slice(0, 10) ? '' : ` until ${row.until.slice(0, 10)}`;
      return `NO ANSWER from ${row.source}${days}: ${row.state.replaceAll('-', ' ')}. ${row.reason}  [${row.cells}]`;
    }
  }
}

function findingText({ finding, until, from }: AttackRow & { readonly type: 'finding' }): string {
  const who = finding.principal ?? finding.mailbox ?? finding.application ?? 'the tenant';
  const where = finding.ip === null ? '' : ` from ${finding.ip}`;
  const last = until.slice(0, 10) === from.slice(0, 10) ? '' : ` until ${until.slice(0, 16).replace('T', ' ')}`;
  return `${finding.severity.toUpperCase()} ${finding.title}: ${who}${where}, ${counted(finding.count, 'event')}${last}  [${finding.id}]`;
}

const COLUMNS = [
  { title: 'PIVOT' },
  { title: 'DEPTH', align: 'right' },
  { title: 'EVENTS', align: 'right' },
  { title: 'WHO', max: 60 },
  { title: 'REACHED BY', max: 60 },
] as const;

const LISTED = 50;

function pivotLines(steps: readonly PivotStep[]): readonly string[] {
  if (steps.length === 0) return ['The findings’ events bear no address, session or device to follow.'];
  const rows = steps
    .slice(0, LISTED)
    .map((step) => [
      `${step.kind} ${step.value}`,
      String(step.depth),
      count(step.events),
      step.standing === 'too-common'
        ? `${count(step.principals)} principals: too common to follow`
        : step.names.join(', ') || 'failures only',
      step.via,
    ]);
  const more = steps.length > LISTED ? [`… and ${count(steps.length - LISTED)} more; --json gives all.`] : [];
  return ['Followed:', ...tableLines(COLUMNS, rows), ...more];
}
