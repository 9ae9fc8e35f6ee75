import { count, counted } from '../../core/index.ts';
import { restingOn } from '../../report/index.ts';
import type { CellRun, Finding } from '../../review/index.ts';
import { printable, tableLines } from '../terminal/table.ts';

const COLUMNS = [
  { title: 'FROM' },
  { title: 'SEVERITY' },
  { title: 'FINDING', max: 56 },
  { title: 'WHO', max: 40 },
  { title: 'APPLICATION', max: 38 },
  { title: 'ADDRESS' },
  { title: 'EVENTS', align: 'right' },
  { title: 'ID' },
] as const;

/**
 * What was raised, as a table.
 * @param runs the coverage in scope, on which it rests that nothing was.
 */
export function findingTable(findings: readonly Finding[], runs: readonly CellRun[]): readonly string[] {
  if (findings.length === 0) return ['No answer yet. Has the case been run?'];
  const raised = findings.filter((finding) => finding.answer === 'raised');
  if (raised.length === 0) return [restingOn('No detection raised anything', runs)];
  return tableLines(
    COLUMNS,
    raised.map((finding) => [
      finding.from?.slice(0, 16).replace('T', ' ') ?? '–',
      finding.severity,
      finding.title,
      finding.principal ?? finding.mailbox ?? '–',
      finding.application ?? '–',
      finding.ip ?? '–',
      count(finding.count),
      finding.id,
    ]),
  );
}

const SAID: { readonly [Answer in Finding['answer']]: string } = {
  raised: 'raised',
  'no-baseline': 'cannot be told from the usual: the logs do not reach far enough back',
  'set-aside': 'set aside as known noise',
  'not-answerable': 'cannot be answered: no log it needs is loaded',
};

/** What the detections say besides findings, a line for each kind of answer. */
export function otherAnswers(findings: readonly Finding[]): readonly string[] {
  const others = findings.filter(({ answer }) => answer !== 'raised' && answer !== 'not-answerable');
  const unasked = new Set(findings.filter(({ answer }) => answer === 'not-answerable').map(({ title }) => title));
  const groups = [...Map.groupBy(others, (finding) => `${finding.title}\n${finding.answer}`).values()];
  const lines = groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const said = `  ${printable(first.title)}: ${SAID[first.answer]}`;
    const events = group.reduce((sum, finding) => sum + finding.count, 0);
    return [events === 0 ? said : `${said} (${counted(group.length, 'time')}, ${counted(events, 'event')})`];
  });
  const more = unasked.size === 0 ? [] : [`  ${unaskedText([...unasked])}`];
  return lines.length + more.length === 0 ? [] : ['', 'Set aside, or without an answer:', ...lines, ...more];
}

const NAMED = 3;

/** Detections for which no log is loaded are counted, not listed: what to load is what `--readiness` says. */
function unaskedText(titles: readonly string[]): string {
  if (titles.length <= NAMED) return `${titles.map(printable).join('; ')}: ${SAID['not-answerable']}`;
  return `${counted(titles.length, 'detection')} cannot be answered: no log they need is loaded (--readiness says which to load, --json lists them)`;
}
