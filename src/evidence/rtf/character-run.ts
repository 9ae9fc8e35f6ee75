import { isAscii } from 'node:buffer';
import { decodeCharset } from '../decode/charset.ts';
import { charsetOf, JOHAB_CODE_PAGE, SYMBOL_CODE_PAGE } from './code-page.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { johabText } from './johab.ts';
import { symbolCharacter, symbolText } from './symbol-font.ts';
import type { TextTarget } from './text-target.ts';

const REPLACEMENT = 0xfffd;
const WINDOWS_1252 = 1252;
const MOST_PENDING = 64 * 1024;
const MOST_UNITS = 4096;

/**
 * Brings a document's characters, which come as bytes of changing code pages and as UTF-16 code units, to UTF-8. Bytes wait until what follows is
 * no more of the same, so that the two bytes of a character may be written in any way.
 */
export class CharacterRun {
  readonly #bytes = new GrowingBytes();
  #codePage = 0;
  #target: TextTarget | null = null;
  #units = '';

  /** Bytes of text in a code page. */
  bytes(source: Buffer, start: number, end: number, codePage: number, target: TextTarget): void {
    this.#turnTo(codePage, target);
    this.#bytes.append(source, start, end);
    if (this.#bytes.length > MOST_PENDING && this.#endsPlainly()) this.flush();
  }

  byte(byte: number, codePage: number, target: TextTarget): void {
    this.#turnTo(codePage, target);
    this.#bytes.push(byte);
  }

  /** `\uN`: a UTF-16 code unit, or a whole code point as some writers have it. Halves of a surrogate pair join; one alone comes out as U+FFFD. */
  codeUnit(unit: number, target: TextTarget): void {
    const isLong = this.#units.length > MOST_UNITS && (unit < 0xdc00 || unit > 0xdfff);
    if (this.#bytes.length > 0 || target !== this.#target || isLong) this.flush();
    this.#target = target;
    this.#units += characterOf(unit);
  }

  /** Writes what waits. */
  flush(): void {
    const target = this.#target;
    if (target === null) return;
    if (this.#units !== '') {
      target.text(Buffer.from(this.#units));
      this.#units = '';
    }
    if (this.#bytes.length === 0) return;
    target.text(decode(this.#bytes.view(), this.#codePage));
    this.#bytes.clear();
  }

  #turnTo(codePage: number, target: TextTarget): void {
    if (codePage !== this.#codePage || target !== this.#target || this.#units !== '') this.flush();
    this.#codePage = codePage;
    this.#target = target;
  }

  /** Whether no code page has a character that goes on after the last byte. */
  #endsPlainly(): boolean {
    return (this.#bytes.view(this.#bytes.length - 1)[0] ?? 0) < 0x30;
  }
}

function characterOf(unit: number): string {
  if (unit >= 0xf000 && unit <= 0xf0ff) return symbolCharacter(unit - 0xf000);
  return unit <= 0xffff ? String.fromCharCode(unit) : String.fromCodePoint(unit <= 0x10ffff ? unit : REPLACEMENT);
}

const DOUBLE_BYTE = new Set([932, 936, 949, 950]);

/** Katakana of Shift-JIS (0xA1 to 0xDF) are single bytes; no other byte above 0x7F alone means anything in these code pages. */
function soleByteCharset(codePage: number, byte: number): string {
  const isKatakana = codePage === 932 && byte >= 0xa1 && byte <= 0xdf;
  return charsetOf(DOUBLE_BYTE.has(codePage) && !isKatakana ? WINDOWS_1252 : codePage);
}

/** Shares memory with `bytes` where they are plain. */
function decode(bytes: Buffer, codePage: number): Buffer {
  if (codePage === SYMBOL_CODE_PAGE) return Buffer.from(symbolText(bytes));
  if (isAscii(bytes)) return bytes;
  if (codePage === JOHAB_CODE_PAGE) return Buffer.from(johabText(bytes));
  // A lead byte alone is no character: LibreOffice gives list marks of one byte the charset of a font for Japanese.
  const { utf8 } = decodeCharset(
    bytes,
    bytes.length === 1 ? soleByteCharset(codePage, bytes[0] ?? 0) : charsetOf(codePage),
  );
  return Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength);
}
