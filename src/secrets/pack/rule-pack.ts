import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../core/index.ts';
import { SecretsError } from '../secrets-error.ts';
import { type AnalysedRule, analyseRule } from './analysed-rule.ts';
import { parsePackFile } from './parse-pack-file.ts';
import { type PackContent, preparedContent } from './prepared-pack.ts';
import type { Rule } from './rule.ts';

/** All rules of the installation and what goes with them, and the hash of the files they came from. */
export interface RulePack extends PackContent {
  /** SHA-256 over the names and bytes of the pack's files, 64 hexadecimal digits: changes when any rule does. */
  readonly version: string;
}

let loaded: RulePack | null = null;

/** The rules in `packs/secrets/`, read once in a process. */
export function rulePack(): RulePack {
  loaded ??= readRulePack(rulePackFolder());
  return loaded;
}

export function rulePackFolder(): string {
  return join(packageRoot(), 'packs', 'secrets');
}

/**
 * Reads and checks every `.yaml` file of a folder; where `prepared.json` beside them was made from these very bytes, its rules are taken
 * without parsing anew.
 * @throws SecretsError rule-pack-unreadable, rule-invalid, rule-duplicate, pattern-unbounded
 */
export function readRulePack(folder: string): RulePack {
  const files = packFiles(folder);
  const version = versionOf(files);
  return { ...(preparedContent(folder, version) ?? contentOf(files)), version };
}

interface FileText {
  readonly name: string;
  readonly text: string;
}

function packFiles(folder: string): readonly FileText[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return names.sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  } catch (cause) {
    throw new SecretsError(
      'rule-pack-unreadable',
      'the folder of secret rules cannot be read',
      'install postbreach again, or restore packs/secrets',
      cause,
    );
  }
}

function versionOf(files: readonly FileText[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${name.length}:${name}${text.length}:`).update(text);
  return hash.digest('hex');
}

function contentOf(files: readonly FileText[]): PackContent {
  const parsed = files.map(({ name, text }) => parsePackFile(name, text));
  return {
    rules: analysed(parsed.flatMap(({ rules }) => rules ?? [])),
    publishedExamples: parsed.flatMap(({ publishedExamples }) => publishedExamples ?? []).map(({ value }) => value),
    advice: parsed.flatMap(({ advice }) => advice ?? []),
    proseKinds: parsed.flatMap(({ proseKinds }) => proseKinds ?? []),
    tables: {
      secrets: parsed.flatMap(({ tables }) => tables?.secrets ?? []),
      principals: parsed.flatMap(({ tables }) => tables?.principals ?? []),
      hosts: parsed.flatMap(({ tables }) => tables?.hosts ?? []),
    },
  };
}

function analysed(unsorted: readonly Rule[]): readonly AnalysedRule[] {
  const rules = unsorted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const twice = rules.find((rule, at) => rules[at + 1]?.id === rule.id);
  if (twice !== undefined) {
    throw new SecretsError('rule-duplicate', `two rules are called ${twice.id}`, 'give one of them another id');
  }
  return rules.map(analyseRule);
}
