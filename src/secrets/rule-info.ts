import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../core/index.ts';
import { disclosureFiles } from './disclosures/index.ts';
import type { SecretKind } from './finding.ts';
import { type GivenRules, NOTHING_GIVEN } from './given/given-rule.ts';
import { keyWordsFile } from './keys/key-words.ts';
import { rulePack } from './pack/rule-pack.ts';
import { worthWordsFile } from './worth/worth-words.ts';

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

const PROSE = /^prose(?:-|$)/;

/** The rule of a value that no pattern finds: it opened something locked that was mailed too. */
export const MAILED_KEY = 'mailed-key';

/** The rule of an id, prose's included; null where neither the installation nor what was given beside it has one. */
export function ruleInfo(id: string, given: GivenRules = NOTHING_GIVEN): RuleInfo | null {
  const pack = rulePack();
  const other = given.rules.find((each) => each.id === id) ?? given.own.find(({ rule }) => rule.id === id)?.rule;
  if (other !== undefined) return toldOf(id, other);
  if (PROSE.test(id)) {
    const told = pack.proseKinds.find((each) => each.id === id) ?? pack.proseKinds.find((each) => each.id === 'prose');
    return told === undefined ? null : { ...told, id, source: 'stated in prose' };
  }
  const key = id === MAILED_KEY ? pack.proseKinds.find((each) => each.id === id) : undefined;
  if (key !== undefined) return { ...key, source: 'what it opened' };
  const rule =
    pack.rules.find((each) => each.rule.id === id)?.rule ?? pack.tables.secrets.find((each) => each.id === id);
  return rule === undefined ? null : toldOf(id, rule);
}

function toldOf(id: string, { name, kind, exposure, source }: Omit<RuleInfo, 'id'>): RuleInfo {
  return { id, name, kind, exposure, source };
}

let version: string | null = null;

/**
 * SHA-256 of the rule files, language packs, words for keys and words of worth, and kinds of disclosures, 64 hexadecimal digits: where it differs from the one a text was scanned under,
 * scan it again.
 */
export function rulePackVersion(): string {
  version ??= hashedVersion();
  return version;
}

function hashedVersion(): string {
  const folder = join(packageRoot(), 'packs', 'languages');
  const hash = createHash('sha256').update(rulePack().version).update(keyWordsFile()).update(worthWordsFile());
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.yaml'))
    .sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  }
  for (const [name, text] of disclosureFiles()) hash.update(`\n${name} ${text.length}\n`).update(text);
  return hash.digest('hex');
}
