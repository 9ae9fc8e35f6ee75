/** Text in, credentials out: rules and prose, what each is worth, and how to write of it without showing it. */
export { type AllowList, parseAllowList } from './allow-list.ts';
export type { Confidence, ScanContext, SecretFinding, SecretKind, Validity } from './finding.ts';
export { type CandidateText, type PasswordCandidate, passwordCandidates } from './keys/password-candidates.ts';
export { writtenPlaces } from './keys/written-places.ts';
export { loadScanner, type ScannerOptions } from './load-scanner.ts';
export { loadTextScanner } from './load-text-scanner.ts';
export { contextOf } from './masking/context.ts';
export { fingerprintOf } from './masking/fingerprint.ts';
export { knownValueMask } from './masking/known-value-mask.ts';
export { MASK, maskText, maskUtf8 } from './masking/mask.ts';
export { previewOf } from './masking/preview.ts';
export { MAILED_KEY, type RuleInfo, ruleInfo, rulePackVersion } from './rule-info.ts';
export type { Scanner } from './scanner.ts';
export { SecretValue } from './secret-value.ts';
export { SecretsError, type SecretsErrorCode } from './secrets-error.ts';
export type { ScanOutcome, TextInContext, TextScanner } from './text-scanner.ts';
export { textScannerHere } from './threads/scan-here.ts';
