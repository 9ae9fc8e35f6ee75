import { decodeCharsetText } from '../decode/charset.ts';

/** An OLE 1.0 object ([MS-OLEDS] §2.2), as `\objdata` has it. */
export interface Ole1Object {
  /** The packaged file's name without folders; null where the object is no package. */
  readonly name: string | null;
  /** What a linked object names; null for an embedded one. */
  readonly link: string | null;
  /** The packaged file, else the native data (a compound file, most often), else all there is. */
  readonly bytes: Uint8Array;
}

const LINKED = 1;
const EMBEDDED = 2;
const PACKAGE_MARK = 2;
const LONGEST_NAME = 1024;

/** Reads an object's header and what follows; data without a header stands for itself. */
export function ole1Object(bytes: Uint8Array): Ole1Object {
  const cursor = new Cursor(bytes);
  cursor.skip(4);
  const format = cursor.uint32();
  if (format !== LINKED && format !== EMBEDDED) return { name: null, link: null, bytes };
  const className = cursor.prefixedText();
  const topic = cursor.prefixedText();
  cursor.prefixedText();
  if (format === LINKED) return { name: null, link: topic === '' ? null : topic, bytes: new Uint8Array(0) };
  const native = cursor.bytes(cursor.uint32());
  const file = className.toLowerCase() === 'package' ? packagedFile(native) : null;
  return file ?? { name: null, link: null, bytes: native };
}

/** The Packager's own structure: label, path and bytes of one file; null where it is not that. */
function packagedFile(native: Uint8Array): Ole1Object | null {
  const cursor = new Cursor(native);
  if (cursor.uint16() !== PACKAGE_MARK) return null;
  const label = cursor.terminatedText();
  const path = cursor.terminatedText();
  cursor.skip(4);
  cursor.skip(cursor.uint32());
  const bytes = cursor.bytes(cursor.uint32());
  cursor.prefixedWideText();
  const wideLabel = cursor.prefixedWideText();
  const name = fileName(wideLabel) || fileName(label) || fileName(path);
  return { name: name === '' ? null : name, link: null, bytes };
}

const fileName = (path: string) => path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);

/** Goes through little-endian data; beyond its end there are zeros. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  skip(count: number): void {
    this.#at = Math.min(this.#bytes.length, this.#at + count);
  }

  bytes(count: number): Buffer {
    const start = this.#at;
    this.skip(count);
    return this.#bytes.subarray(start, this.#at);
  }

  uint16(): number {
    const read = this.bytes(2);
    return read.length < 2 ? 0 : read.readUInt16LE();
  }

  uint32(): number {
    const read = this.bytes(4);
    return read.length < 4 ? 0 : read.readUInt32LE();
  }

  /** A LengthPrefixedAnsiString ([MS-OLEDS] §2.1.4), its terminator included in the count. */
  prefixedText(): string {
    return withoutTerminator(decodeCharsetText(this.bytes(this.uint32()).subarray(0, LONGEST_NAME), null));
  }

  terminatedText(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.bytes((end < 0 ? this.#bytes.length : end) - this.#at);
    this.skip(1);
    return decodeCharsetText(text.subarray(0, LONGEST_NAME), null);
  }

  /** UTF-16 with a count of its code units. */
  prefixedWideText(): string {
    return withoutTerminator(
      this.bytes(this.uint32() * 2)
        .subarray(0, LONGEST_NAME)
        .toString('utf16le'),
    );
  }
}

const withoutTerminator = (text: string) => text.replace(/\0.*$/s, '');
