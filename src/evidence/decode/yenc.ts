import { crc32 } from 'node:zlib';
import { asBuffer, byteString } from './byte-string.ts';
import { findAtLineStarts } from './line-start-blocks.ts';
import type { EmbeddedFile } from './uuencode.ts';

const LF = 10;
const CR = 13;
/** Short, so that the search skips from `=` to `=`. */
const BEGIN_BYTES = Buffer.from('=yb');
const END_BYTES = Buffer.from('=yend');

/**
 * Finds yEnc blocks (yEnc draft 1.3) in the bytes of a text body, before any charset decoding. Offsets are bytes of `body`. A block whose size
 * or checksum differs from what it declares is `malformed`, one without `=yend` is `truncated`; both yield what they hold.
 */
export function findYenc(body: Uint8Array): readonly EmbeddedFile[] {
  return findAtLineStarts(asBuffer(body), BEGIN_BYTES, readBlock);
}

function readBlock(buffer: Buffer, start: number): EmbeddedFile | null {
  const dataLine = nextLine(buffer, start);
  const begin = byteString(buffer, start, Math.min(dataLine, start + 1024));
  const name = /^=ybegin .* name=(.*?)\s*$/.exec(begin)?.[1];
  if (name === undefined || keyword(begin, 'line') === null) return null;
  const isPart = byteString(buffer, dataLine, dataLine + 7) === '=ypart ';
  const from = isPart ? nextLine(buffer, dataLine) : dataLine;
  const endLine = findEndLine(buffer, from);
  const bytes = decodeYenc(buffer.subarray(from, endLine < 0 ? buffer.length : endLine));
  if (endLine < 0) return { name, start, end: buffer.length, bytes, fault: 'truncated' };
  const end = nextLine(buffer, endLine);
  const trailer = byteString(buffer, endLine, Math.min(end, endLine + 1024));
  return { name, start, end, bytes, fault: agrees(bytes, trailer, isPart) ? null : 'malformed' };
}

function findEndLine(buffer: Buffer, from: number): number {
  let at = buffer.indexOf(END_BYTES, from);
  while (at > from && buffer[at - 1] !== LF) at = buffer.indexOf(END_BYTES, at + 1);
  return at;
}

function agrees(bytes: Uint8Array, trailer: string, isPart: boolean): boolean {
  const size = keyword(trailer, 'size');
  if (size !== null && Number(size) !== bytes.length) return false;
  const sum = keyword(trailer, isPart ? 'pcrc32' : 'crc32');
  return sum === null || Number.parseInt(sum, 16) === crc32(bytes);
}

function keyword(line: string, name: string): string | null {
  return new RegExp(` ${name}=([0-9a-fA-F]+)`).exec(line)?.[1] ?? null;
}

/** Decodes yEnc data lines: each byte less 42, `=` announcing one less 64 more; line ends are no data. */
export function decodeYenc(lines: Uint8Array): Uint8Array {
  const output = Buffer.allocUnsafe(lines.length);
  let length = 0;
  for (let at = 0; at < lines.length; at++) {
    let byte = lines[at] as number;
    if (byte === LF || byte === CR) continue;
    if (byte === 61 && at + 1 < lines.length) byte = (lines[++at] as number) - 64;
    else if (at > 0 && byte === 46 && lines[at - 1] === LF && lines[at + 1] === 46) continue;
    output[length++] = byte - 42;
  }
  return output.subarray(0, length);
}

function nextLine(buffer: Buffer, from: number): number {
  const lf = buffer.indexOf(LF, from);
  return lf < 0 ? buffer.length : lf + 1;
}
