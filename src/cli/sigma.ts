import { Command } from 'commander';
import { viewCase } from '../case/index.ts';
import type { RuleOutcome } from '../review/index.ts';
import { loadedForSigma } from '../run/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { givenSigma, outcomeCounts, outcomeReason, outcomeWord } from './sigma/given-sigma.ts';
import { printable, tableLines } from './terminal/table.ts';

interface CheckOptions {
  readonly case?: string;
  readonly aliases?: readonly string[];
  readonly sql?: boolean;
}

/** `postbreach sigma check`: what becomes of Sigma rules. */
export function sigmaCommand(act: Act): Command {
  const check = new Command('check')
    .description('say of each rule whether it can be asked of the logs, and why not')
    .argument('<rules...>', 'files, or folders of .yml files')
    .option('--case <folder>', 'ask which of these logs the case holds')
    .option('--aliases <folder...>', 'packs of your own: names of other logs, values for placeholders')
    .option('--sql', 'print the queries')
    .addHelpText(
      'after',
      `
Examples:
  postbreach sigma check rules/
  postbreach sigma check rules/ --case breach.case
  postbreach sigma check rules/forwarding.yml --sql`,
    )
    .action((rules: readonly string[], options: CheckOptions) => act((face) => checkRules(rules, options, face)));
  return new Command('sigma')
    .addHelpText(
      'after',
      '\nExamples:\n  postbreach sigma check rules/\n  postbreach review breach.case --sigma rules/',
    )
    .addCommand(check);
}

async function checkRules(rules: readonly string[], options: CheckOptions, face: Face): Promise<ExitCode> {
  const { talk, out, json } = face;
  const { outcomes, refused } = givenSigma(rules, options.aliases ?? [], talk);
  const loaded = options.case === undefined ? null : await loadedIn(options.case, outcomes);
  if (json) for (const outcome of outcomes) await out.json(record(outcome, loaded, options.sql === true));
  else if (options.sql === true) for (const line of outcomes.flatMap(sqlLines)) await out.line(line);
  else for (const line of table(outcomes, loaded)) await out.line(line);
  talk.say(`${outcomeCounts(outcomes, loaded)}.`);
  return refused > 0 ? 1 : 0;
}

/** How many events the case has of each kind that the rules ask for. */
async function loadedIn(folder: string, outcomes: readonly RuleOutcome[]): Promise<ReadonlyMap<string, number>> {
  const view = viewCase(folder);
  try {
    return await loadedForSigma(view, outcomes);
  } finally {
    view.close();
  }
}

const COLUMNS = [
  { title: 'OUTCOME' },
  { title: 'RULE', max: 60 },
  { title: 'WHERE OR WHY', max: 110 },
  { title: 'FILE' },
] as const;

function table(outcomes: readonly RuleOutcome[], loaded: ReadonlyMap<string, number> | null): readonly string[] {
  if (outcomes.length === 0) return ['No rule is there.'];
  return tableLines(
    COLUMNS,
    outcomes.map((one) => [outcomeWord(one, loaded), one.head.title, outcomeReason(one), placeOf(one)]),
  );
}

function placeOf({ head }: RuleOutcome): string {
  return head.document === 1 ? head.file : `${head.file} (${head.document})`;
}

/** Control characters of a rule's texts do not reach the terminal; `--json` has the query as it is. */
function sqlLines(outcome: RuleOutcome): readonly string[] {
  const { verdict, head } = outcome;
  if (verdict.kind !== 'compiled')
    return [`-- ${printable(head.title)}`, `-- ${printable(outcomeReason(outcome))}`, ''];
  return [`-- ${printable(head.title)}`, ...verdict.pack.sql.split('\n').map(printable), ''];
}

function record(outcome: RuleOutcome, loaded: ReadonlyMap<string, number> | null, withSql: boolean) {
  const { head, verdict } = outcome;
  return {
    type: 'sigma-rule',
    file: head.file,
    document: head.document,
    id: head.id,
    title: head.title,
    outcome: outcomeWord(outcome, loaded),
    reason: outcomeReason(outcome),
    ...(withSql && verdict.kind === 'compiled' ? { sql: verdict.pack.sql } : {}),
  };
}
