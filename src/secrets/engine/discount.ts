import type { Confidence } from '../finding.ts';
import type { Candidate } from './candidate.ts';
import type { WindowedText } from './text-window.ts';

/** What takes confidence from a claim whatever rule made it. */
export interface Discounts {
  /** Credentials that documentation prints for everybody to read. */
  readonly published: ReadonlySet<string>;
  /** Finds, at the end of what stands before a value, a word by which the writer calls it an illustration or a warning. */
  readonly advice: RegExp | null;
}

/** Characters of its line looked at before a value. */
const REACH = 80;
const EASILY_MADE_UP = /^[A-Za-z]{2,14}[^A-Za-z0-9]?\d{0,4}[!.?#*]?$/;
const BELOW: Readonly<Record<Confidence, Confidence>> = { high: 'medium', medium: 'low', low: 'low' };

/** @param words lower case, as the pack has them */
export function discountsOf(published: readonly string[], words: readonly string[]): Discounts {
  const freeWords = words.map((word) => RegExp.escape(word)).join('|');
  const shape = `(?<![\\p{L}\\p{N}.@/_-])(?:${freeWords})(?![\\p{L}\\p{N}@/_-]|\\.\\p{L})[^\\r\\n]{0,60}$`;
  return { published: new Set(published), advice: words.length === 0 ? null : new RegExp(shape, 'iu') };
}

/** The claim with the confidence its surroundings leave it. */
export function discounted(claim: Candidate, text: WindowedText, { published, advice }: Discounts): Candidate {
  if (claim.confidence === 'low') return claim;
  if (published.has(claim.secret)) return lowered(claim, 'low', 'published example');
  if (claim.form !== 'generic' || advice === null || !advice.test(lineBefore(claim, text))) return claim;
  const confidence = EASILY_MADE_UP.test(claim.secret) ? 'low' : BELOW[claim.confidence];
  return lowered(claim, confidence, 'stands in an example or in advice');
}

function lowered(claim: Candidate, confidence: Confidence, reason: string): Candidate {
  return { ...claim, confidence, reasons: [...claim.reasons, reason] };
}

function lineBefore(claim: Candidate, text: WindowedText): string {
  const [start] = text.around(claim.span[0], claim.span[0], REACH);
  const before = text.window([start, claim.span[0]]).text;
  return before.slice(Math.max(before.lastIndexOf('\n') + 1, before.length - REACH));
}
