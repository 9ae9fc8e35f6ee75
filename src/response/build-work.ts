import type { Case } from '../case/index.ts';
import { openDirectory } from '../directory/index.ts';
import type { Attribution } from './attribution.ts';
import { type CredentialFacts, credentialFacts } from './credential-facts.ts';
import { directoryStates, type SourcedSnapshot } from './directory-states.ts';
import { factsOf, proofOfReset } from './proof-of-reset.ts';
import { RESPONSE_MIGRATIONS } from './schema.ts';
import { surroundingsIn } from './surroundings.ts';
import { credentialTier, type Tier } from './tie-credential.ts';
import { type Item, itemOf, writeItem } from './write-item.ts';

/** Rewritten by every run. */
const DERIVED = ['credentials', 'proofs', 'credential_uses', 'credential_kin'];

/**
 * Rewrites the work items from the occurrences, the stolen messages and the directory snapshots: one a distinct credential, with
 * its attribution, where else it is used and, where a later snapshot shows it, its proof. People's decisions stay.
 * @param snapshots in any order.
 */
export function buildWork(kase: Case, snapshots: readonly SourcedSnapshot[]): void {
  kase.store.migrate('response', RESPONSE_MIGRATIONS);
  const states = directoryStates(snapshots);
  const directories = states.map(({ snapshot }) => openDirectory(snapshot));
  const tier = credentialTier(directories, surroundingsIn(kase.store), kase.hash);
  const changes = factsOf(states);
  kase.store.transaction(() => {
    for (const table of DERIVED) kase.store.run(`DELETE FROM ${table}`);
    for (const facts of credentialFacts(kase.store)) {
      const item = itemOf(kase, facts);
      const attribution = tier.attribution(facts);
      writeItem(kase, item, attribution);
      writeUses(kase, item, facts, attribution, tier);
      writeProof(kase, item, attribution, changes);
    }
  });
}

/** Accounts and hosts it is used for, and the keys of its normal form. */
function writeUses({ store }: Case, { id }: Item, facts: CredentialFacts, attribution: Attribution, tier: Tier): void {
  const accounts = facts.flatMap(({ principal }) => (principal === null ? [] : [tier.nameOf(principal)]));
  const tied = attribution.principalName ?? attribution.applicationName;
  const hosts = facts.flatMap(({ host }) => (host === null ? [] : [hostName(host)]));
  const used = [
    ...[...accounts, ...(accounts.length === 0 && tied !== null ? [tied] : [])].map(
      (name) => ['account', name] as const,
    ),
    ...hosts.map((name) => ['host', name] as const),
  ];
  for (const [what, name] of used) store.run('INSERT OR IGNORE INTO credential_uses VALUES (?, ?, ?)', id, what, name);
  for (const { kinship } of facts) {
    if (kinship !== null) store.run('INSERT OR IGNORE INTO credential_kin VALUES (?, ?)', id, kinship);
  }
}

/** One host under its spellings: without scheme, port, path and capitals. */
function hostName(host: string): string {
  const bare = host.toLowerCase().replace(/^[a-z][a-z0-9+.-]{0,20}:(?:\/\/)?/, '');
  return bare.split(/[/:,?#]/)[0] ?? bare;
}

/** What is only likely to be somebody's is closed by no proof about them. */
function writeProof(kase: Case, item: Item, attribution: Attribution, changes: ReturnType<typeof factsOf>): void {
  if (attribution.tie?.confidence !== 'high') return;
  const wanted = { ...attribution, kind: item.first.kind, after: later(item.lastSent, item.exposedFrom) };
  const proof = proofOfReset(wanted, changes);
  if (proof === null) return;
  const { what, fact, at, sourceId, detail } = proof;
  kase.store.run('INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?)', item.id, what, fact, at, sourceId, detail);
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
