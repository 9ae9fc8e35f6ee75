import type { ScoredCase } from '../scored-case.ts';
import { readTruth } from '../truth/read-truth.ts';
import type { Score } from './score.ts';
import { scoreCredentials } from './score-credentials.ts';
import { scoreReview } from './score-review.ts';
import { scoreStolen } from './score-stolen.ts';

/**
 * Compares a finished case with the ground truth of the organisation it was made from.
 * @param dir the organisation's folder; its truth.json may have been edited along with the mail.
 * @throws ExamplesError 'truth-missing', 'truth-unreadable'.
 */
export async function scoreOrganisation(dir: string, results: ScoredCase): Promise<Score> {
  const truth = await readTruth(dir);
  return {
    seed: truth.seed,
    ...scoreCredentials(truth, results),
    ...scoreStolen(truth, results),
    ...scoreReview(truth, results),
  };
}
