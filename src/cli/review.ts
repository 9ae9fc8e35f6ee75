import { Command } from 'commander';
import { viewCase } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { coverageOf, type Finding, findingsOf } from '../review/index.ts';
import type { Act } from './face.ts';
import { tableLines } from './terminal/table.ts';

const COLUMNS = [
  { title: 'FROM' },
  { title: 'SEVERITY' },
  { title: 'FINDING', max: 56 },
  { title: 'WHO', max: 40 },
  { title: 'APPLICATION', max: 38 },
  { title: 'ADDRESS' },
  { title: 'EVENTS', align: 'right' },
] as const;

/** `postbreach review CASE`: findings and coverage. */
export function reviewCommand(act: Act): Command {
  return new Command('review')
    .argument('<case>')
    .option('--principal <name>', 'only this principal')
    .addHelpText(
      'after',
      '\nExamples:\n  postbreach review breach.case\n  postbreach review breach.case --principal svc-build@agency.example',
    )
    .action((folder: string, options: { readonly principal?: string }) =>
      act(async ({ talk, out, json }) => {
        const view = viewCase(folder);
        const wanted = options.principal?.toLowerCase();
        const concerns = (...names: readonly (string | null)[]) =>
          wanted === undefined || names.some((name) => name?.toLowerCase() === wanted);
        const findings = findingsOf(view.store).filter((one) => concerns(one.principal, one.mailbox));
        const cells = coverageOf(view.store).filter((cell) => concerns(cell.principal));
        view.close();
        if (json) await out.json({ findings, coverage: cells });
        else for (const line of [...findingTable(findings), ...otherAnswers(findings)]) await out.line(line);
        const holes = cells.filter((cell) => cell.state !== 'clean' && cell.state !== 'findings');
        if (!json && wanted !== undefined)
          for (const cell of holes) await out.line(`${cell.day}  ${cell.source}  ${cell.state}: ${cell.reason}`);
        talk.say(
          `${counted(findings.length, 'answer')}; ${counted(holes.length, 'day')} of ${counted(cells.length, 'principal-day')} without an answer from the logs.`,
        );
        return 0;
      }),
    );
}

function findingTable(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return ['No answer yet. Has the case been run?'];
  const raised = findings.filter((finding) => finding.answer === 'raised');
  if (raised.length === 0) return ['No detection raised anything.'];
  return tableLines(
    COLUMNS,
    raised.map((finding) => [
      finding.from?.slice(0, 16).replace('T', ' ') ?? '–',
      finding.severity,
      finding.title,
      finding.principal ?? finding.mailbox ?? '–',
      finding.application ?? '–',
      finding.ip ?? '–',
      String(finding.count),
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
function otherAnswers(findings: readonly Finding[]): readonly string[] {
  const others = findings.filter((finding) => finding.answer !== 'raised');
  const groups = [...Map.groupBy(others, (finding) => `${finding.title}\n${finding.answer}`).values()];
  const lines = groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const events = group.reduce((sum, finding) => sum + finding.count, 0);
    return [`  ${first.title}: ${SAID[first.answer]} (${counted(group.length, 'time')}, ${counted(events, 'event')})`];
  });
  return lines.length === 0 ? [] : ['', 'Not raised:', ...lines];
}
