/** Text in, credentials out: rules and prose, what each is worth, and how to write of it without showing it. */
export { type AllowList, parseAllowList } from './allow-list.ts';
export {
  type Disclosed,
  type DisclosureCategory,
  type DisclosureFinder,
  type DisclosureKind,
  disclosureFingerprint,
  disclosureKind,
  disclosureKinds,
  loadDisclosureFinder,
} from './disclosures/index.ts';
export type { Confidence, ScanContext, SecretFinding, SecretKind, Validity } from './finding.ts';
export { type GivenRules, NOTHING_GIVEN, type RefusedRule, type RuleFile, type RuleNote } from './given/given-rule.ts';
export { readRuleFiles } from './given/read-rule-files.ts';
export { type RuleCard, ruleCards } from './given/rule-card.ts';
export { ruleFilesAt } from './given/rule-files-at.ts';
export { RULE_ID, ruleSkeleton } from './given/rule-skeleton.ts';
export { type ExampleResult, testGivenRules, testInstalledRules } from './given/test-rules.ts';
export { type CandidateText, type PasswordCandidate, passwordCandidates } from './keys/password-candidates.ts';
export { writtenPlaces } from './keys/written-places.ts';
export { literalCensus } from './literal-census.ts';
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
export { type AccountName, accountNames } from './worth/account-names.ts';
export { kinshipOf } from './worth/kinship.ts';
export { phrasesNear } from './worth/phrases-near.ts';
export { type SaidOf, saidOf } from './worth/said-of.ts';
export { type Strength, strengthOf, type Weakness } from './worth/strength.ts';
export { strengthText } from './worth/strength-text.ts';
export { isPersonalToken } from './worth/worth-words.ts';
