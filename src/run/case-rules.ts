import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Case } from '../case/index.ts';
import { type GivenRules, type RuleFile, readRuleFiles } from '../secrets/index.ts';
import { dropRules, keepSettings, readSettings } from './settings.ts';

/** The rules that a user gave to a case, beside the installed ones. */
export function caseRules(kase: Pick<Case, 'store'>): GivenRules {
  return readRuleFiles(readSettings(kase).rules);
}

/** Which rules a case has from its user: differs where any of them does, empty where there are none. */
export function caseRulesVersion(kase: Pick<Case, 'store'>): string {
  const { rules } = readSettings(kase);
  if (rules.length === 0) return '';
  const hash = createHash('sha256');
  for (const { path, text } of rules) hash.update(`${path.length}:${path}${text.length}:`).update(text);
  return hash.digest('hex');
}

/** Gives files of rules to a case, under their full paths; the next run searches its mail anew. @returns what they came to, for the reader. */
export function giveRules(kase: Case, files: readonly RuleFile[]): GivenRules {
  const rules = files.map(({ path, text }) => ({ path: resolve(path), text }));
  if (rules.length > 0) {
    keepSettings(kase, { ocr: false, markCommon: false, rules });
    const given = rules.map(({ path, text }) => ({ path, sha256: createHash('sha256').update(text).digest('hex') }));
    kase.ledger.append('rules-given', { files: given });
  }
  return readRuleFiles(rules);
}

/** Takes all rules from a case that were given to it. */
export function takeRules(kase: Case): void {
  dropRules(kase);
  kase.ledger.append('rules-taken', {});
}
