import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { type Case, ledgerEntries, openCase } from '../case/index.ts';
import { buildStatus, freezeReport, REPORT_FORMATS, type ReportFormat, renderReport } from '../report/index.ts';
import { CliError } from './cli-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { unlockFrom } from './unlock.ts';

interface Options {
  readonly format?: ReportFormat;
  readonly out?: string;
  readonly identity?: string;
  readonly handedIn?: string | true;
  readonly by: string;
}

/** `postbreach report CASE status`: the report due, frozen in the case. */
export function reportCommand(act: Act): Command {
  return new Command('report')
    .argument('<case>')
    .addArgument(new Argument('<kind>', 'which report').choices(['status']))
    .addOption(new Option('--format <format>', 'html, md or json; all three where not given').choices(REPORT_FORMATS))
    .option('--out <file>', 'write it there too; - prints it (needs --format)')
    .option('--handed-in [id]', 'note in the ledger that it was handed in, e.g. status or weekly:2024-05-08')
    .option('--by <name>', 'with --handed-in: who says so', userInfo().username)
    .option('--identity <file>', 'age identity that opens the case')
    .addHelpText(
      'after',
      `
Examples:
  postbreach report breach.case status
  postbreach report breach.case status --format md --out -
  postbreach report breach.case status --handed-in`,
    )
    .action((folder: string, kind: string, options: Options) =>
      act(async (face) => {
        const kase = await openCase(folder, await unlockFrom(options.identity), face.clock);
        try {
          return options.handedIn === undefined
            ? await writeStatus(kase, options, face)
            : handIn(kase, kind, options, face);
        } finally {
          kase.close();
        }
      }),
    );
}

async function writeStatus(kase: Case, options: Options, { talk, out, json }: Face): Promise<ExitCode> {
  const view = { profile: kase.profile, store: kase.store, head: kase.ledger.head() };
  const report = buildStatus(view, kase.clock.now(), handedIn(kase.folder));
  const formats = options.format === undefined ? REPORT_FORMATS : [options.format];
  for (const format of formats) {
    const text = renderReport(report, format);
    const frozen = freezeReport(kase, 'status', format, text);
    talk.say(`${join(kase.folder, frozen.path)}  sha256 ${frozen.sha256.slice(0, 16)}…`);
    if (options.out === '-') await out.line(text.trimEnd());
    else if (options.out !== undefined) writeFileSync(options.out, text);
  }
  if (json && options.out !== '-') await out.json(report);
  for (const line of report.summary) talk.say(line);
  return 0;
}

function handIn(kase: Case, kind: string, options: Options, { talk }: Face): ExitCode {
  const id = typeof options.handedIn === 'string' ? options.handedIn : kind;
  const view = { profile: kase.profile, store: kase.store, head: kase.ledger.head() };
  const owed = buildStatus(view, kase.clock.now(), handedIn(kase.folder)).owed;
  if (!owed.includes(id)) {
    throw new CliError(
      'bad-option',
      `"${id}" is no report this directive asks for`,
      `Give one of: ${owed.join(', ')}.`,
      2,
    );
  }
  const head = kase.ledger.append('handed-in', { report: id, by: options.by });
  talk.say(`The ledger notes, as entry ${head.seq}, that ${options.by} says ${id} was handed in.`);
  return 0;
}

/** Ids of the reports that somebody says were handed in. */
export function handedIn(folder: string): ReadonlySet<string> {
  return new Set(ledgerEntries(folder, 'handed-in').map((entry) => String(entry.body.report)));
}
