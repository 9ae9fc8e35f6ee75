import { decodeCharsetText } from '../../../decode/charset.ts';
import { u16, u32, utf16 } from '../bounded-number.ts';

/** Where the link's own object begins: behind the cells it is on and its class ([MS-XLS] §2.4.140). */
const OBJECT_AT = 24;
const HAS_MONIKER = 0x01;
const HAS_LOCATION = 0x08;
const HAS_DISPLAY_NAME = 0x10;
const HAS_FRAME = 0x80;
const IS_PLAIN = 0x100;
const URL_MONIKER = 'e0c9ea79f9bace118c8200aa004ba90b';
const FILE_MONIKER = '0303000000000000c000000000000046';

/** What a link shows and leads to ([MS-OSHARED] §2.3.7.1), as far as it can be read: display name, frame, target, place in the target. */
export function linkTexts(link: Buffer): readonly string[] {
  const flags = u32(link, OBJECT_AT + 4);
  const texts: string[] = [];
  let at = OBJECT_AT + 8;
  const take = () => {
    const units = u32(link, at);
    texts.push(utf16(link, at + 4, units));
    at += 4 + units * 2;
  };
  if (flags & HAS_DISPLAY_NAME) take();
  if (flags & HAS_FRAME) take();
  if (flags & HAS_MONIKER && flags & IS_PLAIN) take();
  else if (flags & HAS_MONIKER) {
    const moniker = monikerAt(link, at);
    texts.push(moniker.text);
    at = moniker.next;
  }
  if (flags & HAS_LOCATION) take();
  return texts.map((text) => text.replace(/\0.*$/s, '')).filter((text) => text !== '');
}

/** Where a link leads ([MS-OSHARED] §2.3.7.2): an address or a file. Another kind hides what follows it. */
function monikerAt(link: Buffer, at: number): { readonly text: string; readonly next: number } {
  const kind = link.toString('hex', at, at + 16);
  const start = at + 16;
  if (kind === URL_MONIKER) {
    const length = u32(link, start);
    return { text: utf16(link, start + 4, length / 2), next: start + 4 + length };
  }
  if (kind !== FILE_MONIKER) return { text: '', next: link.length };
  const narrow = u32(link, start + 2);
  const short = decodeCharsetText(link.subarray(start + 6, start + 6 + narrow), 'windows-1252');
  const wideAt = start + 6 + narrow + 24;
  const wide = u32(link, wideAt);
  if (wide === 0) return { text: short, next: wideAt + 4 };
  return { text: link.toString('utf16le', wideAt + 10, wideAt + 10 + u32(link, wideAt + 4)), next: wideAt + 4 + wide };
}

/** The cell that a link begins at, by row and column. */
export function linkCell(link: Buffer): readonly [row: number, column: number] {
  return [u16(link, 0), u16(link, 4)];
}
