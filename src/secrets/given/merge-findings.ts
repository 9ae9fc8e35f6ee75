import { spansOverlap } from '../../core/index.ts';
import type { SecretFinding } from '../finding.ts';

const SURENESS = { low: 0, medium: 1, high: 2 } as const;

/**
 * Findings of one set of rules and of another beside it. Where two share a byte the standing one stays and names the other's rule, so that no
 * credential is counted twice; but a guess (`isGuess`: from words, not from the value's form) gives way to one that holds all of it and more,
 * or just it and is surer.
 */
export function mergeFindings(
  standing: readonly SecretFinding[],
  further: readonly SecretFinding[],
  isGuess: (rule: string) => boolean,
): readonly SecretFinding[] {
  if (further.length === 0) return standing;
  const outgrown = (finding: SecretFinding) =>
    isGuess(finding.rule) && further.some((other) => outgrows(other, finding));
  const kept = standing.filter((finding) => !outgrown(finding));
  const named = kept.map((finding) => withOthers(finding, further, 'also found by'));
  const fresh = further.filter(({ span }) => !kept.some((finding) => spansOverlap(finding.span, span)));
  const others = standing.filter(outgrown);
  return [...named, ...fresh.map((finding) => withOthers(finding, others, 'holds what was found by'))].toSorted(
    (a, b) => a.span[0] - b.span[0],
  );
}

function withOthers(finding: SecretFinding, others: readonly SecretFinding[], words: string): SecretFinding {
  const rules = new Set(others.filter(({ span }) => spansOverlap(finding.span, span)).map(({ rule }) => rule));
  return rules.size === 0
    ? finding
    : { ...finding, reasons: [...finding.reasons, `${words} ${[...rules].join(', ')}`] };
}

function outgrows({ span: outer, confidence }: SecretFinding, guess: SecretFinding): boolean {
  const { span: inner } = guess;
  if (outer[0] > inner[0] || outer[1] < inner[1]) return false;
  return outer[1] - outer[0] > inner[1] - inner[0] || SURENESS[confidence] > SURENESS[guess.confidence];
}
