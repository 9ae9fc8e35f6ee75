import { asBuffer } from '../decode/byte-string.ts';
import { decodeCharsetText } from '../decode/charset.ts';

/** A file embedded as an OLE package. */
export interface OlePackage {
  /** The file's name without its folders, attacker-controlled; null where there is none. */
  readonly name: string | null;
  readonly bytes: Buffer;
  /** Whether the package says more bytes than are there. */
  readonly isCut: boolean;
}

/** The stream of an OLE object that holds its native data ([MS-OLEDS] §2.3.6). */
export const NATIVE_STREAM = '\x01Ole10Native';

/** What marks a package that holds a file, and not only a link to it. */
const EMBEDDED = 3;

/** Reads the content of a `\x01Ole10Native` stream: its length, and the native data. Null where that is no package. */
export function readNativeStream(stream: Uint8Array): OlePackage | null {
  return readPackage(stream.subarray(4));
}

/**
 * Reads the native data of an object of the class Package: label, file name, kind, the path it was copied from, the file's length and its bytes, and
 * in newer ones the three names again in Unicode. Null where the bytes are no package with a file in it.
 */
export function readPackage(data: Uint8Array): OlePackage | null {
  const bytes = asBuffer(data);
  const label = zeroEnded(bytes, 2);
  const fileName = label === null ? null : zeroEnded(bytes, label.next);
  if (label === null || fileName === null || fileName.next + 8 > bytes.length) return null;
  if (bytes.readUInt16LE(fileName.next + 2) !== EMBEDDED) return null;
  const sizeAt = fileName.next + 8 + bytes.readUInt32LE(fileName.next + 4);
  if (sizeAt + 4 > bytes.length) return null;
  const size = bytes.readUInt32LE(sizeAt);
  const start = sizeAt + 4;
  const unicode = unicodeNames(bytes, start + size);
  const names = [...unicode, decodeCharsetText(label.text, null), decodeCharsetText(fileName.text, null)];
  return {
    name: names.map(withoutFolders).find((name) => name !== '') ?? null,
    bytes: bytes.subarray(start, start + size),
    isCut: start + size > bytes.length,
  };
}

/** Names are paths, which Windows keeps shorter than this. */
const MOST_NAME_BYTES = 65_536;

function zeroEnded(bytes: Buffer, at: number): { readonly text: Buffer; readonly next: number } | null {
  const end = bytes.indexOf(0, at);
  return end < 0 || end - at > MOST_NAME_BYTES ? null : { text: bytes.subarray(at, end), next: end + 1 };
}

/** Label and file name in Unicode, which follow the path; none in older packages. */
function unicodeNames(bytes: Buffer, at: number): readonly string[] {
  const names: string[] = [];
  let next = at;
  while (names.length < 3 && next + 4 <= bytes.length) {
    const length = bytes.readUInt32LE(next) * 2;
    if (length > MOST_NAME_BYTES) break;
    names.push(bytes.toString('utf16le', next + 4, next + 4 + length));
    next += 4 + length;
  }
  return names.slice(1);
}

function withoutFolders(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1).replace(/\0+$/, '');
}
