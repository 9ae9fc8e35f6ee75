import { type RtfText, readRtf } from '../../src/evidence/rtf/rtf-text.ts';

const MIB = 1024 * 1024;

/** Reads RTF given as Latin-1. */
export function rtf(text: string, limits = { textBytes: 64 * MIB, objects: 1000 }): RtfText {
  return readRtf(Buffer.from(text, 'latin1'), limits);
}

const stringOf = (utf8: Uint8Array, start: number, end: number) => Buffer.from(utf8).toString('utf8', start, end);

/** What a reader sees of native RTF. */
export function seen(text: string): string {
  const { utf8, hidden } = rtf(text).text;
  return stringOf(utf8, 0, hidden[0]?.[0] ?? utf8.length).trimEnd();
}

/** What a reader does not see. */
export function unseen(text: string): string {
  const { utf8, hidden } = rtf(text).text;
  return hidden.map(([start, end]) => stringOf(utf8, start, end)).join('|');
}

/** What is encapsulated. */
export function encapsulated(text: string): string {
  const { utf8 } = rtf(text).text;
  return stringOf(utf8, 0, utf8.length);
}

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const counted = (text: string) => Buffer.concat([u32(text.length + 1), Buffer.from(`${text}\0`, 'latin1')]);

/** An embedded OLE 1.0 object ([MS-OLEDS] §2.2.5) in hexadecimal. */
export function oleObject(className: string, native: Buffer, size = native.length): string {
  const head = [u32(0x501), u32(2), counted(className), counted(''), counted(''), u32(size)];
  return Buffer.concat([...head, native]).toString('hex');
}

/** A linked one (§2.2.6). */
export function oleLink(className: string, target: string): string {
  return Buffer.concat([u32(0x501), u32(1), counted(className), counted(target), counted('')]).toString('hex');
}

/** The native data of an object of the class Package. */
export function packaged(name: string, bytes: Buffer): Buffer {
  const mark = Buffer.from([2, 0]);
  const path = `C:\\Users\\me\\${name}`;
  const names = Buffer.from(`${name}\0${path}\0\0\0\x03\0`, 'latin1');
  return Buffer.concat([mark, names, counted(path), u32(bytes.length), bytes]);
}
