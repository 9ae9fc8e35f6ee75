import { parse } from 'yaml';
import { SecretsError } from '../secrets-error.ts';
import { PackFile } from './pack-file.ts';

/**
 * The content of one pack file's text.
 * @param name the file's name, for the message
 * @throws SecretsError rule-invalid, naming the field
 */
export function parsePackFile(name: string, text: string): PackFile {
  const checked = PackFile.safeParse(parse(text));
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new SecretsError(
    'rule-invalid',
    `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a rule file'}`,
    'correct the rule; docs/rules.md lists the fields',
  );
}
