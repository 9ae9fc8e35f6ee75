import type { Judged } from './judge-text.ts';
import type { ProseCandidate } from './prose-candidate.ts';

/** The best of those that overlap: higher score, then longer, then earlier. */
export function apart(judged: readonly Judged[]): readonly ProseCandidate[] {
  const best = judged.toSorted(
    (a, b) =>
      b.score - a.score ||
      b.candidate.end - b.candidate.start - (a.candidate.end - a.candidate.start) ||
      a.candidate.start - b.candidate.start,
  );
  const taken = new Set<number>();
  const kept: ProseCandidate[] = [];
  for (const { candidate } of best) {
    const places = Array.from({ length: candidate.end - candidate.start }, (_, i) => candidate.start + i);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    kept.push(candidate);
  }
  return kept.sort((a, b) => a.start - b.start);
}
