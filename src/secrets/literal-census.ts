import { buildLiteralMatcher } from './kernel/index.ts';
import { rulePack } from './pack/rule-pack.ts';
import { proseGate } from './prose/index.ts';

/**
 * Counts the literals of the installation's rules and languages that stand in a text: the pass that every scan begins with, by itself. No scan is
 * faster than that, so that one is measured against it.
 */
export function literalCensus(): (utf8: Uint8Array) => number {
  const ofRules = rulePack().rules.flatMap(({ rule }) =>
    rule.keywords.map((text) => ({ text, exact: rule.exactCase })),
  );
  const { scan } = buildLiteralMatcher([...ofRules, ...proseGate().literals]);
  return (utf8) => {
    let met = 0;
    scan(utf8, () => {
      met += 1;
    });
    return met;
  };
}
