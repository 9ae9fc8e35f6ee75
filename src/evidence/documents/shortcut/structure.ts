import { decodeCharsetText } from '../../decode/charset.ts';

/** A stretch of a shortcut's bytes, read little-endian; beyond its end come zeros and empty texts; a text at 0 is none. */
export class Structure {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get length(): number {
    return this.bytes.length;
  }

  u16(at: number): number {
    return at >= 0 && at + 2 <= this.bytes.length ? this.bytes.readUInt16LE(at) : 0;
  }

  u32(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.bytes.readUInt32LE(at) : 0;
  }

  part(at: number, end = this.bytes.length): Structure {
    return new Structure(this.bytes.subarray(at, Math.max(at, end)));
  }

  /** A text in one byte a character, up to a zero; its code page is nowhere said. */
  narrow(at: number, length = this.bytes.length): string {
    if (at <= 0) return '';
    const field = this.bytes.subarray(at, at + length);
    const zero = field.indexOf(0);
    return decodeCharsetText(zero < 0 ? field : field.subarray(0, zero), 'windows-1252');
  }

  /** A text in UTF-16, up to a zero. */
  wide(at: number, length = this.bytes.length): string {
    if (at <= 0) return '';
    const text = this.bytes.subarray(at, at + length).toString('utf16le');
    const zero = text.indexOf('\0');
    return zero < 0 ? text : text.slice(0, zero);
  }
}
