import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { openCase, viewCase } from '../case/index.ts';
import { CliError } from './cli-error.ts';
import type { CredentialOptions } from './credentials/credential-options.ts';
import { listCredentials, proveCredential, showCredential } from './credentials/view-verbs.ts';
import { assignCredential, decideCredential, revealValue } from './credentials/work-verbs.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { unlockFrom } from './unlock.ts';

const VIEW_VERBS = { list: listCredentials, show: showCredential, prove: proveCredential };
const WORK_VERBS = { assign: assignCredential, decide: decideCredential, reveal: revealValue };

/** `postbreach credentials CASE [show|assign|decide|prove|reveal]`: credentials as work. */
export function credentialsCommand(act: Act): Command {
  return new Command('credentials')
    .argument('<case>')
    .argument('[verb]', 'list, show ID, assign ID OWNER, decide ID DECISION, prove ID, reveal ID', 'list')
    .argument('[id]', 'a credential: its id or the beginning of it')
    .argument('[value]', 'OWNER for assign; reset, deactivate, keep or false-positive for decide')
    .addOption(
      new Option('--min-confidence <level>', 'list: leave out what is less sure')
        .choices(['low', 'medium', 'high'])
        .default('medium'),
    )
    .option('--stolen', 'list: only what stands in stolen mail')
    .option('--reason <text>', 'decide: why; needed for keep and false-positive')
    .option('--by <name>', 'assign, decide, reveal: who does this', userInfo().username)
    .option('--identity <file>', 'age identity that opens the case')
    .addHelpText(
      'after',
      `
A decision is a plan. Only proof closes a credential: a later directory export, added with \`postbreach add\`, that shows this
very key removed or this principal's password changed. \`prove\` says what the evidence shows so far.

Examples:
  postbreach credentials breach.case
  postbreach credentials breach.case show cred-1f0c
  postbreach credentials breach.case assign cred-1f0c ana@agency.example
  postbreach credentials breach.case decide cred-1f0c keep --reason "test tenant, deleted in March"`,
    )
    .action(
      (folder: string, verb: string, id: string | undefined, value: string | undefined, options: CredentialOptions) =>
        act((face) => dispatch(face, { folder, verb, id: id ?? null, value: value ?? null }, options)),
    );
}

interface Call {
  readonly folder: string;
  readonly verb: string;
  readonly id: string | null;
  readonly value: string | null;
}

async function dispatch(face: Face, call: Call, options: CredentialOptions): Promise<ExitCode> {
  const { folder, verb, value } = call;
  if (verb !== 'list' && call.id === null) throw usage(`"${verb}" needs the id of a credential`);
  const id = call.id ?? '';
  if (isKey(VIEW_VERBS, verb)) {
    const view = viewCase(folder);
    try {
      return await VIEW_VERBS[verb](face, view.store, id, options);
    } finally {
      view.close();
    }
  }
  if (!isKey(WORK_VERBS, verb)) throw usage(`"${verb}" is nothing that can be done with credentials`);
  const kase = await openCase(folder, await unlockFrom(options.identity), face.clock);
  try {
    return await WORK_VERBS[verb](face, kase, id, value, options);
  } finally {
    kase.close();
  }
}

function usage(what: string): CliError {
  return new CliError('bad-option', what, 'See `postbreach credentials --help`.', 2);
}

function isKey<Verbs extends object>(verbs: Verbs, verb: string): verb is Extract<keyof Verbs, string> {
  return Object.hasOwn(verbs, verb);
}
