import { ReviewError } from '../../review-error.ts';

/** What a Sigma rule does wrong by the specification. `where` is the path inside the rule, e.g. `detection.selection.Field|re`. */
export function invalidSigma(where: string, problem: string, remedy: string): ReviewError {
  return new ReviewError('sigma-invalid', `${shown(where)}: ${problem}`, remedy, 2);
}

/** What is right by the specification and cannot be asked of the event table. */
export function unsupportedSigma(where: string, problem: string, remedy: string): ReviewError {
  return new ReviewError('sigma-unsupported', `${shown(where)}: ${problem}`, remedy, 2);
}

/** A text of a rule as a message shows it: rules are untrusted, so no control characters and no endless names. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return plain.length <= 120 ? plain : `${plain.slice(0, 117)}…`;
}
