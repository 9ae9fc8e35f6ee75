import type { Case } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import { openDirectory } from '../directory/index.ts';
import { type Attribution, attribute } from './attribution.ts';
import { directoryStates, type SourcedSnapshot } from './directory-states.ts';
import { factsOf, proofOfReset } from './proof-of-reset.ts';
import { RESPONSE_MIGRATIONS } from './schema.ts';

interface OccurrenceFacts {
  readonly fingerprint: string;
  readonly rule: string;
  readonly kind: string;
  readonly confidence: string;
  readonly preview: string;
  readonly principal: string | null;
  readonly host: string | null;
  readonly hint: string;
  readonly validity: string;
  readonly validity_reason: string;
  readonly minted_at: string | null;
  readonly expires_at: string | null;
  readonly sent_at: string | null;
  readonly from_address: string | null;
  readonly stolen: number;
  readonly first_theft: string | null;
}

const BY_CREDENTIAL = `
  SELECT o.fingerprint, o.rule, o.kind, o.confidence, o.preview, o.principal, o.host, o.hint, o.validity, o.validity_reason,
         o.minted_at, o.expires_at, m.sent_at, m.from_address, s.message IS NOT NULL AS stolen, s.first_theft
  FROM occurrences o
  JOIN messages m ON m.id = o.message
  LEFT JOIN (SELECT message, min(first_theft) AS first_theft FROM stolen_messages GROUP BY message) s ON s.message = o.message
  ORDER BY o.fingerprint, CASE o.confidence WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END,
           m.sent_at IS NULL, m.sent_at, o.id`;

/**
 * Rewrites the work items from the occurrences, the stolen messages and the directory snapshots: one a distinct credential, with
 * its attribution and, where a later snapshot shows it, its proof. People's decisions stay.
 * @param snapshots in any order.
 */
export function buildWork(kase: Case, snapshots: readonly SourcedSnapshot[]): void {
  kase.store.migrate('response', RESPONSE_MIGRATIONS);
  const states = directoryStates(snapshots);
  const directories = states.map(({ snapshot }) => openDirectory(snapshot));
  const facts = factsOf(states);
  kase.store.transaction(() => {
    kase.store.run('DELETE FROM credentials');
    kase.store.run('DELETE FROM proofs');
    for (const group of groups(kase.store.each<OccurrenceFacts>(BY_CREDENTIAL))) {
      const item = workItemOf(kase, group);
      const attribution = attribute(cluesOf(group), directories, kase.hash);
      writeItem(kase, item, attribution);
      const proof = proofOfReset(
        { ...attribution, kind: item.first.kind, after: later(item.lastSent, item.exposedFrom) },
        facts,
      );
      if (proof !== null) {
        const { what, fact, at, sourceId, detail } = proof;
        kase.store.run('INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?)', item.id, what, fact, at, sourceId, detail);
      }
    }
  });
}

function* groups(rows: Iterable<OccurrenceFacts>): Generator<readonly [OccurrenceFacts, ...OccurrenceFacts[]]> {
  let group: [OccurrenceFacts, ...OccurrenceFacts[]] | null = null;
  for (const row of rows) {
    if (group !== null && group[0].fingerprint === row.fingerprint) group.push(row);
    else {
      if (group !== null) yield group;
      group = [row];
    }
  }
  if (group !== null) yield group;
}

function cluesOf(group: readonly [OccurrenceFacts, ...OccurrenceFacts[]]) {
  const known = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  return {
    kind: group[0].kind,
    principals: known(group.map((row) => row.principal)),
    hosts: known(group.map((row) => row.host)),
    hint: group[0].hint,
  };
}

interface Item {
  readonly id: string;
  readonly first: OccurrenceFacts;
  readonly stolen: boolean;
  readonly occurrences: number;
  readonly firstSent: string | null;
  readonly lastSent: string | null;
  readonly exposedFrom: string | null;
  readonly namedPrincipal: string | null;
  readonly sharedBy: string | null;
  readonly host: string | null;
}

function workItemOf(kase: Case, group: readonly [OccurrenceFacts, ...OccurrenceFacts[]]): Item {
  const sent = group.flatMap((row) => (row.sent_at === null ? [] : [row.sent_at])).sort();
  const thefts = group.flatMap((row) => (row.first_theft === null ? [] : [row.first_theft])).sort();
  return {
    id: deriveId(kase.hash, 'cred', group[0].fingerprint),
    first: group[0],
    stolen: group.some((row) => row.stolen === 1),
    occurrences: group.length,
    firstSent: sent[0] ?? null,
    lastSent: sent.at(-1) ?? null,
    exposedFrom: thefts[0] ?? null,
    namedPrincipal: group.find((row) => row.principal !== null)?.principal ?? null,
    sharedBy: senderOfFirst(group),
    host: group.find((row) => row.host !== null)?.host ?? null,
  };
}

function writeItem(kase: Case, item: Item, attribution: Attribution): void {
  const { first } = item;
  kase.store.run(
    `INSERT INTO credentials (id, fingerprint, rule, kind, confidence, preview, stolen, occurrences, first_sent, last_sent,
       exposed_from, named_principal, principal_id, principal_name, privileged, application_id, application_name, key_id, owner,
       shared_by, host, validity, validity_reason, minted_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.id,
    first.fingerprint,
    first.rule,
    first.kind,
    first.confidence,
    first.preview,
    item.stolen ? 1 : 0,
    item.occurrences,
    item.firstSent,
    item.lastSent,
    item.exposedFrom,
    item.namedPrincipal,
    attribution.principalId,
    attribution.principalName,
    attribution.privileged ? 1 : 0,
    attribution.applicationId,
    attribution.applicationName,
    attribution.keyId,
    attribution.owner,
    item.sharedBy,
    item.host,
    first.validity,
    first.validity_reason,
    first.minted_at,
    first.expires_at,
  );
}

function senderOfFirst(group: readonly OccurrenceFacts[]): string | null {
  const dated = group.filter((row) => row.sent_at !== null && row.from_address !== null);
  return dated.toSorted((a, b) => ((a.sent_at ?? '') < (b.sent_at ?? '') ? -1 : 1))[0]?.from_address ?? null;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
