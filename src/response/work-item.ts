import type { Confidence, SecretKind, Validity } from '../secrets/index.ts';

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
export interface WorkItem {
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
  readonly principalId: string | null;
  readonly principalName: string | null;
  readonly privileged: boolean;
  readonly applicationId: string | null;
  readonly applicationName: string | null;
  readonly keyId: string | null;
  /** Who answers for it: assigned by a person, else as the directory says. */
  readonly owner: string | null;
  /** Who sent the first message it stands in: the one to ask where no owner is known. */
  readonly sharedBy: string | null;
  readonly host: string | null;
  readonly validity: { readonly [Field in keyof Validity]: string | null } & { readonly state: Validity['state'] };
  readonly resolution: Resolution;
}

/** Since when a stolen credential is exposed: the first theft, or the mail that first states it where that came later. */
export function exposedSince(item: WorkItem): string | null {
  const { exposedFrom, firstSent } = item;
  if (exposedFrom === null || firstSent === null) return exposedFrom ?? firstSent;
  return exposedFrom > firstSent ? exposedFrom : firstSent;
}

/** Whether a credential still asks for something: stolen, likely real, and neither proven closed nor set aside. */
export function isOutstanding(item: WorkItem): boolean {
  const open = item.resolution.state === 'open' || item.resolution.state === 'decided';
  return item.stolen && item.confidence !== 'low' && open;
}
