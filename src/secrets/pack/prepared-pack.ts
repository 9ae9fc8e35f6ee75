import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TablePack } from '../tables/table-pack.ts';
import type { AnalysedRule } from './analysed-rule.ts';
import type { ProseKind } from './pack-file.ts';

/** The file beside the YAML that holds the same rules, checked and analysed, so that a start does not wait for a YAML parser. */
export const PREPARED_FILE = 'prepared.json';

/** What the files of `packs/secrets/` say together. */
export interface PackContent {
  /** Sorted by id. */
  readonly rules: readonly AnalysedRule[];
  /** Values that documentation prints for everybody to read. */
  readonly publishedExamples: readonly string[];
  /** Words, lower case, after which a value is an illustration or a warning. */
  readonly advice: readonly string[];
  readonly proseKinds: readonly ProseKind[];
  /** Columns of tables that hold credentials. */
  readonly tables: TablePack;
}

interface PreparedPack extends PackContent {
  /** The version of the YAML files it was made from. */
  readonly version: string;
}

/** The prepared content where it was made from the YAML of this version; null where it is stale, absent or damaged. */
export function preparedContent(folder: string, version: string): PackContent | null {
  try {
    const prepared = JSON.parse(readFileSync(join(folder, PREPARED_FILE), 'utf8')) as PreparedPack;
    return prepared.version === version ? prepared : null;
  } catch {
    return null;
  }
}

/** The prepared file's text for a pack as read from its YAML. */
export function preparedText(pack: PreparedPack): string {
  const lines = pack.rules.map((rule) => JSON.stringify(rule));
  const { version, publishedExamples, advice, proseKinds, tables } = pack;
  const words = JSON.stringify({ version, publishedExamples, advice, proseKinds, tables }).slice(0, -1);
  return `${words},"rules":[\n${lines.join(',\n')}\n]}\n`;
}
