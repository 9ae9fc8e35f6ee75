/** Windows code pages whose charset is not simply `windows-` and the number ([MS-UCODEREF] §2.2.1). */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [437, 'cp437'],
  [708, 'iso-8859-6'],
  [850, 'cp850'],
  [852, 'cp852'],
  [855, 'cp855'],
  [857, 'cp857'],
  [858, 'cp858'],
  [860, 'cp860'],
  [861, 'cp861'],
  [862, 'cp862'],
  [863, 'cp863'],
  [864, 'cp864'],
  [865, 'cp865'],
  [866, 'ibm866'],
  [869, 'cp869'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1200, 'utf-16le'],
  [1201, 'utf-16be'],
  [10000, 'macintosh'],
  [10007, 'x-mac-cyrillic'],
  [20127, 'us-ascii'],
  [20866, 'koi8-r'],
  [20932, 'euc-jp'],
  [20936, 'gbk'],
  [20949, 'euc-kr'],
  [21866, 'koi8-u'],
  [28603, 'iso-8859-13'],
  [28605, 'iso-8859-15'],
  [38598, 'iso-8859-8'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [50222, 'iso-2022-jp'],
  [50225, 'iso-2022-kr'],
  [50227, 'gbk'],
  [51932, 'euc-jp'],
  [51936, 'gbk'],
  [51949, 'euc-kr'],
  [51950, 'big5'],
  [52936, 'hz-gb-2312'],
  [54936, 'gb18030'],
  [65000, 'utf-7'],
  [65001, 'utf-8'],
]);

/** The charset's name of a Windows code page; null for a number that names none known here. */
export function codePageCharset(codePage: number): string | null {
  const special = CHARSETS.get(codePage);
  if (special !== undefined) return special;
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  if (codePage >= 28591 && codePage <= 28599) return `iso-8859-${codePage - 28590}`;
  return null;
}
