import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SecretsError } from '../secrets-error.ts';
import type { RuleFile } from './given-rule.ts';

const ENDINGS = /\.(?:toml|ya?ml|json)$/i;
const MOST_FILES = 2000;
const MOST_BYTES = 64 * 1024 * 1024;
const DEEPEST = 8;

/**
 * The files of rules at paths: a file as it is, of a folder all that end in .toml, .yaml, .yml or .json, sorted, those of its folders too.
 * @throws SecretsError rules-not-found where a folder holds none, or there are too many; the system's own error where a path cannot be read
 */
export function ruleFilesAt(paths: readonly string[]): readonly RuleFile[] {
  const found = paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    const inside = filesBelow(path, 0);
    if (inside.length > 0) return inside;
    const next = 'Give a file, or a folder with files that end in .toml, .yaml, .yml or .json.';
    throw new SecretsError('rules-not-found', `${path} holds no file of rules`, next);
  });
  const bytes = found.reduce((sum, path) => sum + statSync(path).size, 0);
  if (found.length > MOST_FILES || bytes > MOST_BYTES) {
    const most = `${MOST_FILES} files and ${MOST_BYTES / 1024 / 1024} MiB`;
    throw new SecretsError('rules-not-found', `the rules are more than ${most}`, 'Give those you need.');
  }
  return found.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function filesBelow(folder: string, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, depth + 1);
    return entry.isFile() && ENDINGS.test(entry.name) ? [path] : [];
  });
}
