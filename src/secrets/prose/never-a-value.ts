/** Each pattern is anchored or a bounded look-up, and values are at most 160 units: no backtracking to speak of. */
const NEVER: readonly RegExp[] = [
  // addresses and places
  /:\/\//,
  /^www\./i,
  /^mailto:/i,
  /^[^@\s]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u,
  /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\d+)?$/,
  /^[\p{L}\d.-]+:\d{2,5}$/u,
  /^(?:[a-z]:)?[\\/]{1,2}[\w.-]+[\\/]/i,
  /^\/[\w./-]+$/,
  /^~\//,
  // file names
  /^[^\s]+\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|zip|7z|rar|gz|tgz|tar|exe|msi|html?|php|asp|jsp|py|js|ts|sh|pl|rb|rpm|deb|iso|jpe?g|png|gif|eml|msg|pst|log|conf|cfg|ini|ya?ml|json|xml|pem|key|pfx|cer|crt|kdbx|db|sql|bat|dll|ps1|c|h|cpp|java)$/i,
  /^\d{4}-\d\d-\d\dT\d/,
  /->|::/,
  /[{}\\].*[{}\\]/,
  /^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z]/i,
  // times, amounts, versions
  /^\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$/,
  /^\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ap]m)?$/i,
  /^0\d{1,4}-\d{1,4}-\d{4}$/,
  /^[$€£¥]\d/,
  /^\d+(?:[.,]\d+)*%?$/,
  /^v?\d+(?:\.\d+){1,3}$/i,
  /^\d+(?:st|nd|rd|th|x|kb|mb|gb|tb|ms|min|hrs?|mm|cm|km|kg|am|pm|k|m)$/i,
  /^#?\d{1,2}[.)]?$/,
  // masks and blanks
  /^[*•●·.…_\-–—=~#?!+|/\\^ ]+$/,
  /^x{3,}$/i,
  /[*•●]{3,}/,
  /_{4,}/,
  /\.{3,}/,
  /x{4,}/i,
  /█|▇|■/,
  // templates and code
  /^[<[{][^>\]}]*[>\]}]?$/,
  /^<[^>]*>/,
  /^[$%]\{?\(?[A-Z_][A-Z0-9_]*\)?\}?%?$/i,
  /\$\{|\{\{|\$\(|%\(|<%|<\?/,
  /^[\p{L}_][\w.]*\(/u,
  /^[\p{L}_][\w.]*\[/u,
  /^\?[:<=!]|^\.\w+\(|\(["')]*$|\)\.\w|\)\)$/,
  /["'][,:]["'{[\]]|^["'\]}]*,["']/,
  /^[\p{L}_-]+=$/u,
  /\\[nrt]$|\\r\\n/,
  /^#\p{L}[\p{L}-]*$/u,
  /^(?:sha|md|aes|rsa|hmac|base|utf|iso)[-_]?\d{1,4}(?:with\w*|checksum|[-_][\w-]*)?$/i,
  /&#?\w+;/,
  /&#\d+/,
  /&[a-z]{2,6}$/i,
  /^--?[a-z]/,
  /^=\?|\?=$/,
  /^[=@]/,
  /[;,|][^;,|]*[;,|]/,
  /^\[\d+\]/,
  /^-{2,}/,
  /[-=_*~#!]{5,}/,
  /<\/?[a-z]+>?/i,
  /["'][^\s]*>/,
  /\ufffd/,
  // public keys and fingerprints
  /^(?:sha|md)-?\d{1,3}[:=]/i,
  /^AAAA[A-Z]3Nza/,
  /^0x[\da-f]+/i,
  // commands of a shell
  /^(?:ConvertTo|ConvertFrom|Get|Import|New|Read)-\p{Lu}\p{Ll}+\p{Lu}\p{L}+$/u,
  // as programs name themselves
  /^\p{L}+\/\d{1,3}(?:\.\d{1,5})+/u,
  // builds of an office program, and sheets that nobody has given a name
  /^[\d.]{1,8}(?:m\d{1,4})?\$(?:Build|Linux|MacOSX?|Unix|Win)/i,
  /\$Build-\d{1,5}$/,
  /^(?:Arkusz|Blad|Feuil|Foglio|Hoja|List|Munka|Planilha|Sayfa|Sheet|Tabelle|Taul|Лист|シート|工作表)\d{1,3}$/iu,
  // devices and their systems
  /^(?:android|galaxy|ios|ipados|iphone|ipad|macos|pixel|redmi|xperia)[-_]?[a-z]?\d{1,4}(?:[-_.]?(?:max|mini|plus|pro|se|ultra|\d{1,2})){0,2}$/i,
  // key strokes
  /^(?:alt|altgr|cmd|command|control|ctrl|fn|maj|mayús?c?|meta|option|shift|strg|super|umschalt|win|windows)(?:\+\p{L}+)+$/iu,
];
const DIGITS = /^\d+$/;

/** Whether a value cannot be a credential, whatever is said of it: an address, a date, a file, a mask, a template. */
export const neverAValue = (value: string): boolean =>
  !DIGITS.test(value) ? NEVER.some((pattern) => pattern.test(value)) : value.length < 3;
