import type { ByteWindow } from './byte-window.ts';

const MIB = 1024 * 1024;
/** A file up to this long is one stretch; of a longer one each stretch has at most so many bytes. */
const STRETCH_BYTES = 16 * MIB;
/** How far back from a stretch's end an empty line, or else any line end, is looked for. */
const CUT_SEARCH = 256 * 1024;

/** Consecutive bytes of a text. */
export interface TextStretch {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** Cuts a text of any length into stretches, after an empty line where there is one near, else after a line. An empty text is one stretch. */
export async function* textStretches(window: ByteWindow, charset: string | null): AsyncGenerator<TextStretch> {
  do {
    const offset = window.offset;
    const held = await window.atLeast(STRETCH_BYTES + 1);
    const length =
      held.length <= STRETCH_BYTES ? held.length : cutAt(held.subarray(0, STRETCH_BYTES), unitBytes(charset));
    yield { offset, bytes: held.subarray(0, length) };
    window.advance(length);
  } while ((await window.atLeast(1)).length > 0);
}

const unitBytes = (charset: string | null) =>
  charset?.startsWith('utf-32') ? 4 : charset?.startsWith('utf-16') ? 2 : 1;

/** Where to end a stretch; on a character's edge for UTF-16 and UTF-32. */
function cutAt(bytes: Buffer, unit: number): number {
  if (unit > 1) return wideLineEnd(bytes, unit);
  const lowest = bytes.length - CUT_SEARCH;
  const empty = Math.max(bytes.lastIndexOf('\n\n') + 2, bytes.lastIndexOf('\n\r\n') + 3);
  if (empty > lowest) return empty;
  const line = bytes.lastIndexOf(0x0a) + 1;
  return line > lowest ? line : characterStart(bytes);
}

function wideLineEnd(bytes: Buffer, unit: number): number {
  const whole = bytes.length - (bytes.length % unit);
  for (let at = whole - unit; at > whole - CUT_SEARCH; at -= unit) {
    const character = bytes.subarray(at, at + unit);
    if (character.includes(0x0a) && character.reduce((sum, byte) => sum + byte, 0) === 0x0a) return at + unit;
  }
  return whole;
}

/** The start of the last UTF-8 character, which may be cut. */
function characterStart(bytes: Buffer): number {
  let at = bytes.length - 1;
  while (at > bytes.length - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
