import { Command, CommanderError, Option } from 'commander';
import { fixedClock, parseInstant, systemClock } from '../core/index.ts';
import { CliError } from './cli-error.ts';
import { COMMANDS } from './commands.ts';
import { type ExitCode, explainError } from './exit-code.ts';
import type { Face } from './face.ts';
import { packageVersion } from './package-version.ts';
import { openDataOut } from './terminal/data-out.ts';
import type { OutputStream } from './terminal/output-stream.ts';
import { openTalk } from './terminal/talk.ts';

interface GlobalOptions {
  readonly quiet?: true;
  readonly json?: true;
  readonly asOf?: string;
}

/** Where a program's data and its talk go. */
export interface ProgramStreams {
  readonly out: OutputStream;
  readonly err: OutputStream;
}

/**
 * Runs the command line once.
 * @param args what follows the program's name
 */
export async function runProgram(args: readonly string[], streams: ProgramStreams): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = newProgram();
  const act = async (work: (face: Face) => Promise<ExitCode>) => {
    code = await actOn(work, program.opts<GlobalOptions>(), streams);
  };
  try {
    for (const command of await commandsFor(args, act)) program.addCommand(command);
    settle(program, streams);
    // Whoever reads the help may have had enough of it; what data there is minds its own stream.
    streams.out.on('error', () => {});
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return explainError(error, openTalk(false, streams.err));
  }
}

function newProgram(): Command {
  return new Command('postbreach')
    .description('What you run the day you learn that your mail was stolen.')
    .version(packageVersion())
    .showHelpAfterError('Run with --help to see how it is used.')
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
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
}

/** The command that is asked for; where none is, all of them by name alone. */
async function commandsFor(args: readonly string[], act: (work: Work) => Promise<void>): Promise<readonly Command[]> {
  const asked = args.find((argument) => Object.hasOwn(COMMANDS, argument));
  const entry = asked === undefined ? undefined : COMMANDS[asked];
  if (entry !== undefined) return [(await entry.load())(act).description(entry.says)];
  return Object.entries(COMMANDS).map(([name, { says }]) => new Command(name).description(says));
}

type Work = (face: Face) => Promise<ExitCode>;

/** Has a command and those below it write to our streams, and throw where it would end the process. */
function settle(command: Command, streams: ProgramStreams): void {
  const { out, err } = streams;
  command.exitOverride().configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
  for (const below of command.commands) settle(below, streams);
}

async function actOn(work: Work, options: GlobalOptions, { out: stream, err }: ProgramStreams): Promise<ExitCode> {
  const talk = openTalk(options.quiet === true, err);
  const out = openDataOut(stream);
  try {
    const clock = options.asOf === undefined ? systemClock : fixedClock(instantOf(options.asOf));
    const code = await work({ talk, out, json: options.json === true, clock });
    await out.flush();
    return code;
  } catch (error) {
    await out.flush().catch(() => {});
    return explainError(error, talk);
  }
}

function instantOf(text: string) {
  const at = parseInstant(text);
  if (at !== null) return at;
  throw new CliError('bad-option', `"${text}" is no time`, 'Write it like 2024-04-08T12:00:00Z.', 2);
}
