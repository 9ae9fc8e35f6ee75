/** The synthetic organisation that `postbreach demo` works on, and the score of a case against its ground truth. */
export { ExamplesError, type ExamplesErrorCode } from './examples-error.ts';
export { type GenerateOptions, generateOrganisation } from './generate-organisation.ts';
export type { GeneratorProgress, OrganisationSummary } from './organisation-summary.ts';
export { renderScore } from './score/render-score.ts';
export type { Ratio, Score } from './score/score.ts';
export { scoreOrganisation } from './score/score-organisation.ts';
export type {
  ScoredCase,
  ScoredCoverageGap,
  ScoredCredential,
  ScoredFinding,
  ScoredMessage,
  ScoredOccurrence,
  ScoredStolenSet,
} from './scored-case.ts';
