import { isAscii, isUtf8 } from 'node:buffer';
import { codePageCharset } from '../decode/code-page.ts';

/**
 * The charset of an HTML body's bytes: that of PidTagInternetCodepage, as they are written in it. Where it plainly is not so, null: the HTML's own
 * `meta` counts then, or a guess.
 */
export function htmlCharset(bytes: Uint8Array, codePage: number | null): string | null {
  const charset = codePage === null ? null : codePageCharset(codePage);
  if (charset === null || isAscii(bytes)) return charset;
  // Text of another charset is hardly ever valid UTF-8 by chance.
  return (charset === 'utf-8') === isUtf8(bytes) ? charset : isUtf8(bytes) ? 'utf-8' : null;
}
