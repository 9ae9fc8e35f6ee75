import type { ScoredCase, ScoredCredential } from '../scored-case.ts';
import type { TrueCredential, Truth } from '../truth/truth.ts';

/** A planted credential with everything in the case that is it. */
export interface MatchedCredential {
  readonly planted: TrueCredential;
  readonly found: readonly ScoredCredential[];
}

/** What the case found, told apart by the ground truth. */
export interface CredentialMatch {
  readonly matched: readonly MatchedCredential[];
  /** Identifiers beside a planted credential, with its application's or principal's own ids. */
  readonly harmless: readonly ScoredCredential[];
  readonly strange: readonly ScoredCredential[];
}

const formsOf = (planted: TrueCredential) => [planted.value, ...planted.accept];

/** Sorts the case's credentials into planted ones, harmless ones and the rest, by fingerprint. */
export function matchCredentials(truth: Truth, results: ScoredCase): CredentialMatch {
  const byFingerprint = new Map<string, ScoredCredential[]>();
  for (const credential of results.credentials) {
    byFingerprint.set(credential.fingerprint, [...(byFingerprint.get(credential.fingerprint) ?? []), credential]);
  }
  const taken = new Set<ScoredCredential>();
  const matched = truth.credentials.map((planted) => {
    const prints = new Set(formsOf(planted).map(results.fingerprint));
    const found = [...prints].flatMap((print) => byFingerprint.get(print) ?? []);
    for (const credential of found) taken.add(credential);
    return { planted, found };
  });
  const beside = truth.credentials.flatMap((planted) => [...planted.beside, ...planted.application]);
  const besidePrints = new Set(beside.map(results.fingerprint));
  const rest = results.credentials.filter((credential) => !taken.has(credential));
  return {
    matched,
    harmless: rest.filter((credential) => besidePrints.has(credential.fingerprint)),
    strange: rest.filter((credential) => !besidePrints.has(credential.fingerprint)),
  };
}
