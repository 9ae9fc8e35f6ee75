import type { Structure } from './structure.ts';

const MOST_ITEMS = 256;
/** The block in an item of a file that has its long name (BEEF0004). */
const LONG_NAME = Buffer.from([0x04, 0x00, 0xef, 0xbe]);

/** The names in a list of shell items ([MS-SHLLINK] §2.2), outermost first: drive, folders, file; or server and share. */
export function itemNames(list: Structure): readonly string[] {
  const names: string[] = [];
  let at = 0;
  for (let count = 0; count < MOST_ITEMS; count += 1) {
    const size = list.u16(at);
    if (size < 3) break;
    const name = itemName(list.part(at + 2, at + size));
    if (name !== '') names.push(name);
    at += size;
  }
  return names;
}

function itemName(item: Structure): string {
  const type = item.bytes[0] ?? 0;
  switch (type & 0x70) {
    case 0x20:
      return item.narrow(1, 22);
    case 0x30:
      return longName(item) || shortName(item, type);
    case 0x40:
      return item.narrow(3, item.length);
    default:
      return '';
  }
}

/** After the signature: two times, an identifier; from version 7 a file reference; lengths; then the name. */
function longName(item: Structure): string {
  const signature = item.bytes.indexOf(LONG_NAME);
  if (signature < 4) return '';
  const version = item.u16(signature - 2);
  const skipped =
    4 + 8 + 2 + (version >= 7 ? 18 : 0) + (version >= 3 ? 2 : 0) + (version >= 9 ? 4 : 0) + (version >= 8 ? 4 : 0);
  return item.wide(signature + skipped);
}

/** After type, size, time and attributes. */
function shortName(item: Structure, type: number): string {
  return (type & 0x04) === 0 ? item.narrow(12) : item.wide(12);
}

/** The names as one path. */
export function itemPath(names: readonly string[]): string {
  return names.reduce((path, name) => (path === '' || path.endsWith('\\') ? path + name : `${path}\\${name}`), '');
}
