import type { CaseView } from '../../case/index.ts';
import type { Finding } from '../../review/index.ts';
import { reviewSigma } from '../../run/index.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Face } from '../face.ts';
import { givenSigma, outcomeCounts } from '../sigma/given-sigma.ts';
import { printable } from '../terminal/table.ts';
import type { ReviewScope } from './review-scope.ts';

interface SigmaOptions {
  readonly sigma?: readonly string[];
  readonly aliases?: readonly string[];
}

/** What the Sigma rules that were given find in the case's logs; nothing where none were given. Rules that could not be used are losses. */
export async function sigmaFindings(
  view: CaseView,
  { sigma, aliases }: SigmaOptions,
  { from, until }: ReviewScope,
  { talk }: Face,
): Promise<{ readonly findings: readonly Finding[]; readonly code: ExitCode }> {
  if (sigma === undefined) return { findings: [], code: 0 };
  const given = givenSigma(sigma, aliases ?? [], talk);
  const { loaded, findings, failed } = await reviewSigma(view, given.outcomes, { from, until });
  for (const { title, error } of failed) talk.warn(`not run: ${printable(title)}: ${printable(error.message)}`);
  talk.say(`Sigma: ${outcomeCounts(given.outcomes, loaded)}. \`postbreach sigma check\` says why.`);
  return { findings, code: given.refused + failed.length > 0 ? 1 : 0 };
}
