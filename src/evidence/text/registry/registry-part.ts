import { asBuffer, byteString } from '../../decode/byte-string.ts';
import type { Extraction, LeafPart } from '../../mime/part-extractor.ts';
import { textExtraction } from '../extraction.ts';
import { readPlainText } from '../plain-text.ts';

const HEAD = 128;
const START = /^(?:\xef\xbb\xbf|\xff\xfe)?(?:Windows Registry Editor Version \d|REGEDIT4)/;

/** Whether bytes begin as an export of the Windows registry does (.reg). */
export function beginsRegistry(bytes: Uint8Array): boolean {
  return START.test(byteString(bytes, 0, HEAD).replaceAll('\0', ''));
}

/** An export of the registry: its lines as they stand, and after a value written in bytes the text that they are. */
export function extractRegistry(leaf: LeafPart, shown: string | null): Extraction {
  const text = asBuffer(readPlainText(leaf, shown)).toString('utf8').replace(CONTINUED, '');
  return textExtraction(Buffer.from(text.split(/\r?\n/).map(withText).join('\n')));
}

const CONTINUED = /\\[ \t]{0,16}\r?\n[ \t]{0,64}/g;
const BYTES = /^((?:"(?:[^"\\]|\\.){0,16384}"|@)=)hex(?:\([0-9a-f]{1,2}\))?:((?:[0-9a-f]{2},?)+)$/i;

function withText(line: string): string {
  const [, name, written] = BYTES.exec(line.trim()) ?? [];
  if (name === undefined || written === undefined) return line;
  const shown = textOf(Buffer.from(written.replaceAll(',', ''), 'hex'));
  return shown === null ? line : `${line}\n${name}"${shown}"`;
}

const SHORTEST = 4;

/** Bytes as one byte a letter or else as UTF-16, where that is what a person writes; the strings of a list stand on one line. Null for none. */
function textOf(bytes: Buffer): string | null {
  const narrow = bytes.toString('latin1').replace(/\0+$/, '');
  if (ASCII.test(narrow)) return narrow.length < SHORTEST ? null : narrow;
  const wide = bytes.toString('utf16le').replace(/\0+$/, '').replaceAll('\0', ' ');
  return WRITTEN.test(wide) && wide.length >= SHORTEST ? wide : null;
}

const ASCII = /^[\t\n\r -~]+$/;
const WRITTEN = /^[\t\n\r\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]+$/u;
