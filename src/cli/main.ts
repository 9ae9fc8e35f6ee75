import { Command, CommanderError, Option } from 'commander';
import { fixedClock, parseInstant, systemClock } from '../core/index.ts';
import { CliError } from './cli-error.ts';
import { type ExitCode, explainError } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { packageVersion } from './package-version.ts';
import { openDataOut } from './terminal/data-out.ts';
import { openTalk } from './terminal/talk.ts';

interface GlobalOptions {
  readonly quiet?: true;
  readonly json?: true;
  readonly asOf?: string;
}

const program = new Command('postbreach')
  .description('What you run the day you learn that your mail was stolen.')
  .version(packageVersion())
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
};

async function run(
  work: (face: Face) => Promise<ExitCode>,
  face: Omit<Face, 'clock'>,
  asOf: string | undefined,
): Promise<ExitCode> {
  try {
    const code = await work({ ...face, clock: asOf === undefined ? systemClock : fixedClock(instantOf(asOf)) });
    await face.out.flush();
    return code;
  } catch (error) {
    await face.out.flush().catch(() => {});
    return explainError(error, face.talk);
  }
}

function instantOf(text: string) {
  const at = parseInstant(text);
  if (at !== null) return at;
  throw new CliError('bad-option', `"${text}" is no time`, 'Write it like 2024-04-08T12:00:00Z.', 2);
}

/** Each command is loaded only when it is asked for, so that a look at the status does not wait for the scanner. */
const COMMANDS: { readonly [Name in string]: () => Promise<(act: Act) => Command> } = {
  demo: async () => (await import('./demo.ts')).demoCommand,
  scan: async () => (await import('./scan.ts')).scanCommand,
  secrets: async () => (await import('./secrets.ts')).secretsCommand,
  init: async () => (await import('./init.ts')).initCommand,
  add: async () => (await import('./add.ts')).addCommand,
  relink: async () => (await import('./relink.ts')).relinkCommand,
  run: async () => (await import('./run.ts')).runCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  disclosures: async () => (await import('./disclosures.ts')).disclosuresCommand,
  credentials: async () => (await import('./credentials.ts')).credentialsCommand,
  review: async () => (await import('./review.ts')).reviewCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
};

/** Adds the command that was asked for, or all of them where help was. */
async function addCommands(): Promise<void> {
  const asked = process.argv.slice(2).find((argument) => Object.hasOwn(COMMANDS, argument));
  const names = asked === undefined || process.argv[2] === 'help' ? Object.keys(COMMANDS) : [asked];
  for (const name of names) {
    const load = COMMANDS[name];
    if (load !== undefined) program.addCommand((await load())(act));
  }
  for (const command of [program, ...program.commands]) command.exitOverride();
}

try {
  await addCommands();
  await program.parseAsync();
} catch (error) {
  const used = error instanceof CommanderError;
  if (used) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = explainError(error, openTalk(false));
}
