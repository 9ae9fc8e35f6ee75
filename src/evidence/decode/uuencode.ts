import type { Decoded } from './base64.ts';
import { asBuffer, byteString } from './byte-string.ts';
import { findAtLineStarts } from './line-start-blocks.ts';

/** A file found in the middle of text. Offsets are bytes of the text, half-open. */
export interface EmbeddedFile {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly fault: 'truncated' | 'malformed' | null;
}

const LF = 10;
const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (\S.*?)\s*$/;
const BEGIN_BYTES = Buffer.from('begin ');

/**
 * Finds uuencoded files (POSIX uuencode) in text. A block needs a `begin MODE NAME` line at a line's start and at least one
 * well-formed data line after it; one without `end` is returned as truncated up to its last data line.
 */
export function findUuencoded(text: Uint8Array): readonly EmbeddedFile[] {
  return findAtLineStarts(asBuffer(text), BEGIN_BYTES, readBlock);
}

/** Decodes a body declared as x-uuencode: the first block in it, or the body as it is where there is none. */
export function decodeUuencode(input: Uint8Array): Decoded {
  const [file] = findUuencoded(input);
  return file === undefined ? { bytes: input, fault: 'malformed' } : { bytes: file.bytes, fault: file.fault };
}

function readBlock(buffer: Buffer, start: number): EmbeddedFile | null {
  const firstEnd = lineEnd(buffer, start);
  if (firstEnd - start > 512) return null;
  const name = BEGIN.exec(byteString(buffer, start, firstEnd))?.[1];
  if (name === undefined) return null;
  const data = readLines(buffer, nextLine(buffer, firstEnd));
  if (data.bytes.length === 0 && data.fault !== null) return null;
  const utf8 = Buffer.from(name, 'latin1').toString('utf8');
  return { name: utf8.includes('\uFFFD') ? name : utf8, start, ...data };
}

function readLines(buffer: Buffer, from: number): Omit<EmbeddedFile, 'name' | 'start'> {
  const chunks: Uint8Array[] = [];
  let at = from;
  while (at < buffer.length) {
    const end = lineEnd(buffer, at);
    const next = nextLine(buffer, end);
    if (isEndLine(buffer, at, end)) return { bytes: Buffer.concat(chunks), end: next, fault: null };
    const line = decodeLine(buffer, at, end);
    if (line === null) return { bytes: Buffer.concat(chunks), end: at, fault: 'malformed' };
    chunks.push(line);
    at = next;
  }
  return { bytes: Buffer.concat(chunks), end: at, fault: 'truncated' };
}

function isEndLine(buffer: Buffer, start: number, end: number): boolean {
  return buffer[start] === 101 && buffer[start + 1] === 110 && buffer[start + 2] === 100 && end - start === 3;
}

/** One data line: a length character, then groups of four; null when it is not one. Missing trailing spaces are allowed for. */
function decodeLine(buffer: Buffer, start: number, end: number): Uint8Array | null {
  if (end === start) return new Uint8Array(0);
  const count = sixBits(buffer[start]);
  const needed = Math.ceil((count * 4) / 3);
  const given = end - start - 1;
  if (count < 0 || given > Math.ceil(count / 3) * 4 + 2) return null;
  const output = Buffer.alloc(count);
  let bits = 0;
  for (let index = 0, length = 0; index < needed || length < count; index++) {
    const at = start + 1 + index;
    const value = at < end ? sixBits(buffer[at]) : 0;
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    if (index % 4 === 3) {
      output[length++] = bits >> 16;
      if (length < count) output[length++] = bits >> 8;
      if (length < count) output[length++] = bits;
    }
  }
  return output;
}

/** 0–63 for the characters space to grave accent, -1 for others. */
function sixBits(byte: number | undefined): number {
  return byte !== undefined && byte >= 32 && byte <= 96 ? (byte - 32) & 63 : -1;
}

function lineEnd(buffer: Buffer, from: number): number {
  const lf = buffer.indexOf(LF, from);
  const end = lf < 0 ? buffer.length : lf;
  return end > from && buffer[end - 1] === 13 ? end - 1 : end;
}

function nextLine(buffer: Buffer, end: number): number {
  const at = buffer[end] === 13 ? end + 1 : end;
  return Math.min(at + 1, buffer.length);
}
