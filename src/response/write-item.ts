import type { Case } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import type { Attribution } from './attribution.ts';
import type { CredentialFacts, OccurrenceFacts } from './credential-facts.ts';

/** A credential's own facts, gathered from its occurrences. */
export interface Item {
  readonly id: string;
  readonly first: OccurrenceFacts;
  /** The occurrence that knows most of what makes it weak. */
  readonly weakest: OccurrenceFacts;
  readonly stolen: boolean;
  readonly occurrences: number;
  readonly firstSent: string | null;
  readonly lastSent: string | null;
  readonly exposedFrom: string | null;
  readonly namedPrincipal: string | null;
  readonly sharedBy: string | null;
  readonly host: string | null;
}

const WEAKEST_FIRST: readonly OccurrenceFacts['strength'][] = ['trivial', 'weak', 'fair', 'strong', 'machine-made'];

export function itemOf(kase: Case, facts: CredentialFacts): Item {
  const sent = facts.flatMap(({ sentAt }) => sentAt ?? []).sort();
  const [first] = facts;
  const rank = ({ strength }: OccurrenceFacts) => WEAKEST_FIRST.indexOf(strength);
  return {
    id: deriveId(kase.hash, 'cred', first.fingerprint),
    first,
    weakest: facts.reduce((weakest, row) => (rank(row) < rank(weakest) ? row : weakest), first),
    stolen: facts.some((row) => row.stolen === 1),
    occurrences: facts.length,
    firstSent: sent[0] ?? null,
    lastSent: sent.at(-1) ?? null,
    exposedFrom: facts.flatMap(({ firstTheft }) => firstTheft ?? []).sort()[0] ?? null,
    namedPrincipal: facts.find((row) => row.principal !== null)?.principal ?? null,
    sharedBy: senderOfFirst(facts),
    host: facts.find((row) => row.host !== null)?.host ?? null,
  };
}

function senderOfFirst(facts: CredentialFacts): string | null {
  const dated = facts.filter((row) => row.sentAt !== null && row.from !== null);
  return dated.toSorted((a, b) => ((a.sentAt ?? '') < (b.sentAt ?? '') ? -1 : 1))[0]?.from ?? null;
}

/** Writes the row of a work item. */
export function writeItem(kase: Case, item: Item, attribution: Attribution): void {
  const row = { ...itemColumns(item), ...attributionColumns(attribution) };
  const names = Object.keys(row);
  kase.store.run(
    `INSERT INTO credentials (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(row),
  );
}

function itemColumns(item: Item) {
  const { first, weakest } = item;
  return {
    id: item.id,
    fingerprint: first.fingerprint,
    rule: first.rule,
    kind: first.kind,
    confidence: first.confidence,
    preview: first.preview,
    stolen: item.stolen ? 1 : 0,
    occurrences: item.occurrences,
    first_sent: item.firstSent,
    last_sent: item.lastSent,
    exposed_from: item.exposedFrom,
    named_principal: item.namedPrincipal,
    shared_by: item.sharedBy,
    host: item.host,
    validity: first.validity,
    validity_reason: first.validityReason,
    minted_at: first.mintedAt,
    expires_at: first.expiresAt,
    strength: weakest.strength,
    weakness: weakest.weakness,
  };
}

function attributionColumns(attribution: Attribution) {
  const { tie } = attribution;
  return {
    principal_id: attribution.principalId,
    principal_name: attribution.principalName,
    privileged: attribution.privileged ? 1 : 0,
    application_id: attribution.applicationId,
    application_name: attribution.applicationName,
    key_id: attribution.keyId,
    owner: attribution.owner,
    tie_reason: tie?.reason ?? null,
    tie_confidence: tie?.confidence ?? null,
    tie_message: tie?.evidence?.message ?? null,
    tie_part: tie?.evidence?.part ?? null,
    tie_member: tie?.evidence?.member ?? null,
    tie_start: tie?.evidence?.span[0] ?? null,
    tie_stop: tie?.evidence?.span[1] ?? null,
  };
}
