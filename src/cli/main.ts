import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { fixedClock, packageRoot, parseInstant, systemClock } from '../core/index.ts';
import { addCommand } from './add.ts';
import { CliError } from './cli-error.ts';
import { credentialsCommand } from './credentials.ts';
import { demoCommand } from './demo.ts';
import { type ExitCode, explainError } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { initCommand } from './init.ts';
import { relinkCommand } from './relink.ts';
import { reportCommand } from './report.ts';
import { reviewCommand } from './review.ts';
import { runCommand } from './run.ts';
import { scanCommand } from './scan.ts';
import { statusCommand } from './status.ts';
import { openDataOut } from './terminal/data-out.ts';
import { openTalk } from './terminal/talk.ts';
import { verifyCommand } from './verify.ts';

interface GlobalOptions {
  readonly quiet?: true;
  readonly json?: true;
  readonly asOf?: string;
}

const program = new Command('postbreach')
  .description('What you run the day you learn that your mail was stolen.')
  .version((JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version)
  .showHelpAfterError('Run with --help to see how it is used.')
  .configureHelp({ showGlobalOptions: true })
  .addOption(new Option('-q, --quiet', 'say only what is wrong'))
  .addOption(new Option('--json', 'print data for a program'))
  .addOption(new Option('--as-of <time>', 'take this as the present (RFC 3339), e.g. 2024-04-08T12:00:00Z'))
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 done with losses, 2 usage, 3 a path that is not there or may not be read, 4 internal.

Examples:
  postbreach demo                            the whole story on a synthetic organisation
  postbreach scan inbox.mbox                 credentials in any mail or file, no case needed
  postbreach init breach.case --directive ed-24-02 --organisation "Bureau" --timezone America/New_York
  postbreach add breach.case mail/ logs/ manifest.csv accounts.csv directory.json
  postbreach run breach.case && postbreach report breach.case status`,
  );

const act: Act = async (work) => {
  const options = program.opts<GlobalOptions>();
  const talk = openTalk(options.quiet === true);
  const out = openDataOut();
  process.exitCode = await run(work, { talk, out, json: options.json === true }, options.asOf);
  await out.flush();
};

async function run(
  work: (face: Face) => Promise<ExitCode>,
  face: Omit<Face, 'clock'>,
  asOf: string | undefined,
): Promise<ExitCode> {
  try {
    return await work({ ...face, clock: asOf === undefined ? systemClock : fixedClock(instantOf(asOf)) });
  } catch (error) {
    return explainError(error, face.talk);
  }
}

function instantOf(text: string) {
  const at = parseInstant(text);
  if (at !== null) return at;
  throw new CliError('bad-option', `"${text}" is no time`, 'Write it like 2024-04-08T12:00:00Z.', 2);
}

const commands = [
  demoCommand,
  scanCommand,
  initCommand,
  addCommand,
  relinkCommand,
  runCommand,
  statusCommand,
  credentialsCommand,
  reviewCommand,
  reportCommand,
  verifyCommand,
];
for (const command of commands) program.addCommand(command(act));
for (const command of [program, ...program.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
