import { codePageCharset } from '../decode/code-page.ts';

/** The code page of fonts whose bytes are glyph numbers, not characters. */
export const SYMBOL_CODE_PAGE = 42;
/** The code page of Korean in Johab, which no other decoder here knows. */
export const JOHAB_CODE_PAGE = 1361;
const WINDOWS_1252 = 1252;

/** `\fcharsetN` (RTF 1.9.1, "Font table") to Windows code pages; what is not here is the document's own. */
const CODE_PAGES: ReadonlyMap<number, number> = new Map([
  [0, WINDOWS_1252],
  [2, SYMBOL_CODE_PAGE],
  [77, 10000],
  [78, 932],
  [79, 949],
  [80, 936],
  [81, 950],
  [83, 10004],
  [84, 10005],
  [85, 10006],
  [86, 10081],
  [87, 874],
  [88, 10029],
  [89, 10007],
  [128, 932],
  [129, 949],
  [130, JOHAB_CODE_PAGE],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [179, 1256],
  [180, 1256],
  [181, 1255],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
  [254, 437],
  [255, 850],
]);

/** The code page of a font's `\fcharset`; null for the document's own. */
export function fontCodePage(charset: number): number | null {
  return CODE_PAGES.get(charset) ?? null;
}

/** The charset that bytes of a code page are read in; windows-1252 where nobody knows it. */
export function charsetOf(codePage: number): string {
  return codePageCharset(codePage) ?? 'windows-1252';
}
