import type { Language } from '../cast/person.ts';
import type { BodyForm } from '../mail/compose.ts';
import type { Charset } from '../mime/charset.ts';
import type { TransferEncoding } from '../mime/transfer-encoding.ts';
import type { Random } from '../random.ts';

const WESTERN = [
  ['iso-8859-1', 'quoted-printable'],
  ['iso-8859-1', '8bit'],
  ['windows-1252', 'quoted-printable'],
  ['utf-8', '8bit'],
  ['utf-8', 'quoted-printable'],
  ['utf-8', 'base64'],
] as const;

const SHAPES: Readonly<Record<Language, readonly (readonly [Charset, TransferEncoding])[]>> = {
  en: [
    ['us-ascii', '7bit'],
    ['us-ascii', '7bit'],
    ['utf-8', '7bit'],
    ['utf-8', 'quoted-printable'],
    ['iso-8859-1', 'quoted-printable'],
    ['windows-1252', '8bit'],
    ['utf-8', 'base64'],
  ],
  de: WESTERN,
  fr: WESTERN,
  es: WESTERN,
  ja: [
    ['iso-2022-jp', '7bit'],
    ['iso-2022-jp', '7bit'],
    ['utf-8', 'base64'],
  ],
  ru: [
    ['koi8-r', '8bit'],
    ['koi8-r', 'base64'],
    ['utf-8', 'base64'],
    ['utf-8', 'quoted-printable'],
  ],
};

/** How one person's mail program might write a letter in the language. */
export function pickShape(
  language: Language,
  random: Random,
): { charset: Charset; encoding: TransferEncoding; form: BodyForm } {
  const [charset, encoding] = random.pick(SHAPES[language]);
  const form = random.pick(['plain', 'plain', 'plain', 'flowed', 'alternative', 'alternative', 'html'] as const);
  return { charset, encoding, form: form === 'flowed' && language === 'ja' ? 'plain' : form };
}

/** Typographic quotes, as an editor on a desktop puts them; only where the charset has them. */
export function typographic(text: string, charset: Charset, random: Random): string {
  if (!['windows-1252', 'utf-8'].includes(charset) || random.chance(0.5)) return text;
  return text
    .replace(/(\w)'(\w)/g, '$1\u2019$2')
    .replace(/'(\w+)'/g, '\u2018$1\u2019')
    .replaceAll(' - ', ' \u2013 ');
}
