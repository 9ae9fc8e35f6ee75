import { inflateUpTo } from '../../text/inflate.ts';
import { xmlLines } from '../pdf/xml-lines.ts';
import { gifBlocks } from './gif.ts';
import { jpegSegments } from './jpeg.ts';
import type { PictureFormat } from './picture-format.ts';
import { pngChunks } from './png.ts';
import { riffChunks } from './riff.ts';
import { type TiffField, tiffFields } from './tiff.ts';

/** Most bytes of one note, decompressed. */
const MOST_NOTE = 1_048_576;
/** Most lines of all notes together. */
const MOST_LINES = 10_000;

/** A line, or null for one that was cut, which comes before it. */
type Note = string | null;

/** What a picture's file says beside its pixels. */
export interface PictureNotes {
  readonly lines: readonly string[];
  /** Whether there is more than was taken. */
  readonly isCut: boolean;
}

/** What is written in a picture's file beside its pixels: comments, EXIF, IPTC, XMP, texts; a line for each. */
export function pictureNotes(file: Buffer, { name }: PictureFormat): PictureNotes {
  const lines: string[] = [];
  let isCut = false;
  for (const note of notesOf(file, name)) {
    const line = note?.trim() ?? '';
    isCut ||= note === null || lines.length >= MOST_LINES;
    if (lines.length >= MOST_LINES) break;
    if (line !== '' && lines.at(-1) !== line) lines.push(line);
  }
  return { lines, isCut };
}

function notesOf(file: Buffer, name: PictureFormat['name']): Iterable<Note> {
  switch (name) {
    case 'PNG':
      return pngNotes(file);
    case 'JPEG':
      return jpegNotes(file);
    case 'GIF':
      return gifBlocks(file).comments.flatMap(gifComment);
    case 'TIFF':
      return fieldNotes(file);
    case 'WebP':
      return webpNotes(file);
    case 'BMP':
      return [];
  }
}

/** tEXt, zTXt and iTXt (W3C PNG, 11.3.3), eXIf (11.3.4.6). */
function* pngNotes(file: Buffer): Generator<Note> {
  for (const { type, data } of pngChunks(file)) {
    if (type === 'eXIf') yield* fieldNotes(data);
    else if (type === 'tEXt') yield* keyed(upToZero(data), afterZeros(data, 1).toString('latin1'));
    else if (type === 'zTXt')
      yield* keyed(upToZero(data), inflated(afterZeros(data, 1).subarray(1)).toString('latin1'));
    else if (type === 'iTXt') yield* keyed(upToZero(data), internationalText(data));
  }
}

function internationalText(data: Buffer): string {
  const flags = afterZeros(data, 1);
  const text = afterZeros(flags.subarray(2), 2);
  return (flags[0] === 1 ? inflated(text) : text).toString('utf8');
}

function inflated(compressed: Buffer): Buffer {
  return Buffer.from(inflateUpTo('raw', compressed.subarray(2), MOST_NOTE).bytes);
}

const COMMENT = 0xfe;
const APP1 = 0xe1;
const APP13 = 0xed;

/** COM (ITU-T T.81, B.2.4.5), EXIF and XMP in APP1, IPTC in APP13. */
function* jpegNotes(file: Buffer): Generator<Note> {
  for (const { marker, data } of jpegSegments(file)) {
    if (marker === COMMENT) yield looseText(data);
    else if (marker === APP1 && data.toString('latin1', 0, 6) === 'Exif\0\0') yield* fieldNotes(data.subarray(6));
    else if (marker === APP1 && data.toString('latin1', 0, 5) === 'http:') yield* packet(afterZeros(data, 1));
    else if (marker === APP13) yield* iptcNotes(data);
  }
}

function* webpNotes(file: Buffer): Generator<Note> {
  for (const { type, data } of riffChunks(file)) {
    const isNamed = data.toString('latin1', 0, 6) === 'Exif\0\0';
    if (type === 'EXIF') yield* fieldNotes(isNamed ? data.subarray(6) : data);
    else if (type === 'XMP ') yield* packet(data);
  }
}

/** XMP is kept in GIFs as a comment of its own kind; as one of the others it is read as XML all the same. */
function gifComment(comment: Buffer): readonly Note[] {
  const text = looseText(comment);
  return text.includes('<x:xmpmeta') ? packet(comment) : [text];
}

const packet = (data: Buffer): readonly Note[] =>
  marked(xmlLines(data.subarray(0, MOST_NOTE).toString('utf8'), true), data.length > MOST_NOTE);

const marked = (lines: readonly string[], isCut: boolean): readonly Note[] => (isCut ? [null, ...lines] : lines);

function keyed(key: string, text: string): readonly Note[] {
  const lines = key === 'XML:com.adobe.xmp' ? xmlLines(text, true) : [`${key}: ${text.slice(0, MOST_NOTE)}`];
  return marked(lines, text.length >= MOST_NOTE);
}

const ASCII = 2;
const UNDEFINED = 7;
const XMP = 0x02bc;
const IPTC = 0x83bb;
const USER_COMMENT = 0x9286;
/** Title, comment, author, keywords and subject as Windows writes them, in UTF-16. */
const isWindowsText = (tag: number) => tag >= 0x9c9b && tag <= 0x9c9f;

/** The fields that are text (TIFF 6.0; CIPA DC-008, 4.6). */
function* fieldNotes(file: Buffer): Generator<Note> {
  for (const field of tiffFields(file)) yield* fieldNote(field);
}

function fieldNote({ tag, type, value }: TiffField): readonly Note[] {
  const bytes = value.subarray(0, MOST_NOTE);
  if (tag === XMP) return packet(value);
  if (tag === IPTC) return [...iptcNotes(bytes)];
  if (isWindowsText(tag)) return [bytes.toString('utf16le').replace(/\0+$/, '')];
  if (tag === USER_COMMENT && type === UNDEFINED) return [userComment(bytes)];
  return type === ASCII ? marked([looseText(bytes)], value.length > MOST_NOTE) : [];
}

/** Its first 8 bytes name its code. */
function userComment(value: Buffer): string {
  const text = value.subarray(8);
  const isWide = value.toString('latin1', 0, 7) === 'UNICODE';
  return isWide ? text.toString('utf16le').replace(/\0+/g, '') : looseText(text);
}

/** Texts of the application record (IPTC-IIM 4.2, chapter 6), wherever they stand in the resources around them. */
function* iptcNotes(data: Buffer): Generator<string> {
  for (let at = data.indexOf('\x1c\x02', 0, 'latin1'); at >= 0 && at + 5 <= data.length; ) {
    const length = data.readUInt16BE(at + 3);
    const isText = length < 0x8000 && (data[at + 2] ?? 0) > 0;
    if (isText) yield looseText(data.subarray(at + 5, at + 5 + length));
    at = data.indexOf('\x1c\x02', at + (isText ? 5 + length : 2), 'latin1');
  }
}

/** Text of a charset that nobody names: UTF-8 where it is, else Latin-1; without what ends it. */
function looseText(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  const utf8 = text.toString('utf8');
  return utf8.includes('\ufffd') ? text.toString('latin1') : utf8;
}

function upToZero(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString('latin1', 0, end < 0 ? data.length : Math.min(end, 80));
}

/** What follows the zero byte of that count; nothing where there are fewer. */
function afterZeros(data: Buffer, count: number): Buffer {
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    const zero = data.indexOf(0, at);
    if (zero < 0) return data.subarray(data.length);
    at = zero + 1;
  }
  return data.subarray(at);
}
