import { Command, Option } from 'commander';
import type { Store } from '../case/index.ts';
import { viewCase } from '../case/index.ts';
import { count, counted } from '../core/index.ts';
import { type ManifestDifferences, manifestDifferences, reconcileCounts, stolenOf } from '../intake/index.ts';
import { citation, cleanRuns, restingOn, takenText } from '../report/index.ts';
import { type CellRun, cellRuns, coverageOf, stolenAccessOf } from '../review/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { tableLines } from './terminal/table.ts';

interface Options {
  readonly format: 'pretty' | 'ndjson';
}

/** `postbreach stolen CASE`: what was stolen, by the manifests, the compromised accounts and our own logs, and where these differ. */
export function stolenCommand(act: Act): Command {
  return new Command('stolen')
    .argument('<case>')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['pretty', 'ndjson']).default('pretty'))
    .addHelpText(
      'after',
      `
The provider's manifests name messages; so do the records of our own logs that a finding ties to the thief. A synchronised folder counts
as taken whole, and so does a mailbox whose records were throttled. Subjects are masked.

Examples:
  postbreach stolen breach.case
  postbreach stolen breach.case --format ndjson > stolen.ndjson`,
    )
    .action((folder: string, options: Options) => act((face) => list(folder, options, face)));
}

async function list(folder: string, { format }: Options, { talk, out, json }: Face): Promise<ExitCode> {
  const view = viewCase(folder);
  try {
    if (json || format === 'ndjson') {
      for (const message of stolenOf(view.store)) await out.json({ type: 'stolen', ...message });
      for (const access of stolenAccessOf(view.store)) await out.json({ type: 'access', ...access });
    } else for (const line of [...totals(view.store), ...accessLines(view.store)]) await out.line(line);
    const { stolen, retrievalTasks } = reconcileCounts(view.store);
    if (stolen === 0) return 0;
    talk.say(
      `${counted(stolen, 'stolen message')}; ${counted(retrievalTasks, 'message')} to be got from elsewhere (postbreach report … status).`,
    );
    return 0;
  } finally {
    view.close();
  }
}

function totals(store: Store): readonly string[] {
  const { held, partly, missing, extra } = reconcileCounts(store).byStatus;
  if (held + partly + missing + extra === 0) {
    const said = 'Nothing is known to be stolen, by no manifest or list and by no record of access';
    return [restingOn(said, cellRuns(coverageOf(store)), 'mail-access'), 'Has the case been run?'];
  }
  const lines = [
    `Held in full ${count(held)}, in part ${count(partly)}, missing ${count(missing)}; beyond what we were told ${count(extra)}.`,
  ];
  const differences = manifestDifferences(store);
  if (differences === null) return lines;
  return [...lines, ...differenceLines(differences, cellRuns(coverageOf(store)))];
}

function differenceLines(
  { both, manifestOnly, logsOnly, neither }: ManifestDifferences,
  runs: readonly CellRun[],
): readonly string[] {
  const answered = citation(cleanRuns(runs, 'mail-access'));
  return [
    '',
    'By the manifests and by our own logs:',
    `  ${count(both).padStart(8)}  in both`,
    `  ${count(manifestOnly).padStart(8)}  in a manifest, and in no record of access that we hold ${answered === '' ? '(no day is answered for)' : answered}`,
    `  ${count(logsOnly).padStart(8)}  in our logs, and in no manifest`,
    `  ${count(neither).padStart(8)}  in neither: exchanged with a compromised account, or quoting one`,
  ];
}

const COLUMNS = [
  { title: 'MAILBOX', max: 40 },
  { title: 'TAKEN', max: 60 },
  { title: 'FROM' },
  { title: 'UNTIL' },
  { title: 'RECORDS', align: 'right' },
  { title: 'ADDRESS' },
  { title: 'APPLICATION', max: 38 },
  { title: 'BECAUSE OF' },
] as const;

function accessLines(store: Store): readonly string[] {
  const rows = stolenAccessOf(store);
  if (rows.length === 0) return [];
  const cells = rows.map((row) => [
    row.mailbox,
    takenText(row),
    row.from.slice(0, 16).replace('T', ' '),
    row.until.slice(0, 16).replace('T', ' '),
    count(row.records),
    row.ip ?? '–',
    row.application ?? '–',
    row.because,
  ]);
  return ['', 'Besides single messages:', ...tableLines(COLUMNS, cells)];
}
