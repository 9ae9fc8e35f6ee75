import { type ByteSpan, spansOverlap } from '../../core/index.ts';
import { type Candidate, SPECIFICITY } from './candidate.ts';

const SURENESS = { low: 0, medium: 1, high: 2 } as const;

/**
 * Which claim wins over which, a total order: a structured rule over a generic one over prose, then the longer secret, the
 * surer claim, the one that names more of whose it is, the earlier, and the rule's id in code-unit order.
 */
function byPrecedence(a: Candidate, b: Candidate): number {
  return (
    SPECIFICITY[b.form] - SPECIFICITY[a.form] ||
    lengthOf(b.span) - lengthOf(a.span) ||
    SURENESS[b.confidence] - SURENESS[a.confidence] ||
    namesIn(b) - namesIn(a) ||
    a.span[0] - b.span[0] ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

function namesIn(claim: Candidate): number {
  return Number(claim.principal !== null) + Number(claim.host !== null);
}

function lengthOf(span: ByteSpan): number {
  return span[1] - span[0];
}

/** The claims that stand: no two share a byte, each lost byte went to one of higher precedence. Sorted by span. */
export function resolveOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const standing: Candidate[] = [];
  for (const candidate of [...candidates].sort(byPrecedence)) {
    const at = firstEndingAfter(standing, candidate.span[0]);
    const next = standing[at];
    if (next === undefined || !spansOverlap(next.span, candidate.span)) standing.splice(at, 0, candidate);
  }
  return standing;
}

/** `standing` is sorted and without overlaps, so ends are sorted too. */
function firstEndingAfter(standing: readonly Candidate[], byte: number): number {
  let low = 0;
  let high = standing.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((standing[middle]?.span[1] ?? 0) > byte) high = middle;
    else low = middle + 1;
  }
  return low;
}
