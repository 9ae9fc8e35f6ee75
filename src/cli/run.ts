import { Command } from 'commander';
import { openCase } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { runCase, takeRules } from '../run/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { jobsOption } from './jobs-option.ts';
import { ruleFilesFrom, rulesOption, sayRefused } from './rules-option.ts';
import { terminalObserver } from './terminal/run-lines.ts';
import { printable } from './terminal/table.ts';
import { unlockFrom } from './unlock.ts';

interface Options {
  readonly identity?: string;
  readonly ocr?: true;
  readonly markCommon?: true;
  readonly rules?: readonly string[];
  readonly withoutRules?: true;
  readonly jobs: number;
}

/** `postbreach run CASE`: everything that is not yet done; resumable. */
export function runCommand(act: Act): Command {
  return new Command('run')
    .argument('<case>')
    .option('--identity <file>', 'age identity that opens the case')
    .option('--ocr', 'look for letters in pictures too; later runs of the case do so as well')
    .addOption(rulesOption('search with these rules too, now and in later runs: a file or folder; again for more'))
    .option(
      '--mark-common',
      'let an indicator mark theft though a good part of all accounts bear it; later runs of the case do so as well',
    )
    .option('--without-rules', 'forget the rules that were given to this case before')
    .addOption(jobsOption())
    .addHelpText(
      'after',
      `
High-confidence credentials are shown as they are found. Stop it at any moment: the next run goes on where it was.

With --ocr for the first time, mail that was read before is read anew. It takes seconds for each picture. With other --rules
than before it is read anew too; their text is kept in the case, which needs the files no more.

Examples:
  postbreach run breach.case
  postbreach run breach.case --ocr
  postbreach run breach.case --rules our-rules/ --rules gitleaks.toml`,
    )
    .action((folder: string, options: Options) => act((face) => run(folder, options, face)));
}

async function run(folder: string, options: Options, { talk, out, clock, json }: Face): Promise<ExitCode> {
  const rules = ruleFilesFrom(options.rules);
  const kase = await openCase(folder, await unlockFrom(options.identity), clock);
  try {
    if (options.withoutRules === true) takeRules(kase);
    const settings = {
      ocr: options.ocr === true,
      markCommon: options.markCommon === true,
      rules,
      jobs: options.jobs,
    };
    const outcome = await runCase(kase, terminalObserver(talk), settings);
    const { losses, unfinished, refusedRules } = outcome;
    if (json) await out.json(outcome);
    if (unfinished > 0)
      talk.warn(
        `${counted(unfinished, 'source')} could not be read to the end; \`postbreach status ${folder}\` says why.`,
      );
    sayRefused(refusedRules, talk);
    sayCommon(outcome.commonIndicators, talk);
    talk.say(
      losses === 0
        ? 'Done; nothing was lost.'
        : `Done, with ${counted(losses, 'loss', 'losses')}: each is a row with its reason.`,
    );
    talk.say(`Next: postbreach status ${folder}, postbreach report ${folder} status`);
    return losses + unfinished + refusedRules.length > 0 ? 1 : 0;
  } finally {
    kase.close();
  }
}

/** Such an indicator would call everybody's mail stolen; whoever gave it must hear that it does not. */
function sayCommon(titles: readonly string[], talk: Face['talk']): void {
  for (const title of titles.slice(0, 20)) talk.warn(`${talk.paint('yellow', 'attention')}  ${printable(title)}`);
  if (titles.length > 20) talk.warn(`… and ${titles.length - 20} more`);
  if (titles.length > 0)
    talk.warn(
      "They are perhaps networks or applications of your own: they mark no mail as stolen. If they are the thief's, run the case with --mark-common.",
    );
}
