import type { Confidence, SecretKind, Strength, Validity } from '../secrets/index.ts';
import type { Belonging } from './attribution-of.ts';
import type { Tie } from './tie.ts';

/** What a person may decide of a credential. */
export type Decision = 'reset' | 'deactivate' | 'keep' | 'false-positive';

/** Evidence that a credential no longer works: about that very key or principal. */
export interface Proof {
  readonly what: 'reset' | 'deactivated';
  readonly fact: string;
  readonly at: string | null;
  readonly sourceId: string;
  readonly detail: string;
}

/**
 * Where a credential stands. Only proof closes it as reset or deactivated; a decision without proof is a plan, and is marked as
 * self-attested wherever it is shown.
 */
export type Resolution =
  | { readonly state: 'open' }
  | {
      readonly state: 'decided';
      readonly decision: 'reset' | 'deactivate';
      readonly reason: string;
      readonly by: string;
      readonly at: string;
    }
  | {
      readonly state: 'kept' | 'false-positive';
      readonly reason: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly state: 'reset' | 'deactivated'; readonly proof: Proof };

/** A distinct credential as work: what it is, whose, how exposed, where it stands. */
export interface WorkItem extends Belonging {
  readonly id: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  readonly preview: string;
  readonly stolen: boolean;
  readonly occurrences: number;
  readonly firstSent: string | null;
  readonly lastSent: string | null;
  readonly exposedFrom: string | null;
  readonly namedPrincipal: string | null;
  /** Who answers for it: assigned by a person, else as the directory says. */
  readonly owner: string | null;
  /** Who sent the first message it stands in: the one to ask where no owner is known. */
  readonly sharedBy: string | null;
  readonly host: string | null;
  readonly validity: { readonly [Field in keyof Validity]: string | null } & { readonly state: Validity['state'] };
  readonly strength: Strength;
  /** What ties it to its principal or application; null where nothing does. */
  readonly tie: Tie | null;
  /** How many accounts and hosts it is stated for, and how many other credentials are its obvious successors or predecessors. */
  readonly reuse: { readonly accounts: number; readonly hosts: number; readonly kin: number };
  readonly resolution: Resolution;
}

/**
 * What can be said of a credential's validity at a time: a lifetime that has ended makes it expired; one that has not leaves it
 * unknown, since it may have been revoked.
 */
export function validityAt({ validity }: WorkItem, at: string): WorkItem['validity'] {
  const { expiresAt, state } = validity;
  if (state !== 'unknown' || expiresAt === null) return validity;
  const day = expiresAt.slice(0, 10);
  if (expiresAt <= at) return { ...validity, state: 'expired', reason: `its lifetime ended on ${day}` };
  return { ...validity, reason: `within its lifetime, which ends on ${day}` };
}

/** Whether a credential counts as exposed: in stolen mail, likely real, and called no false alarm by anybody. */
export function isExposed(item: WorkItem): boolean {
  return item.stolen && item.confidence !== 'low' && item.resolution.state !== 'false-positive';
}

/** Whether a credential still asks for something: stolen, likely real, and neither proven closed nor set aside. */
export function isOutstanding(item: WorkItem): boolean {
  const open = item.resolution.state === 'open' || item.resolution.state === 'decided';
  return item.stolen && item.confidence !== 'low' && open;
}
