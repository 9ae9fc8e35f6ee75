import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../core/index.ts';

const terms = z.array(z.string().min(1)).readonly();
const schema = z.strictObject({
  languages: z.array(z.strictObject({ language: z.string(), words: terms, links: terms })).readonly(),
});

/** Patterns by which a file's password is announced, in every language of the pack. */
export interface KeyWords {
  /** A word for it and the letters that end that word; sticky to nothing, global. */
  readonly word: RegExp;
  /** What may stand between the word and the value, at the beginning of a text: a link, a sign, or both. */
  readonly link: RegExp;
}

/** The pack's bytes: what is tried, and so what is opened, depends on them. */
export function keyWordsFile(): string {
  return readFileSync(join(packageRoot(), 'packs', 'keys', 'words.yaml'), 'utf8');
}

let loaded: KeyWords | null = null;

/** The words of `packs/keys/words.yaml`, read once in a process. */
export function keyWords(): KeyWords {
  loaded ??= compile(schema.parse(parse(keyWordsFile())));
  return loaded;
}

/** Letters after a word are its endings, except in scripts that write no spaces. */
const ENDING =
  '[\\p{M}\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Hangul}\\p{Script=Arabic}\\p{Script=Hebrew}]{0,12}';

function compile({ languages }: z.infer<typeof schema>): KeyWords {
  const words = languages.flatMap((language) => language.words);
  const links = languages.flatMap((language) => language.links);
  const linking = `(?:(?:${alternatives(links)})(?![\\p{M}\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}]))`;
  return {
    word: new RegExp(
      `(?:${alternatives(words.filter(isLong))}|(?<!\\p{L})(?:${alternatives(words.filter((word) => !isLong(word)))}))${ENDING}`,
      'giu',
    ),
    link: new RegExp(`^[\\s*_"'()（）-]{0,8}(?:${linking}\\s{0,4}[:：=＝]?|[:：=＝→⇒>-]{1,3})\\s{0,4}`, 'iu'),
  };
}

/** A short word is found at the beginning of words alone: it stands in the middle of too many. Writing without spaces has no such beginnings. */
const isLong = (word: string) => word.length > 4 || !/^\p{Script=Latin}+$/u.test(word);

/** The longest first, so that no word hides a longer one. */
function alternatives(words: readonly string[]): string {
  const distinct = [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return distinct.map((word) => RegExp.escape(word)).join('|');
}
