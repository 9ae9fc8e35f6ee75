import type { Case } from '../../case/index.ts';
import { assign, type Decision, decide, type WorkItem, workItem } from '../../response/index.ts';
import { caseRules, revealCredential } from '../../run/index.ts';
import { loadScanner } from '../../secrets/index.ts';
import { CliError } from '../cli-error.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Face } from '../face.ts';
import { credentialTable } from './credential-lines.ts';
import type { CredentialOptions } from './credential-options.ts';

const DECISIONS: readonly string[] = ['reset', 'deactivate', 'keep', 'false-positive'];

/** Makes somebody answer for a credential. */
export function assignCredential(
  face: Face,
  kase: Case,
  id: string,
  owner: string | null,
  options: CredentialOptions,
): Promise<ExitCode> {
  if (owner === null) throw new CliError('bad-option', 'an owner is missing', 'Give ID and OWNER.', 2);
  return show(face, assign(kase, id, owner, options.by));
}

/** Records what is to be done with a credential. */
export function decideCredential(
  face: Face,
  kase: Case,
  id: string,
  decision: string | null,
  options: CredentialOptions,
): Promise<ExitCode> {
  if (decision === null || !DECISIONS.includes(decision)) {
    const what = decision === null ? 'a decision is missing' : `"${decision}" is no decision`;
    throw new CliError('bad-option', what, `Give one of: ${DECISIONS.join(', ')}.`, 2);
  }
  return show(face, decide(kase, id, decision as Decision, options.reason ?? '', options.by));
}

/** Prints the value itself, read from the evidence again, after the ledger says so. */
export async function revealValue(
  { talk, out, json }: Face,
  kase: Case,
  id: string,
  _value: string | null,
  options: CredentialOptions,
): Promise<ExitCode> {
  const item = workItem(kase.store, id);
  const secret = await revealCredential(kase, item, loadScanner({ rules: caseRules(kase) }), options.by);
  if (json) await out.json({ id: item.id, secret });
  else await out.line(secret);
  talk.say(`Revealed ${item.id} to ${options.by}; the ledger says so.`);
  return 0;
}

async function show({ out, json }: Face, item: WorkItem): Promise<ExitCode> {
  if (json) await out.json(item);
  else for (const line of credentialTable([item])) await out.line(line);
  return 0;
}
