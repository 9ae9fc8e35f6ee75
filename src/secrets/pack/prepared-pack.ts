import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysedRule } from './analysed-rule.ts';

/** The file beside the YAML that holds the same rules, checked and analysed, so that a start does not wait for a YAML parser. */
export const PREPARED_FILE = 'prepared.json';

interface PreparedPack {
  /** The version of the YAML files it was made from. */
  readonly version: string;
  readonly rules: readonly AnalysedRule[];
}

/** The prepared rules where they were made from the YAML of this version; null where they are stale, absent or damaged. */
export function preparedRules(folder: string, version: string): readonly AnalysedRule[] | null {
  try {
    const prepared = JSON.parse(readFileSync(join(folder, PREPARED_FILE), 'utf8')) as PreparedPack;
    return prepared.version === version ? prepared.rules : null;
  } catch {
    return null;
  }
}

/** The prepared file's text for a pack as read from its YAML. */
export function preparedText(pack: PreparedPack): string {
  const lines = pack.rules.map((rule) => JSON.stringify(rule));
  return `{"version":"${pack.version}","rules":[\n${lines.join(',\n')}\n]}\n`;
}
