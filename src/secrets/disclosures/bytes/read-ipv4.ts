import { DIGIT, GLUE, isOf } from './byte-class.ts';
import { ipv4Standing, toNumber } from './ip-ranges.ts';

/** An IPv4 address as it stands in a text. */
export interface Ipv4 {
  readonly standing: 'private' | 'public' | 'range';
  readonly stop: number;
}

const DOT = 0x2e;
const SLASH = 0x2f;

/**
 * The dotted address that begins at a byte, with its prefix length where one follows.
 * @returns null where none does, where it is nobody's, and for what is rather a version or a chapter.
 */
export function readIpv4(utf8: Uint8Array, start: number): Ipv4 | null {
  const octets: number[] = [];
  let at = start;
  for (;;) {
    const stop = octetEnd(utf8, at);
    if (stop === at) return null;
    octets.push(octetOf(utf8, at, stop));
    at = stop;
    if (octets.length === 4) break;
    if (utf8[at] !== DOT) return null;
    at += 1;
  }
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  if (octets.some((octet) => octet > 255) || isVersion(octets)) return null;
  if (isWrittenOn(utf8, at)) return null;
  const standing = ipv4Standing(toNumber(a, b, c, d));
  if (standing === 'nobodys') return null;
  const prefix = prefixEnd(utf8, at);
  return prefix === null ? { standing, stop: at } : { standing: 'range', stop: prefix };
}

/** A chapter, a version or a revision: all numbers are small, or the first is and most of the others. */
function isVersion([first = 0, ...others]: readonly number[]): boolean {
  return first < 10 && others.filter((octet) => octet < 12).length > 1;
}

function octetEnd(utf8: Uint8Array, start: number): number {
  let at = start;
  while (at < start + 3 && isOf(utf8, at, DIGIT)) at += 1;
  const isPadded = at > start + 1 && utf8[start] === 0x30;
  return isPadded || isOf(utf8, at, DIGIT) ? start : at;
}

function octetOf(utf8: Uint8Array, start: number, stop: number): number {
  let value = 0;
  for (let at = start; at < stop; at += 1) value = value * 10 + (utf8[at] as number) - 0x30;
  return value;
}

/** A fifth number, a letter, a host's further labels: then it is no address. A slash may open a prefix, a dot end a sentence. */
function isWrittenOn(utf8: Uint8Array, at: number): boolean {
  if (utf8[at] === DOT) return isOf(utf8, at + 1, GLUE);
  return isOf(utf8, at, GLUE) && utf8[at] !== SLASH && utf8[at] !== 0x23 && utf8[at] !== 0x3f && utf8[at] !== 0x2d;
}

function prefixEnd(utf8: Uint8Array, at: number): number | null {
  if (utf8[at] !== SLASH || !isOf(utf8, at + 1, DIGIT)) return null;
  const stop = isOf(utf8, at + 2, DIGIT) ? at + 3 : at + 2;
  const bits = octetOf(utf8, at + 1, stop);
  return bits < 8 || bits > 31 || isOf(utf8, stop, GLUE) ? null : stop;
}
