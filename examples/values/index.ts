import type { Random } from '../random.ts';
import * as cloudKeys from './cloud-keys.ts';
import * as connections from './connections.ts';
import type { Minted } from './minted.ts';
import * as passwords from './passwords.ts';
import * as privateKeys from './private-keys.ts';
import * as tokens from './tokens.ts';

export type { Minted } from './minted.ts';

const MINTS: Readonly<Record<string, (random: Random) => Minted>> = {
  ...cloudKeys,
  ...connections,
  ...passwords,
  ...privateKeys,
  ...tokens,
};

/**
 * Mints a credential.
 * @param mint the name of a function of this folder.
 * @throws RangeError for a name that is none.
 */
export function mintCredential(mint: string, random: Random): Minted {
  const make = MINTS[mint];
  if (make === undefined) throw new RangeError(`no mint is called ${mint}`);
  return make(random);
}
