import type { KeyedHash } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import { kinshipOf, type SaidOf, type SecretFinding, type Strength, saidOf, strengthOf } from '../secrets/index.ts';
import type { ScannedText } from './scanned-text.ts';

/** What a finding is worth, told while its value is at hand. */
export interface FindingWorth {
  readonly strength: Strength;
  /** Equal for a password and its obvious successors, under one key; null where that says nothing. */
  readonly kinship: string | null;
  /** Whose it is said to be right before it. */
  readonly saidOf: SaidOf | null;
}

const DRAWN: ReadonlySet<SecretFinding['kind']> = new Set(['token', 'api-key']);
/** Bytes before a value in which its owner may be named. */
const BEFORE = 1600;
const MOST_DOMAINS = 16;

/** The names that people of an item put into passwords: domains of its sender and recipients. @param organisation null where there is no case. */
export function namesAround(item: Message | Document, organisation: string | null): readonly (string | null)[] {
  if (item.type !== 'message') return [organisation];
  const { from, to, cc } = item.header;
  const domains = [...from, ...to, ...cc].map(({ address }) => address.slice(address.lastIndexOf('@') + 1));
  return [organisation, ...new Set(domains.slice(0, MOST_DOMAINS))];
}

/** @param names of the organisation and of those who write. */
export function findingWorth(
  { utf8 }: ScannedText,
  finding: SecretFinding,
  names: readonly (string | null)[],
  hash: KeyedHash,
): FindingWorth {
  const { secret, kind, principal, host } = finding;
  const around = [...names, host];
  const isSure = finding.confidence !== 'low';
  return {
    strength: strengthOf(secret, kind, [principal, ...around]),
    kinship: isSure ? kinshipOf({ secret, kind, principal, names: around }, hash) : null,
    saidOf: isSure ? saidOf(textBefore(utf8, finding.span[0]), DRAWN.has(kind)) : null,
  };
}

function textBefore(utf8: Uint8Array, end: number): string {
  return Buffer.from(utf8.subarray(Math.max(0, end - BEFORE), end)).toString('utf8');
}
