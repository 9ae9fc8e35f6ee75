import { u16, u32 } from '../bounded-number.ts';

/** A stretch of a stream. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** Lengths of a document's parts of text, in characters, in the order in which they stand. */
export interface StoryLengths {
  readonly main: number;
  readonly footnotes: number;
  readonly headers: number;
  readonly macros: number;
  readonly comments: number;
  readonly endnotes: number;
  readonly textBoxes: number;
  readonly headerTextBoxes: number;
}

/** What the block at the beginning of a Word document's main stream says ([MS-DOC] §2.5.1). */
export interface FileInformation {
  /** Word 97 or newer; else Word 6 or 95. */
  readonly isModern: boolean;
  readonly isEncrypted: boolean;
  /** Whether it is encrypted by XOR, where it is at all. */
  readonly isObfuscated: boolean;
  /** Bytes of the encryption's header, or the XOR's verifier. */
  readonly key: number;
  readonly tableStream: '0Table' | '1Table';
  /** Language of the program that wrote it ([MS-LCID]). */
  readonly language: number;
  /** Where the text of a plain document of Word 6 or 95 stands. */
  readonly plainText: Place | null;
  readonly lengths: StoryLengths;
  /** Where the list of pieces stands. */
  readonly pieces: Place;
  /** A place in the table stream by its number in the block's list ([MS-DOC] §2.5.6). */
  readonly table: (index: number) => Place;
}

const MODERN = 0xa5ec;
const OLD = 0xa5dc;
const IS_COMPLEX = 0x0004;
const IS_ENCRYPTED = 0x0100;
const IS_TABLE_1 = 0x0200;
const IS_OBFUSCATED = 0x8000;
const TABLES_AT = 0x9a;
const PIECES = 33;
/** Of Word 6: the newest version whose block is the old one. */
const LAST_OLD_VERSION = 105;

/** Reads the block; null where the stream does not begin with one. */
export function readFileInformation(stream: Buffer): FileInformation | null {
  const magic = u16(stream, 0);
  if (stream.length < 0x44 || (magic !== MODERN && magic !== OLD)) return null;
  const flags = u16(stream, 0x0a);
  const isModern = u16(stream, 2) > LAST_OLD_VERSION;
  const table = (index: number): Place => ({
    at: u32(stream, TABLES_AT + index * 8),
    length: u32(stream, TABLES_AT + index * 8 + 4),
  });
  return {
    isModern,
    isEncrypted: (flags & IS_ENCRYPTED) !== 0,
    isObfuscated: (flags & IS_OBFUSCATED) !== 0,
    key: u32(stream, 0x0e),
    tableStream: flags & IS_TABLE_1 ? '1Table' : '0Table',
    language: u16(stream, 6),
    plainText: isModern || flags & IS_COMPLEX ? null : plainText(stream),
    lengths: lengthsAt(stream, isModern ? 0x4c : 0x34),
    pieces: isModern ? table(PIECES) : { at: u32(stream, 0x160), length: u32(stream, 0x164) },
    table,
  };
}

function plainText(stream: Buffer): Place {
  const at = u32(stream, 0x18);
  return { at, length: Math.max(0, u32(stream, 0x1c) - at) };
}

function lengthsAt(stream: Buffer, at: number): StoryLengths {
  return {
    main: u32(stream, at),
    footnotes: u32(stream, at + 4),
    headers: u32(stream, at + 8),
    macros: u32(stream, at + 12),
    comments: u32(stream, at + 16),
    endnotes: u32(stream, at + 20),
    textBoxes: u32(stream, at + 24),
    headerTextBoxes: u32(stream, at + 28),
  };
}
