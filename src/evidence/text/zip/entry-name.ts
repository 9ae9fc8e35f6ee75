import { isUtf8 } from 'node:buffer';
import { decodeCharsetText } from '../../decode/charset.ts';
import { unicodeName } from './zip-extra.ts';

const UTF8_NAME = 0x800;

/** Whether nothing says which code page a name is in, and its bytes do not show it either. */
export function isUnsaid(name: Buffer, flags: number, extra: Buffer): boolean {
  return (flags & UTF8_NAME) === 0 && !isUtf8(name) && unicodeName(extra, name) === null;
}

/**
 * A name: UTF-8 where the flag or the bytes say so (APPNOTE.TXT appendix D), or where it is given in UTF-8 beside (4.6.9).
 * @param charset of the archive's other names.
 */
export function entryName(name: Buffer, flags: number, extra: Buffer, charset: string): string {
  if ((flags & UTF8_NAME) !== 0 || isUtf8(name)) return name.toString('utf8');
  return unicodeName(extra, name) ?? decodeCharsetText(name, charset);
}
