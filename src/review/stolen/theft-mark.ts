import type { Instant } from '../../core/index.ts';
import type { Finding } from '../detection/finding.ts';

/** What tells a thief's access to mail from its owner's: every field that is not null must agree. */
export interface TheftMark {
  /** Why: the id of a finding or of an indicator's hit. */
  readonly because: string;
  /** Who acted, as the logs name them, lower case. */
  readonly principals: readonly string[] | null;
  /** Whose mailbox, lower case. */
  readonly mailboxes: readonly string[] | null;
  /** Application ids, lower case. */
  readonly applications: readonly string[] | null;
  readonly ip: string | null;
  readonly session: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** The names under which logs may hold what a finding calls by its id in scope; the id itself where nothing more is known. */
export type NamesOf = (id: string) => readonly string[];

/**
 * The marks that raised findings give. One about access to mail marks that access; any other that is serious and names an address marks
 * what the same account did to mail from there afterwards.
 */
export function marksOf(findings: readonly Finding[], namesOf: NamesOf): readonly TheftMark[] {
  const names = (id: string | null) => (id === null ? null : namesOf(id).map((name) => name.toLowerCase()));
  return findings.flatMap((finding) => {
    if (finding.answer !== 'raised') return [];
    const mark = {
      because: finding.id,
      principals: names(finding.principal),
      mailboxes: names(finding.mailbox),
      applications: names(finding.application),
      ip: finding.ip,
      session: null,
      from: finding.from,
      until: finding.until,
    };
    if (finding.mailAccess) return isBounded(mark) ? [mark] : [];
    const serious = finding.severity === 'high' || finding.severity === 'critical';
    if (!serious || finding.ip === null || finding.principal === null) return [];
    return [{ ...mark, mailboxes: null, applications: null, until: null }];
  });
}

/** A finding that names neither who nor what nor whence would mark everybody's mail. */
function isBounded({ principals, mailboxes, applications, ip }: TheftMark): boolean {
  return principals !== null || mailboxes !== null || applications !== null || ip !== null;
}
