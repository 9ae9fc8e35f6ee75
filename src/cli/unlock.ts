import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateIdentity, type Unlock } from '../seal/index.ts';
import { CliError } from './cli-error.ts';

const SHORTEST_PASSPHRASE = 8;

/** What opens the case: the identity file, else POSTBREACH_PASSPHRASE, else what a person types. */
export async function unlockFrom(identityFile: string | undefined): Promise<Unlock> {
  if (identityFile !== undefined) return { by: 'identity', identity: readIdentity(identityFile) };
  const passphrase = process.env.POSTBREACH_PASSPHRASE;
  if (passphrase !== undefined && passphrase !== '') return { by: 'passphrase', passphrase };
  return { by: 'passphrase', passphrase: await ask('Passphrase of the case') };
}

/** What is to open a new case; a typed passphrase is asked for twice. */
export async function newUnlockFrom(identityFile: string | undefined): Promise<Unlock> {
  const set = process.env.POSTBREACH_PASSPHRASE;
  if (identityFile !== undefined) return unlockFrom(identityFile);
  if (set !== undefined && set !== '') return longEnough(set);
  const first = await ask(`New passphrase for the case (at least ${SHORTEST_PASSPHRASE} characters)`);
  const second = await ask('The same again');
  if (first === second) return longEnough(first);
  throw new CliError('passphrase-needed', 'the two passphrases differ', 'Run the command again.', 2);
}

function longEnough(passphrase: string): Unlock {
  if (passphrase.length >= SHORTEST_PASSPHRASE) return { by: 'passphrase', passphrase };
  const next = `Take at least ${SHORTEST_PASSPHRASE} characters; several words are better.`;
  throw new CliError('passphrase-needed', 'the passphrase is too short', next, 2);
}

/** Writes a new age identity to `path` unless a file is there; only its owner may read it. */
export async function ensureIdentityFile(path: string): Promise<void> {
  if (existsSync(path)) return;
  writeFileSync(path, `${await generateIdentity()}\n`, { mode: 0o600, flag: 'wx' });
}

function readIdentity(path: string): string {
  const text = readFileSync(path, 'utf8');
  const line = text.split('\n').find((candidate) => candidate.startsWith('AGE-SECRET-KEY-1'));
  if (line !== undefined) return line.trim();
  const next = 'Give a file with one AGE-SECRET-KEY-1… line, as `age-keygen` writes it.';
  throw new CliError('identity-unreadable', `${path} holds no age identity`, next, 2);
}

async function ask(message: string): Promise<string> {
  if (process.stdin.isTTY !== true) {
    const next = 'Set POSTBREACH_PASSPHRASE, or give --identity FILE.';
    throw new CliError('passphrase-needed', 'the case needs its passphrase, and nobody is there to type it', next, 2);
  }
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message, output: process.stderr });
  if (isCancel(answer)) throw new CliError('cancelled', 'cancelled', 'Nothing was changed.', 2);
  return answer;
}
