/** Writes packs/secrets/prepared.json and packs/languages/prepared/ anew; run it after a change of rules or words. Usage: `node src/secrets/pack/prepare.ts`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { preparedFile, preparedLanguages } from '../prose/load-language-packs.ts';
import { PREPARED_FILE, preparedText } from './prepared-pack.ts';
import { readRulePack, rulePackFolder } from './rule-pack.ts';

const folder = rulePackFolder();
const file = join(folder, PREPARED_FILE);
rmSync(file, { force: true });
writeFileSync(file, preparedText(readRulePack(folder)));

for (const [name, text] of preparedLanguages()) {
  mkdirSync(dirname(preparedFile(name)), { recursive: true });
  writeFileSync(preparedFile(name), text);
}
