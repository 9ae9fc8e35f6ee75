import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../core/index.ts';
import { once } from '../prose/once.ts';

const terms = z.array(z.string().min(1)).readonly();
const schema = z.strictObject({
  personal: terms,
  languages: z
    .array(
      z.strictObject({
        language: z.string(),
        seasons: terms,
        mine: terms,
        yours: terms,
        isMine: terms,
        isYours: terms,
        made: terms,
        articles: terms,
      }),
    )
    .readonly(),
});

export type WorthLanguage = z.infer<typeof schema>['languages'][number];

/** The pack's bytes: what is kept of a credential's worth depends on them. */
export function worthWordsFile(): string {
  return readFileSync(join(packageRoot(), 'packs', 'worth', 'words.yaml'), 'utf8');
}

const words = once(() => schema.parse(parse(worthWordsFile())));

/** The languages of `packs/worth/words.yaml`. */
export function worthLanguages(): readonly WorthLanguage[] {
  return words().languages;
}

/** Whether a rule finds tokens that act as the person who made them. */
export function isPersonalToken(rule: string): boolean {
  return words().personal.includes(rule);
}
