import { type ByteSpan, spansOverlap } from '../../core/index.ts';
import { type Candidate, SPECIFICITY } from './candidate.ts';

const SURENESS = { low: 0, medium: 1, high: 2 } as const;

type Rank = (claim: Candidate) => number;

/**
 * How specific each claim is. Prose that goes on where a generic rule stopped (a passphrase, of whose words the rule took the first)
 * counts as generic, so that being longer it wins. Depends on the set of claims alone, never on their order.
 */
function rankOf(claims: readonly Candidate[]): Rank {
  const shortest = new Map<number, number>();
  for (const { form, span } of claims) {
    if (form === 'generic') shortest.set(span[0], Math.min(span[1], shortest.get(span[0]) ?? span[1]));
  }
  const goesOn = ({ span }: Candidate): boolean => (shortest.get(span[0]) ?? Number.POSITIVE_INFINITY) < span[1];
  return (claim) => SPECIFICITY[claim.form === 'prose' && goesOn(claim) ? 'generic' : claim.form];
}

/**
 * Which claim wins over which, a total order: a structured rule over a generic one over prose, then the longer secret, the
 * surer claim, the one that names more of whose it is, the earlier, and the rule's id in code-unit order.
 */
function byPrecedence(a: Candidate, b: Candidate, rank: Rank): number {
  return (
    rank(b) - rank(a) ||
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
  const rank = rankOf(candidates);
  return clustersOf(candidates).flatMap((cluster) => standingOf(cluster, rank));
}

/** Claims that hang together by shared bytes; none shares one with a claim of another cluster. */
function clustersOf(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const clusters: Candidate[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates.toSorted((a, b) => a.span[0] - b.span[0])) {
    if (candidate.span[0] < end) clusters.at(-1)?.push(candidate);
    else clusters.push([candidate]);
    end = Math.max(end, candidate.span[1]);
  }
  return clusters;
}

function standingOf(cluster: readonly Candidate[], rank: Rank): readonly Candidate[] {
  if (cluster.length === 1) return cluster;
  const standing: Candidate[] = [];
  for (const candidate of cluster.toSorted((a, b) => byPrecedence(a, b, rank))) {
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
