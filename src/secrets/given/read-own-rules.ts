import { analyseRule } from '../pack/analysed-rule.ts';
import { Rule } from '../pack/rule.ts';
import { SecretsError } from '../secrets-error.ts';
import { type GivenRules, NOTHING_GIVEN, type OwnRule } from './given-rule.ts';
import { firstIssue, nameOf } from './rule-entry.ts';

/** Reads rules in our own form, docs/rules.md; one with a fault costs itself alone. */
export function readOwnRules(file: string, entries: readonly unknown[]): GivenRules {
  const own: OwnRule[] = [];
  const refused = entries.flatMap((entry, at) => {
    const read = readRule(file, entry);
    if ('because' in read) return [{ file, rule: nameOf(entry, at), because: read.because }];
    own.push(read);
    return [];
  });
  return { ...NOTHING_GIVEN, own, refused };
}

function readRule(file: string, entry: unknown): OwnRule | { readonly because: string } {
  const checked = Rule.safeParse(entry);
  if (!checked.success) return { because: firstIssue(checked.error) };
  try {
    const { rule, shape } = analyseRule(checked.data);
    new RegExp(rule.pattern, 'm').exec('');
    return { file, rule: { ...rule, id: `own:${rule.id}` }, shape };
  } catch (error) {
    if (error instanceof SecretsError || error instanceof SyntaxError) return { because: error.message };
    throw error;
  }
}
