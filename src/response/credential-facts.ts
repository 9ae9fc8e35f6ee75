import type { Store } from '../case/index.ts';
import type { Strength, Weakness } from '../secrets/index.ts';
import type { CredentialPlace } from './surroundings.ts';

/** One occurrence of a credential, with the message it stands in. */
export interface OccurrenceFacts extends CredentialPlace {
  readonly fingerprint: string;
  readonly confidence: string;
  readonly preview: string;
  readonly hint: string;
  readonly validity: string;
  readonly validityReason: string;
  readonly mintedAt: string | null;
  readonly expiresAt: string | null;
  readonly from: string | null;
  readonly stolen: number;
  readonly firstTheft: string | null;
  readonly strength: Strength['level'];
  readonly weakness: Weakness | null;
  readonly kinship: string | null;
}

/** All occurrences of one credential: the surest first, of equal ones the oldest. */
export type CredentialFacts = readonly [OccurrenceFacts, ...OccurrenceFacts[]];

const BY_CREDENTIAL = `
  SELECT o.fingerprint, o.message, o.part, o.member, o.span_start AS start, o.span_stop AS stop, o.voice, o.rule, o.kind, o.confidence,
         o.preview, o.principal, o.host, o.context, o.hint, o.said_of AS saidOf, o.strength, o.weakness, o.kinship, o.validity,
         o.validity_reason AS validityReason, o.minted_at AS mintedAt, o.expires_at AS expiresAt, m.sent_at AS sentAt,
         m.from_address AS "from", s.message IS NOT NULL AS stolen, s.first_theft AS firstTheft
  FROM occurrences o
  JOIN messages m ON m.id = o.message
  LEFT JOIN (SELECT message, min(first_theft) AS first_theft FROM stolen_messages GROUP BY message) s ON s.message = o.message
  ORDER BY o.fingerprint, CASE o.confidence WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END,
           m.sent_at IS NULL, m.sent_at, o.id`;

/** The occurrences of a case, by credential. */
export function* credentialFacts(store: Store): Generator<CredentialFacts> {
  let group: [OccurrenceFacts, ...OccurrenceFacts[]] | null = null;
  for (const row of store.each<OccurrenceFacts>(BY_CREDENTIAL)) {
    if (group !== null && group[0].fingerprint === row.fingerprint) group.push(row);
    else {
      if (group !== null) yield group;
      group = [row];
    }
  }
  if (group !== null) yield group;
}
