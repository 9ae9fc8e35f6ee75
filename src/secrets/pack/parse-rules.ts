import { parse } from 'yaml';
import { SecretsError } from '../secrets-error.ts';
import { type Rule, RuleFile } from './rule.ts';

/**
 * The rules of one pack file's text.
 * @param name the file's name, for the message
 * @throws SecretsError rule-invalid, naming the field
 */
export function parseRules(name: string, text: string): readonly Rule[] {
  const checked = RuleFile.safeParse(parse(text));
  if (checked.success) return checked.data.rules;
  const issue = checked.error.issues[0];
  throw new SecretsError(
    'rule-invalid',
    `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a rule file'}`,
    'correct the rule; docs/rules.md lists the fields',
  );
}
