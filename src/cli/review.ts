import { Command } from 'commander';
import { type CaseView, viewCase } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { restingOn } from '../report/index.ts';
import { type CoverageCell, cellRuns, coverageOf, type Finding, findingsOf, PIVOT_DEFAULTS } from '../review/index.ts';
import { attackStory, caseReadiness } from '../run/index.ts';
import { CliError } from './cli-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { showCells } from './review/cell-lines.ts';
import { findingTable, otherAnswers } from './review/finding-lines.ts';
import { readinessLines } from './review/readiness-lines.ts';
import {
  cellInScope,
  findingInScope,
  type ReviewScope,
  reviewScope,
  type ScopeOptions,
} from './review/review-scope.ts';
import { sigmaFindings } from './review/sigma-findings.ts';
import { timelineLines } from './review/timeline-lines.ts';
import { printable } from './terminal/table.ts';

interface Options extends ScopeOptions {
  readonly timeline?: boolean;
  readonly readiness?: boolean;
  readonly cell?: readonly string[];
  readonly depth: string;
  readonly sigma?: readonly string[];
  readonly aliases?: readonly string[];
}

/** `postbreach review CASE`: findings, coverage, and the story they tell. */
export function reviewCommand(act: Act): Command {
  return new Command('review')
    .argument('<case>')
    .option('--principal <name>', 'only this principal or mailbox')
    .option('--application <id>', 'only this application')
    .option('--from <time>', 'nothing before: a day, or an RFC 3339 time')
    .option('--until <time>', 'nothing after, likewise')
    .option('--timeline', 'the findings as one story, with what else bears their addresses, sessions and devices')
    .option('--depth <n>', 'how many pivots the story goes from the findings, 0 to 4', String(PIVOT_DEFAULTS.depth))
    .option('--readiness', 'which logs and mailboxes can answer at all, and what to load or switch on')
    .option('--cell <id...>', 'what the logs can answer for on the cells that a report cites')
    .option('--sigma <rules...>', 'ask Sigma rules too: files, or folders of .yml files')
    .option('--aliases <folder...>', 'with --sigma: packs of your own, names of other logs and values for placeholders')
    .addHelpText(
      'after',
      `
Examples:
  postbreach review breach.case
  postbreach review breach.case --principal svc-build@agency.example
  postbreach review breach.case --timeline --from 2024-02-05 --until 2024-02-20
  postbreach review breach.case --timeline --depth 2 --principal svc-build@agency.example
  postbreach review breach.case --readiness
  postbreach review breach.case --cell cov-3f2a9c1b04@2024-02-12..2024-02-15
  postbreach review breach.case --sigma rules/`,
    )
    .action((folder: string, options: Options) => act((face) => review(folder, options, face)));
}

async function review(folder: string, options: Options, face: Face): Promise<ExitCode> {
  const scope = reviewScope(options);
  const depth = depthOf(options.depth);
  const view = viewCase(folder);
  try {
    if (options.readiness === true) return await sayReadiness(view, face);
    const sigma = await sigmaFindings(view, options, scope, face);
    const found = [...findingsOf(view.store), ...sigma.findings].sort(byTime);
    const findings = found.filter((one) => findingInScope(scope, one));
    const cells = coverageOf(view.store).filter((cell) => cellInScope(scope, cell));
    if (options.cell !== undefined) await showCells(coverageOf(view.store), options.cell, face);
    else if (options.timeline === true) await tellStory(view, { findings, cells }, { scope, depth }, face);
    else await list(findings, cells, scope, face);
    return sigma.code;
  } finally {
    view.close();
  }
}

async function list(
  findings: readonly Finding[],
  cells: readonly CoverageCell[],
  scope: ReviewScope,
  { talk, out, json }: Face,
): Promise<void> {
  const runs = cellRuns(cells);
  const holes = cells.filter(isHole);
  if (json) await out.json({ findings, coverage: cells });
  else {
    for (const line of [...findingTable(findings, runs), ...otherAnswers(findings)]) await out.line(line);
    if (scope.principal !== null || scope.application !== null)
      for (const run of runs)
        if (isHole(run)) await out.line(`${run.id}  ${run.source}  ${run.state}: ${printable(run.reason)}`);
  }
  const raised = findings.filter(({ answer }) => answer === 'raised').length;
  const found = raised === 0 ? restingOn('Nothing was raised', runs) : `${counted(raised, 'finding')},`;
  talk.say(
    `${found} ${counted(findings.length - raised, 'other answer')}; ${counted(holes.length, 'day')} of ${counted(cells.length, 'principal-day')} without an answer from the logs.`,
  );
}

const isHole = ({ state }: Pick<CoverageCell, 'state'>) => state !== 'clean' && state !== 'findings';

async function tellStory(
  view: CaseView,
  { findings, cells }: { readonly findings: readonly Finding[]; readonly cells: readonly CoverageCell[] },
  { scope, depth }: { readonly scope: ReviewScope; readonly depth: number },
  { talk, out, json }: Face,
): Promise<void> {
  const options = { ...PIVOT_DEFAULTS, depth, from: scope.from, until: scope.until };
  const story = await attackStory(view, findings, options);
  if (json) await out.json(story);
  else for (const line of timelineLines(story, cellRuns(cells))) await out.line(line);
  const holes = story.timeline.rows.filter(({ type }) => type === 'hole').length;
  talk.say(
    `${counted(story.timeline.rows.length - holes, 'line')} of what was done, ${counted(holes, 'hole')} in the logs.`,
  );
}

function byTime(a: Finding, b: Finding): number {
  return (a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0;
}

async function sayReadiness(view: CaseView, { talk, out, json, clock }: Face): Promise<ExitCode> {
  const ready = await caseReadiness(view, clock.now());
  if (json) await out.json(ready);
  else for (const line of readinessLines(ready)) await out.line(line);
  const silent = ready.mailboxes.filter(({ state }) => state !== 'recorded').length;
  const lacking = ready.sources.filter(({ advice }) => advice !== null).length;
  talk.say(
    `${counted(lacking, 'log')} missing in whole or in part; the reading of ${counted(silent, 'mailbox', 'mailboxes')} of ${ready.mailboxes.length} is not seen to be written down.`,
  );
  return 0;
}

function depthOf(text: string): number {
  if (/^[0-4]$/.test(text)) return Number(text);
  throw new CliError('bad-option', `--depth ${text} is no number from 0 to 4`, 'Give 0, 1, 2, 3 or 4.', 2);
}
