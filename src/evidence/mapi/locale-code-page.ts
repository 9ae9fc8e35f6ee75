const CYRILLIC = 1251;
const CENTRAL_EUROPEAN = 1250;

/** ANSI code pages of languages by the primary language id of their locales ([MS-LCID] §2.2); those not here write in windows-1252. */
const CODE_PAGES: ReadonlyMap<number, number> = new Map([
  ...[0x02, 0x19, 0x22, 0x23, 0x2f].map((language) => [language, CYRILLIC] as const),
  ...[0x05, 0x0e, 0x15, 0x18, 0x1a, 0x1b, 0x1c, 0x24].map((language) => [language, CENTRAL_EUROPEAN] as const),
  [0x01, 1256],
  [0x08, 1253],
  [0x0d, 1255],
  [0x11, 932],
  [0x12, 949],
  [0x1e, 874],
  [0x1f, 1254],
  [0x20, 1256],
  [0x25, 1257],
  [0x26, 1257],
  [0x27, 1257],
  [0x29, 1256],
  [0x2a, 1258],
]);

const CHINESE = 0x04;
/** Taiwan, Hong Kong, Macao. */
const TRADITIONAL: ReadonlySet<number> = new Set([0x0404, 0x0c04, 0x1404]);

/** The Windows code page that 8-bit text of a locale is in; null for the locales "neutral" and "user's own". */
export function localeCodePage(locale: number): number | null {
  const language = locale & 0x3ff;
  if (language === 0) return null;
  if (language === CHINESE) return TRADITIONAL.has(locale & 0xffff) ? 950 : 936;
  return CODE_PAGES.get(language) ?? 1252;
}
