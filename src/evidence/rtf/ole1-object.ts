import { asBuffer } from '../decode/byte-string.ts';
import { decodeCharsetText } from '../decode/charset.ts';
import { readPackage } from '../ole/package.ts';

/** An OLE 1.0 object ([MS-OLEDS] §2.2), as `\objdata` has it. */
export interface Ole1Object {
  /** The packaged file's name without folders; null where the object is no package. */
  readonly name: string | null;
  /** What a linked object names; null for an embedded one. */
  readonly link: string | null;
  /** The packaged file, else the native data (a compound file, most often), else all there is; empty for a link. */
  readonly bytes: Buffer;
  /** Whether the object says more bytes than are there. */
  readonly isCut: boolean;
}

const LINKED = 1;
const EMBEDDED = 2;
const EMPTY = Buffer.alloc(0);

/** Reads an object's header and what follows; data without a header stands for itself. */
export function ole1Object(data: Uint8Array): Ole1Object {
  const bytes = asBuffer(data);
  const format = uint32(bytes, 4);
  if (format !== LINKED && format !== EMBEDDED) return { name: null, link: null, bytes, isCut: false };
  const className = prefixedText(bytes, 8);
  const topic = prefixedText(bytes, className.next);
  const item = prefixedText(bytes, topic.next);
  if (format === LINKED) {
    return { name: null, link: topic.text === '' ? null : topic.text, bytes: EMPTY, isCut: false };
  }
  const start = item.next + 4;
  const end = start + uint32(bytes, item.next);
  const native = bytes.subarray(start, end);
  const isCut = end > bytes.length;
  const file = className.text.toLowerCase() === 'package' ? readPackage(native) : null;
  if (file === null) return { name: null, link: null, bytes: native, isCut };
  return { name: file.name, link: null, bytes: file.bytes, isCut: file.isCut };
}

const LONGEST_NAME = 1024;

/** A LengthPrefixedAnsiString ([MS-OLEDS] §2.1.4), and where what follows it begins. */
function prefixedText(bytes: Buffer, at: number): { readonly text: string; readonly next: number } {
  const start = at + 4;
  const next = Math.min(bytes.length, start + uint32(bytes, at));
  const text = decodeCharsetText(bytes.subarray(start, Math.min(next, start + LONGEST_NAME)), null);
  return { text: text.replace(/\0.*$/s, ''), next };
}

/** Beyond the end there are zeros. */
function uint32(bytes: Buffer, at: number): number {
  return at + 4 > bytes.length ? 0 : bytes.readUInt32LE(at);
}
