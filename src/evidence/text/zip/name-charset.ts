import { decodeCharsetText } from '../../decode/charset.ts';

/** What DOS, and so the format, takes names in (APPNOTE.TXT appendix D). */
const DOS = 'cp437';

/** Bytes in pairs as one of the code pages of East Asia has them for what is often written, beside ASCII. */
const SHIFT_JIS = /^(?:[\0-\x7f]|[\x81-\x84\x88-\x9f\xe0-\xea][\x40-\x7e\x80-\xfc])*$/;
const KOREAN = /^(?:[\0-\x7f]|[\xa1-\xa3\xb0-\xc8][\xa1-\xfe])*$/;
const CHINESE = /^(?:[\0-\x7f]|[\xa1-\xa3\xb0-\xd7][\xa1-\xfe])*$/;
const TAIWANESE = /^(?:[\0-\x7f]|[\xa1-\xc6][\x40-\x7e\xa1-\xfe])*$/;
/** Fewer pairs, all among those of Korean syllables, are as likely Chinese. */
const MOST_UNDECIDED_PAIRS = 4;

/** A code page, and whether names, as bytes and as the text they would be in it, are likely to be in it. */
interface CodePage {
  readonly charset: string;
  readonly isLikely: (bytes: string, text: () => string) => boolean;
}

/** From the one that is told apart the surest to the one that allows the most. */
const CODE_PAGES: readonly CodePage[] = [
  { charset: DOS, isLikely: (_, text) => isWestern(text()) },
  { charset: 'windows-1252', isLikely: (_, text) => isWestern(text()) },
  { charset: 'ibm866', isLikely: (_, text) => isCyrillic(text()) },
  { charset: 'windows-1251', isLikely: (_, text) => isCyrillic(text()) },
  { charset: 'shift_jis', isLikely: (bytes, text) => SHIFT_JIS.test(bytes) && !text().includes('\uFFFD') },
  { charset: 'euc-kr', isLikely: (bytes) => pairsIn(bytes) > MOST_UNDECIDED_PAIRS && KOREAN.test(bytes) },
  { charset: 'gbk', isLikely: (bytes) => CHINESE.test(bytes) },
  { charset: 'big5', isLikely: (bytes) => TAIWANESE.test(bytes) },
];

/**
 * The code page in which an archive's names are likely to be that say none: the first one in which they are words of one script. Code page 437 where
 * there is none.
 * @param names those that are neither ASCII nor UTF-8.
 */
export function nameCharset(names: readonly Uint8Array[]): string {
  if (names.length === 0) return DOS;
  const joined = Buffer.concat(names.flatMap((name) => [name, Buffer.from('\n')]));
  const bytes = joined.toString('latin1');
  const found = CODE_PAGES.find(({ charset, isLikely }) => isLikely(bytes, () => decodeCharsetText(joined, charset)));
  return found?.charset ?? DOS;
}

const pairsIn = (bytes: string) => (bytes.match(/[\x80-\xff]/g)?.length ?? 0) / 2;

const WORD = /\p{L}+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/gu;
/** Signs beyond ASCII that names are written with in the west. */
const SIGNS = /[°ºª«»¿¡§–’€£©®·№]/gu;
/** Small letters, perhaps behind a capital, or capitals alone. */
const REGULAR = /^\p{Lu}?[\p{Ll}\p{Lo}]*$|^\p{Lu}+$/u;

/** Words whose letters are Latin, of which few are beyond ASCII. */
function isWestern(text: string): boolean {
  return areWords(text, (word) => {
    const beyond = word.match(BEYOND_ASCII)?.length ?? 0;
    return /^\p{Script=Latin}+$/u.test(word) && 2 * beyond <= word.length + 1;
  });
}

function isCyrillic(text: string): boolean {
  return areWords(text, (word) => /^\p{Script=Cyrillic}+$/u.test(word));
}

/** Whether all that is beyond ASCII stands in words as people write them. */
function areWords(text: string, isOfScript: (word: string) => boolean): boolean {
  if (BEYOND_ASCII_SIGN.test(text.replaceAll(SIGNS, ''))) return false;
  const words = (text.match(WORD) ?? []).filter((word) => /[^\0-\x7f]/.test(word));
  return words.length > 0 && words.every((word) => isOfScript(word) && REGULAR.test(word));
}

/** Beyond ASCII, and no letter. */
const BEYOND_ASCII_SIGN = /[^\0-\x7f\p{L}]/u;
