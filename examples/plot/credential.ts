import credentialData from '../data/credentials.json' with { type: 'json' };
import type { Random } from '../random.ts';
import { type Minted, mintCredential } from '../values/index.ts';

/** Why a later directory snapshot proves that a credential is dead. */
export type Proof = 'password-changed' | 'account-disabled' | 'key-removed' | 'application-deactivated';

/** A credential that the story plants. */
export interface PlantedCredential {
  readonly id: string;
  readonly kind: string;
  /** Role of who it belongs to; null where the text names nobody of the directory. */
  readonly principal: string | null;
  /** Key of the application it belongs to. */
  readonly application: string | null;
  readonly host: string | null;
  /** What the later directory snapshot shows; null where it shows nothing. */
  readonly proof: Proof | null;
  readonly minted: Minted;
}

interface CredentialData {
  readonly id: string;
  readonly kind: string;
  readonly mint: string;
  readonly principal?: string;
  readonly application?: string;
  readonly host?: string;
  readonly proof?: string;
}

/** Mints the story's sixty credentials. */
export function plantCredentials(random: Random): ReadonlyMap<string, PlantedCredential> {
  const rows: readonly CredentialData[] = credentialData;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        kind: row.kind,
        principal: row.principal ?? null,
        application: row.application ?? null,
        host: row.host ?? null,
        proof: (row.proof ?? null) as Proof | null,
        minted: mintCredential(row.mint, random.fork(row.id)),
      },
    ]),
  );
}
