import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../core/index.ts';
import { SecretsError } from '../secrets-error.ts';
import { type Rule, RuleFile } from './rule.ts';

/** All rules of the installation, sorted by id, and the hash of the files they came from. */
export interface RulePack {
  readonly rules: readonly Rule[];
  /** SHA-256 over the names and bytes of the pack's files, 64 hexadecimal digits: changes when any rule does. */
  readonly version: string;
}

let loaded: RulePack | null = null;

/** The rules in `packs/secrets/`, read once in a process. */
export function rulePack(): RulePack {
  loaded ??= readRulePack(join(packageRoot(), 'packs', 'secrets'));
  return loaded;
}

/**
 * Reads and checks every `.yaml` file of a folder.
 * @throws SecretsError rule-pack-unreadable, rule-invalid, rule-duplicate
 */
export function readRulePack(folder: string): RulePack {
  const version = createHash('sha256');
  const rules: Rule[] = [];
  for (const name of packFiles(folder)) {
    const bytes = readFileSync(join(folder, name));
    version.update(`${name.length}:${name}${bytes.length}:`).update(bytes);
    rules.push(...parseRules(name, bytes.toString('utf8')));
  }
  rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  refuseDuplicates(rules);
  return { rules, version: version.digest('hex') };
}

function packFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return names.sort();
  } catch (cause) {
    throw new SecretsError(
      'rule-pack-unreadable',
      'the folder of secret rules cannot be read',
      'install postbreach again, or restore packs/secrets',
      cause,
    );
  }
}

/**
 * The rules of one pack file's text.
 * @throws SecretsError rule-invalid, naming the rule and field
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

function refuseDuplicates(rules: readonly Rule[]): void {
  const twice = rules.find((rule, at) => rules[at + 1]?.id === rule.id);
  if (twice !== undefined) {
    throw new SecretsError('rule-duplicate', `two rules are called ${twice.id}`, 'give one of them another id');
  }
}
