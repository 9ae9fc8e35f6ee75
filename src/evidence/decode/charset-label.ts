/** Names found in mail that neither the WHATWG labels nor iconv-lite know, and what is meant by them. */
const ALIASES: Readonly<Record<string, string>> = {
  '646': 'us-ascii',
  'ansi_x3.4-1968': 'us-ascii',
  ascii: 'us-ascii',
  iso646us: 'us-ascii',
  'iso_646.irv:1991': 'us-ascii',
  'x-us-ascii': 'us-ascii',
  'x-unknown': 'us-ascii',
  unknown: 'us-ascii',
  'unknown-8bit': 'us-ascii',
  '8bit': 'us-ascii',
  default: 'us-ascii',
  default_charset: 'us-ascii',
  binary: 'us-ascii',
  none: 'us-ascii',
  utf8mb4: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  'x-utf-7': 'utf-7',
  ansi: 'windows-1252',
  'x-ansi': 'windows-1252',
  'x-mac-roman': 'macintosh',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'ms-936': 'gbk',
  ks_c_5601: 'euc-kr',
  'euc-cn': 'gbk',
  gb2312_charset: 'gbk',
  'shift-jis': 'shift_jis',
  'x-gbk': 'gbk',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  csiso2022jp: 'iso-2022-jp',
  'iso-8859-8-e': 'iso-8859-8',
  hz: 'hz-gb-2312',
  'iso-10646-ucs-2': 'utf-16',
  'ucs-2': 'utf-16',
  utf16: 'utf-16',
  'ucs-4': 'utf-32',
};

/** A charset's name as decoders know it: lower case, without quotes, an RFC 2231 language cut off, common misspellings resolved. */
export function charsetLabel(declared: string): string {
  return labels.get(declared) ?? remember(declared, resolve(declared));
}

const labels = new Map<string, string>();

/** Declarations come from the mail, so that only so many are kept. */
const MOST_LABELS = 256;

function remember(declared: string, label: string): string {
  if (labels.size < MOST_LABELS && declared.length < 64) labels.set(declared, label);
  return label;
}

function resolve(declared: string): string {
  const bare = declared
    .replace(/\*.*$/s, '')
    .trim()
    .replace(/^["']+|["';,]+$/g, '')
    .toLowerCase();
  const alias = ALIASES[bare];
  if (alias !== undefined) return alias;
  return bare
    .replace(/^charset\s*=\s*["']?/, '')
    .replace(/^(?:x-)?cp-?(125\d)$/, 'windows-$1')
    .replace(/^(?:x-)?windows_?(125\d)$/, 'windows-$1')
    .replace(/^iso[-_ ]?8859[-_ ]?(\d{1,2})$/, 'iso-8859-$1');
}
