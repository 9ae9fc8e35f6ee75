import { asBuffer, byteString } from '../decode/byte-string.ts';

/** A text with PGP armor in it (RFC 9580 §6 and §7), read. */
export interface OpenedArmor {
  /** The text a reader sees: without armor lines, signatures and messages, its dashes unescaped. */
  readonly text: Uint8Array;
  /** Each PGP message, in its armor. */
  readonly messages: readonly { readonly start: number; readonly end: number; readonly bytes: Uint8Array }[];
}

const MARK = Buffer.from('-----');
const BEGIN_PGP = Buffer.from('-----BEGIN PGP ');
const LINE = /^-----(BEGIN|END) PGP (SIGNED MESSAGE|SIGNATURE|MESSAGE)-----[ \t]*\r?$/;
const LINE_LIMIT = 80;
const LF = 10;

/** An armor line. */
interface Marker {
  readonly start: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly isBegin: boolean;
  readonly label: string;
}

/**
 * Opens PGP armor in a text: clear-signed text is left as it was signed, signatures go, and messages are taken out. A key stays where it is.
 * @returns null where there is none. Linear in the text.
 */
export function openArmor(text: Uint8Array): OpenedArmor | null {
  const bytes = asBuffer(text);
  const first = bytes.indexOf(BEGIN_PGP);
  if (first < 0) return null;
  const markers = findMarkers(bytes, first);
  const removed: (readonly [start: number, end: number])[] = [];
  const messages: { start: number; end: number; bytes: Uint8Array }[] = [];
  for (const [index, marker] of markers.entries()) {
    if (!marker.isBegin) continue;
    const after = markers[index + 1];
    if (marker.label === 'SIGNED MESSAGE') {
      const start = afterHeader(bytes, marker.next);
      removed.push([marker.start, start], ...escapes(bytes, start, after?.start ?? bytes.length));
      continue;
    }
    const end = blockEnd(bytes, marker, after);
    if (end === null) continue;
    removed.push([marker.start, end]);
    if (marker.label === 'MESSAGE') {
      messages.push({ start: marker.start, end, bytes: bytes.subarray(marker.start, end) });
    }
  }
  return removed.length === 0 ? null : { text: without(bytes, removed), messages };
}

/** Where the block that a marker begins ends: past its last line, or with the text where that is cut; null where it is no armor. */
function blockEnd(bytes: Buffer, { next, label }: Marker, after: Marker | undefined): number | null {
  if (after !== undefined && (after.isBegin || after.label !== label)) return null;
  return isArmor(bytes, next, after?.start ?? bytes.length) ? (after?.next ?? bytes.length) : null;
}

function findMarkers(bytes: Buffer, from: number): readonly Marker[] {
  const markers: Marker[] = [];
  for (let at = bytes.indexOf(MARK, from); at >= 0; ) {
    const feed = bytes.indexOf(LF, at);
    const end = feed < 0 ? bytes.length : feed;
    const isLine = (at === 0 || bytes[at - 1] === LF) && end - at < LINE_LIMIT;
    const match = isLine ? LINE.exec(byteString(bytes, at, end)) : null;
    const next = feed < 0 ? end : feed + 1;
    if (match !== null) markers.push({ start: at, next, isBegin: match[1] === 'BEGIN', label: match[2] ?? '' });
    at = bytes.indexOf(MARK, next);
  }
  return markers;
}

const HEADER_LINE = /^[A-Za-z-]{1,40}: [^\n]{0,200}\r?$/;
const HEADER_LINES = 10;

/** Past the armor's fields and the empty line after them; where there are none such, where they would begin. */
function afterHeader(bytes: Buffer, from: number): number {
  let at = from;
  for (let line = 0; line < HEADER_LINES; line++) {
    const feed = bytes.indexOf(LF, at);
    if (feed < 0) return from;
    const text = byteString(bytes, at, Math.min(feed, at + 300));
    if (text.trim() === '') return feed + 1;
    if (!HEADER_LINE.test(text)) return from;
    at = feed + 1;
  }
  return from;
}

/** A line of text that began with a dash has one more, and a space, in clear-signed text (RFC 9580 §7.2). */
function* escapes(bytes: Buffer, from: number, end: number): Generator<readonly [number, number]> {
  const signed = bytes.subarray(from, end);
  for (let at = signed.indexOf('- '); at >= 0; at = signed.indexOf('- ', at + 2)) {
    if (at === 0 || signed[at - 1] === LF) yield [from + at, from + at + 2];
  }
}

/** What base64 in lines does not have: another character, or a space within a line. */
const NOT_ARMOR = /[^A-Za-z0-9+/=\s]|\S[ \t]+\S/;
/** The first character of a packet's base64: its highest bit is set (RFC 9580 §4.2). */
const FIRST = /^\s*[g-z0-9+/]/;

/** Whether nothing but fields and base64 stands there: what is more than that is text, and stays. */
function isArmor(bytes: Buffer, from: number, end: number): boolean {
  const base64 = byteString(bytes, Math.min(end, afterHeader(bytes, from)), end);
  return FIRST.test(base64) && !NOT_ARMOR.test(base64);
}

function without(bytes: Buffer, removed: readonly (readonly [number, number])[]): Uint8Array {
  const kept: Buffer[] = [];
  let at = 0;
  for (const [start, end] of removed) {
    kept.push(bytes.subarray(at, start));
    at = end;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

/** The bytes in the armor of one message. */
export function armoredBytes(armored: Uint8Array): Buffer {
  const bytes = asBuffer(armored);
  const start = afterHeader(bytes, bytes.indexOf(LF) + 1);
  const mark = bytes.indexOf(MARK, start);
  const base64 = byteString(bytes, start, mark < 0 ? bytes.length : mark);
  const checksum = base64.search(/\n=[A-Za-z0-9+/]{4}\s*$/);
  return Buffer.from(checksum < 0 ? base64 : base64.slice(0, checksum), 'base64');
}
