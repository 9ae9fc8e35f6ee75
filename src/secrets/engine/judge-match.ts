import type { Instant } from '../../core/index.ts';
import type { Confidence } from '../finding.ts';
import type { Rule } from '../pack/rule.ts';
import { entropyOf } from '../validators/randomness.ts';
import { type Candidate, UNKNOWN_VALIDITY } from './candidate.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { RuleMatch } from './match-rule.ts';

const STEPS: readonly Confidence[] = ['low', 'medium', 'high'];
const MUST_HAVE = {
  digit: /[0-9]/,
  letter: /[A-Za-z]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  symbol: /[^A-Za-z0-9\s]/,
} as const;

/**
 * Puts a match to its rule's conditions and validators.
 * @returns null when it is no credential.
 */
export function judgeMatch(compiled: CompiledRule, match: RuleMatch, asOf: Instant | null): Candidate | null {
  const { rule } = compiled;
  if (!meetsConditions(rule, match.secret)) return null;
  let claim: Candidate = {
    rule: rule.id,
    form: rule.form,
    kind: rule.kind,
    confidence: rule.identifier ? 'low' : rule.confidence,
    validity: UNKNOWN_VALIDITY,
    secret: match.secret,
    span: match.span,
    principal: match.principal,
    host: match.host,
    reasons: [rule.identifier ? `${rule.name}: opens nothing by itself` : rule.name],
  };
  for (const validate of compiled.validators) {
    const verdict = validate({ ...claim, text: match.text, asOf });
    if (verdict.type === 'reject') return null;
    claim = {
      ...claim,
      confidence: rule.identifier ? 'low' : stepped(claim.confidence, verdict.confidence),
      validity: verdict.validity ?? claim.validity,
      secret: verdict.secret ?? claim.secret,
      principal: verdict.principal ?? claim.principal,
      host: verdict.host ?? claim.host,
      reasons: verdict.reason === undefined ? claim.reasons : [...claim.reasons, verdict.reason],
    };
  }
  return claim;
}

function meetsConditions(rule: Rule, secret: string): boolean {
  if (!rule.mustHave.every((need) => MUST_HAVE[need].test(secret))) return false;
  return rule.entropy === 0 || entropyOf(secret) >= rule.entropy;
}

function stepped(now: Confidence, change: 'raise' | 'lower' | 'low' | undefined): Confidence {
  if (change === undefined) return now;
  if (change === 'low') return 'low';
  const step = STEPS.indexOf(now) + (change === 'raise' ? 1 : -1);
  return STEPS[Math.max(0, Math.min(STEPS.length - 1, step))] ?? 'low';
}
