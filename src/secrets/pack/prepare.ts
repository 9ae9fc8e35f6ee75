/** Writes packs/secrets/prepared.json anew; run it after a change of rules. Usage: `node src/secrets/pack/prepare.ts`. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREPARED_FILE, preparedText } from './prepared-pack.ts';
import { readRulePack, rulePackFolder } from './rule-pack.ts';

const folder = rulePackFolder();
const file = join(folder, PREPARED_FILE);
rmSync(file, { force: true });
writeFileSync(file, preparedText(readRulePack(folder)));
