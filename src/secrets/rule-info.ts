import type { SecretKind } from './finding.ts';
import { rulePack } from './pack/rule-pack.ts';

/** What a reader is told of a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly name: string;
  readonly kind: SecretKind;
  /** What to do when such a credential was exposed. */
  readonly exposure: string;
  /** Where its form is known from. */
  readonly source: string;
}

/** The rule of an id, or null where the pack holds none (prose rules are described by their language). */
export function ruleInfo(id: string): RuleInfo | null {
  const rule = rulePack().rules.find((each) => each.rule.id === id)?.rule;
  if (rule === undefined) return null;
  return { id, name: rule.name, kind: rule.kind, exposure: rule.exposure, source: rule.source };
}

/** SHA-256 of the rule files, 64 hexadecimal digits: where it differs from the one a text was scanned under, scan it again. */
export function rulePackVersion(): string {
  return rulePack().version;
}
