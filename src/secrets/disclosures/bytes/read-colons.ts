import { GLUE, HEX, isOf } from './byte-class.ts';
import { ipv6Standing } from './ip-ranges.ts';

const COLON = 0x3a;
/** Eight groups of four and seven colons. */
const LONGEST = 39;
const ONE_PAIR = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;
const GROUPS = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}$/i;

/** What a run of hexadecimal digits and colons is: an IPv6 address or a MAC address; `stop` is where the run ends, whatever it is. */
export interface ColonRun {
  readonly start: number;
  readonly stop: number;
  readonly is: 'ipv6-private' | 'ipv6-public' | 'mac' | 'nothing';
}

/** The run around the colon at a byte. @param from the byte before which nothing is looked at. */
export function readColons(utf8: Uint8Array, colon: number, from: number): ColonRun {
  let start = colon;
  while (start > from && colon - start < 5 && isOf(utf8, start - 1, HEX)) start -= 1;
  let stop = colon;
  while (stop - start <= LONGEST && (isOf(utf8, stop, HEX) || utf8[stop] === COLON)) stop += 1;
  const isAlone = !isOf(utf8, start - 1, GLUE) && !isOf(utf8, stop, GLUE & ~0x20) && stop - start <= LONGEST;
  const trimmed = stop > start && utf8[stop - 1] === COLON && utf8[stop - 2] !== COLON ? stop - 1 : stop;
  if (!isAlone || !mayBeAddress(utf8, start, stop)) return { start, stop, is: 'nothing' };
  const text = Buffer.from(utf8.buffer, utf8.byteOffset + start, trimmed - start).toString('latin1');
  return { start, stop: trimmed, is: kindOf(text) };
}

/** A time of day has neither a hole nor so many colons, and is what such runs mostly are. */
function mayBeAddress(utf8: Uint8Array, start: number, stop: number): boolean {
  let colons = 0;
  for (let at = start; at < stop; at += 1) {
    if (utf8[at] !== COLON) continue;
    if (utf8[at + 1] === COLON) return true;
    colons += 1;
  }
  return colons > 4;
}

function kindOf(text: string): ColonRun['is'] {
  if (ONE_PAIR.test(text)) return isAssignedMac(text) ? 'mac' : 'nothing';
  const groups = GROUPS.test(text) ? groupsOf(text) : null;
  const standing = groups === null ? 'nobodys' : ipv6Standing(groups);
  return standing === 'nobodys' ? 'nothing' : `ipv6-${standing}`;
}

/** Neither all alike (a broadcast, a placeholder) nor a group address. */
export function isAssignedMac(text: string): boolean {
  const pairs = text.toLowerCase().split(/[:-]/);
  return new Set(pairs).size > 2 && (Number.parseInt(pairs[0] ?? '1', 16) & 1) === 0 && /[a-f]/.test(pairs.join(''));
}

/** The eight groups (RFC 4291 §2.2); null where they are too many or too few. One hole stands for all that are left out. */
function groupsOf(text: string): readonly number[] | null {
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return null;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const given = before.length + after.length;
  if ([...before, ...after].includes('') || (tail === undefined ? given !== 8 : given > 7 || given < 2)) return null;
  const hole = Array.from({ length: 8 - given }, () => '0');
  return [...before, ...hole, ...after].map((group) => Number.parseInt(group, 16));
}
