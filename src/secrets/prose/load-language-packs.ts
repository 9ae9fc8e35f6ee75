import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../core/index.ts';
import { type LanguagePack, languagePackSchema } from './language-pack.ts';

/** Every language pack of this installation, in the order of file names. Throws when one does not fit its schema. */
export function loadLanguagePacks(): readonly LanguagePack[] {
  const folder = join(packageRoot(), 'packs', 'languages');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => languagePackSchema.parse(parse(readFileSync(join(folder, name), 'utf8'))));
}
