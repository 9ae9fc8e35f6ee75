import type { Store } from '../case/index.ts';
import type { Confidence, SecretKind, Strength, Validity, Weakness } from '../secrets/index.ts';
import { ResponseError } from './response-error.ts';
import { type Tie, type TieReason, tieBy } from './tie.ts';
import type { Decision, Proof, Resolution, WorkItem } from './work-item.ts';

interface Row {
  readonly id: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  readonly preview: string;
  readonly stolen: number;
  readonly occurrences: number;
  readonly first_sent: string | null;
  readonly last_sent: string | null;
  readonly exposed_from: string | null;
  readonly named_principal: string | null;
  readonly principal_id: string | null;
  readonly principal_name: string | null;
  readonly privileged: number;
  readonly application_id: string | null;
  readonly application_name: string | null;
  readonly key_id: string | null;
  readonly answers: string | null;
  readonly shared_by: string | null;
  readonly host: string | null;
  readonly validity: Validity['state'];
  readonly validity_reason: string;
  readonly minted_at: string | null;
  readonly expires_at: string | null;
  readonly strength: Strength['level'];
  readonly weakness: Weakness | null;
  readonly tie_reason: TieReason | null;
  readonly tie_message: string | null;
  readonly tie_part: string | null;
  readonly tie_member: string | null;
  readonly tie_start: number | null;
  readonly tie_stop: number | null;
  readonly accounts: number;
  readonly hosts: number;
  readonly kin: number;
  readonly proof_what: Proof['what'] | null;
  readonly proof_fact: string | null;
  readonly proof_at: string | null;
  readonly proof_source: string | null;
  readonly proof_detail: string | null;
  readonly decision: Decision | null;
  readonly decision_reason: string | null;
  readonly decision_by: string | null;
  readonly decision_at: string | null;
}

const ITEMS = `
  SELECT c.*, coalesce((SELECT a.owner FROM assignments a WHERE a.credential = c.id ORDER BY a.seq DESC LIMIT 1), c.owner) AS answers,
         p.what AS proof_what, p.fact AS proof_fact, p.at AS proof_at, p.source_id AS proof_source, p.detail AS proof_detail,
         (SELECT count(*) FROM credential_uses u WHERE u.credential = c.id AND u.what = 'account') AS accounts,
         (SELECT count(*) FROM credential_uses u WHERE u.credential = c.id AND u.what = 'host') AS hosts,
         (SELECT count(DISTINCT theirs.credential) FROM credential_kin mine
          JOIN credential_kin theirs ON theirs.kinship = mine.kinship AND theirs.credential <> mine.credential
          WHERE mine.credential = c.id) AS kin,
         d.decision, d.reason AS decision_reason, d.by_whom AS decision_by, d.at AS decision_at
  FROM credentials c
  LEFT JOIN proofs p ON p.credential = c.id
  LEFT JOIN decisions d ON d.seq = (SELECT max(seq) FROM decisions WHERE credential = c.id)`;

const WORST_FIRST = `
  ORDER BY CASE c.confidence WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, c.stolen DESC, c.privileged DESC,
           c.first_sent IS NULL, c.first_sent, c.id`;

/** All work items: surest, stolen, privileged, oldest first. Empty where no run has built them. */
export function workItems(store: Store): readonly WorkItem[] {
  const built = store.get("SELECT 1 FROM sqlite_schema WHERE name = 'credential_uses'");
  return built === null ? [] : store.all<Row>(`${ITEMS}${WORST_FIRST}`).map(itemOf);
}

/**
 * The work item whose id is, or begins with, `id` (with or without `cred-`).
 * @throws ResponseError `credential-not-found`, `credential-ambiguous`.
 */
export function workItem(store: Store, id: string): WorkItem {
  const wanted = id.startsWith('cred-') ? id : `cred-${id}`;
  const found = workItems(store).filter((item) => item.id.startsWith(wanted));
  const [first, second] = found;
  if (first === undefined) {
    throw new ResponseError(
      'credential-not-found',
      `there is no credential ${wanted}`,
      '`postbreach credentials CASE` lists them.',
      2,
    );
  }
  if (second !== undefined) {
    const message = `${wanted} is the beginning of ${found.length} credentials`;
    throw new ResponseError('credential-ambiguous', message, 'Give more of the id.', 2);
  }
  return first;
}

function itemOf(row: Row): WorkItem {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    rule: row.rule,
    kind: row.kind,
    confidence: row.confidence,
    preview: row.preview,
    stolen: row.stolen === 1,
    occurrences: row.occurrences,
    firstSent: row.first_sent,
    lastSent: row.last_sent,
    exposedFrom: row.exposed_from,
    namedPrincipal: row.named_principal,
    principalId: row.principal_id,
    principalName: row.principal_name,
    privileged: row.privileged === 1,
    applicationId: row.application_id,
    applicationName: row.application_name,
    keyId: row.key_id,
    owner: row.answers,
    sharedBy: row.shared_by,
    host: row.host,
    validity: { state: row.validity, reason: row.validity_reason, mintedAt: row.minted_at, expiresAt: row.expires_at },
    strength:
      row.strength === 'machine-made' ? { level: row.strength } : { level: row.strength, because: row.weakness },
    tie: tieOf(row),
    reuse: { accounts: row.accounts, hosts: row.hosts, kin: row.kin },
    resolution: resolutionOf(row),
  };
}

function tieOf(row: Row): Tie | null {
  const { tie_message: message, tie_part: part, tie_member: member, tie_start: start, tie_stop: stop } = row;
  if (row.tie_reason === null) return null;
  const isPlaced = message !== null && part !== null && member !== null && start !== null && stop !== null;
  return tieBy(row.tie_reason, isPlaced ? { message, part, member, span: [start, stop] } : null);
}

/** Proof outranks words: a proven reset is closed whatever was decided, save what a person called no credential at all. */
function resolutionOf(row: Row): Resolution {
  const said = { reason: row.decision_reason ?? '', by: row.decision_by ?? '', at: row.decision_at ?? '' };
  if (row.decision === 'false-positive') return { state: 'false-positive', ...said };
  if (row.proof_what !== null) {
    const { proof_fact: fact, proof_at: at, proof_source: sourceId, proof_detail: detail } = row;
    const proof = { what: row.proof_what, fact: fact ?? '', at, sourceId: sourceId ?? '', detail: detail ?? '' };
    return { state: row.proof_what, proof };
  }
  if (row.decision === 'keep') return { state: 'kept', ...said };
  if (row.decision !== null) return { state: 'decided', decision: row.decision, ...said };
  return { state: 'open' };
}
