import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../core/index.ts';
import { commonWordsOf } from './gate/telling-words.ts';
import { triggersOf } from './gate/trigger.ts';
import type { TriggerGroup } from './gate/trigger-group.ts';
import { type LanguagePack, type LanguageWords, languagePackSchema } from './language-pack.ts';
import { once } from './once.ts';

/** A pack's words beside the hash of the YAML they were read from, so that a start does not wait for a YAML parser. */
interface PreparedWords extends LoadedWords {
  readonly version: string;
}

/** A pack's words and the literals that make a text worth reading for them. */
export interface LoadedWords {
  readonly words: LanguageWords;
  readonly triggers: readonly TriggerGroup[];
  /** Words that its texts are full of, the commonest first. */
  readonly common: readonly string[];
}

const folder = (): string => join(packageRoot(), 'packs', 'languages');

const packNames = (): readonly string[] =>
  readdirSync(folder())
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();

const yamlOf = (name: string): string => readFileSync(join(folder(), `${name}.yaml`), 'utf8');

/** Where the prepared words of a pack stand. */
export const preparedFile = (name: string): string => join(folder(), 'prepared', `${name}.json`);

/** Every language pack of this installation, in the order of file names. Throws when one does not fit its schema. */
export function loadLanguagePacks(): readonly LanguagePack[] {
  return packNames().map((name) => languagePackSchema.parse(parse(yamlOf(name))));
}

/** The words of every pack, read once in a process; where `prepared/` holds what was made from this very YAML, without parsing it anew. */
export const loadLanguageWords = once((): readonly LoadedWords[] =>
  packNames().map((name) => {
    const yaml = yamlOf(name);
    return preparedWords(name, versionOf(yaml)) ?? wordsOf(yaml);
  }),
);

function wordsOf(yaml: string): LoadedWords {
  const pack = languagePackSchema.parse(parse(yaml));
  const { examples: _, ...words } = pack;
  return { words, triggers: triggersOf(words), common: commonWordsOf(pack) };
}

/** The name and the prepared text of every pack, made from its YAML. */
export function preparedLanguages(): readonly (readonly [string, string])[] {
  return packNames().map((name) => {
    const yaml = yamlOf(name);
    const prepared: PreparedWords = { version: versionOf(yaml), ...wordsOf(yaml) };
    return [name, `${JSON.stringify(prepared)}\n`];
  });
}

function preparedWords(name: string, version: string): LoadedWords | null {
  try {
    const prepared = JSON.parse(readFileSync(preparedFile(name), 'utf8')) as PreparedWords;
    return prepared.version === version ? prepared : null;
  } catch {
    return null;
  }
}

const versionOf = (yaml: string): string => createHash('sha256').update(yaml).digest('hex');
