import { classOf, DIGIT, LETTER } from './characters.ts';

/** Patterns of what is never a value, by signs of which one is in whatever they match; none: they match letters and digits alone, too. */
interface Barred {
  readonly signs: string;
  readonly patterns: readonly RegExp[];
}

/** Each pattern is anchored or a bounded look-up, and values are at most 160 units: no backtracking to speak of. */
const NEVER: readonly Barred[] = [
  {
    signs: '',
    patterns: [
      /^[*•●·.…_\-–—=~#?!+|/\\^ ]+$/,
      /^\d+(?:st|nd|rd|th|x|kb|mb|gb|tb|ms|min|hrs?|mm|cm|km|kg|am|pm|k|m)$/i,
      /^x{3,}$/i,
      /x{4,}/i,
      /^(?:sha|md|aes|rsa|hmac|base|utf|iso)[-_]?\d{1,4}(?:with\w*|checksum|[-_][\w-]*)?$/i,
      /^AAAA[A-Z]3Nza/,
      /^0x[\da-f]+/i,
      // A date and time as calendars write it (RFC 5545, section 3.3.5).
      /(?:^|:)\d{8}T\d{4,6}Z?$/,
      /^(?:Arkusz|Blad|Feuil|Foglio|Hoja|List|Munka|Planilha|Sayfa|Sheet|Tabelle|Taul|Лист|シート|工作表)\d{1,3}$/iu,
      /^(?:android|galaxy|ios|ipados|iphone|ipad|macos|pixel|redmi|xperia)[-_]?[a-z]?\d{1,4}(?:[-_.]?(?:max|mini|plus|pro|se|ultra|\d{1,2})){0,2}$/i,
    ],
  },
  {
    signs: './:,%\\>',
    patterns: [
      /:\/\//,
      /^www\./i,
      /^mailto:/i,
      /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\d+)?$/,
      /^[\p{L}\d.-]+:\d{2,5}$/u,
      /^(?:[a-z]:)?[\\/]{1,2}[\w.-]+[\\/]/i,
      /^\/[\w./-]+$/,
      /^~\//,
      /^[^\s]+\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|zip|7z|rar|gz|tgz|tar|exe|msi|html?|php|asp|jsp|py|js|ts|sh|pl|rb|rpm|deb|iso|jpe?g|png|gif|eml|msg|pst|log|conf|cfg|ini|ya?ml|json|xml|pem|key|pfx|cer|crt|kdbx|db|sql|bat|dll|ps1|c|h|cpp|java)$/i,
      /->|::/,
      /^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z]/i,
      /^\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$/,
      /^\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ap]m)?$/i,
      /^\d+(?:[.,]\d+)*%?$/,
      /^v?\d+(?:\.\d+){1,3}$/i,
      /\.{3,}/,
      /\\[nrt]$|\\r\\n/,
      /^\p{L}+\/\d{1,3}(?:\.\d{1,5})+/u,
    ],
  },
  {
    signs: '@=:',
    patterns: [
      /^[^@\s]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u,
      /^[=@]/,
      /^[\p{L}_-]+=$/u,
      /^=\?|\?=$/,
      /^(?:sha|md)-?\d{1,3}[:=]/i,
    ],
  },
  {
    signs: '-_*~#!=•●',
    patterns: [
      /^\d{4}-\d\d-\d\dT\d/,
      /^0\d{1,4}-\d{1,4}-\d{4}$/,
      /^--?[a-z]/,
      /^-{2,}/,
      /[-=_*~#!]{5,}/,
      /_{4,}/,
      /[*•●]{3,}/,
      /^#\p{L}[\p{L}-]*$/u,
      /^(?:ConvertTo|ConvertFrom|Get|Import|New|Read)-\p{Lu}\p{Ll}+\p{Lu}\p{L}+$/u,
    ],
  },
  {
    signs: '<[{}()$%&?"\'\\>',
    patterns: [
      /^[<[{][^>\]}]*[>\]}]?$/,
      /^<[^>]*>/,
      /^[$%]\{?\(?[A-Z_][A-Z0-9_]*\)?\}?%?$/i,
      /\$\{|\{\{|\$\(|%\(|<%|<\?/,
      // `read(2)` and `name(x)`, but not `Curlew(41)`.
      /^(?!\p{Lu}\p{Ll}+\(\d{1,4}\)[!?*#]?$)[\p{L}_][\w.]*\(/u,
      /^[\p{L}_][\w.]*\[/u,
      /^\?[:<=!]|^\.\w+\(|\(["')]*$|\)\.\w|\)\)$/,
      /["'][,:]["'{[\]]|^["'\]}]*,["']/,
      /&#?\w+;/,
      /&#\d+/,
      /&(?:[gl]t|amp|apos|nbsp|quot)$/i,
      /^\[\d+\]/,
      /^\(?[a-z\d]{1,3}\)(?:\(\w{1,4}\)?)+$/i,
      /^\p{Lu}{1,4}[-.]?\d{1,3}(?:\(\w{1,3}\))+$/u,
      /<\/?[a-z]+>?/i,
      /["'][^\s]*>/,
      /^[\d.]{1,8}(?:m\d{1,4})?\$(?:Build|Linux|MacOSX?|Unix|Win)/i,
      /\$Build-\d{1,5}$/,
      /[{}\\].*[{}\\]/,
    ],
  },
  {
    signs: ';,|+#.)$€£¥█▇■\ufffd',
    patterns: [
      /[;,|][^;,|]*[;,|]/,
      /^(?:alt|altgr|cmd|command|control|ctrl|fn|maj|mayús?c?|meta|option|shift|strg|super|umschalt|win|windows)(?:\+\p{L}+)+$/iu,
      /^#?\d{1,2}[.)]?$/,
      /^[$€£¥]\d/,
      /█|▇|■/,
      /\ufffd/,
    ],
  },
];

/** A bit for each of the signs of a text; some share one. */
function signsOf(text: string): number {
  let signs = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if ((classOf(unit) & (LETTER | DIGIT)) === 0) signs |= 1 << (unit < 0x80 ? unit & 31 : OTHER);
  }
  return signs;
}

/** The bit of signs that are not ASCII: there `unit & 31` is of a digit. */
const OTHER = 16;

const BARRED = NEVER.map(({ signs, patterns }) => ({ signs: signsOf(signs), patterns }));
const DIGITS = /^\d+$/;

/** Whether a value cannot be a credential, whatever is said of it: an address, a date, a file, a mask, a template. */
export function neverAValue(value: string): boolean {
  if (DIGITS.test(value)) return value.length < 3;
  const held = signsOf(value);
  return BARRED.some(
    ({ signs, patterns }) => (signs === 0 || (signs & held) !== 0) && patterns.some((pattern) => pattern.test(value)),
  );
}
