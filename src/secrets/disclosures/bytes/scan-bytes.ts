import { BYTE_CLASS, DIGIT, GLUE, HEX, HOST, isOf, LETTER, TRIGGER } from './byte-class.ts';
import type { NumberForms } from './number-forms.ts';
import { isAssignedMac, readColons } from './read-colons.ts';
import { readIban } from './read-iban.ts';
import { readIpv4 } from './read-ipv4.ts';
import type { Shape } from './shape.ts';

/** What the byte loop tells. */
export interface ByteSink {
  readonly shape: (shape: Shape, start: number, stop: number) => void;
  /** A number of the given form; the last of several that begin alike is the longest. */
  readonly form: (form: number, start: number, stop: number) => void;
}

const [DOT, COLON, BACKSLASH, HYPHEN] = [0x2e, 0x3a, 0x5c, 0x2d];
/** A longer run of digits is no number of anybody's. */
const LONGEST_RUN = 20;
const LONGEST_HOST = 63;
const MAC_HYPHENS = [0, 3, 6, 9, 12];
const MAC_LENGTH = 17;

/** Goes over a text's bytes once and tells addresses and numbers; no byte is looked at more than a bounded number of times. */
export function scanBytes(utf8: Uint8Array, forms: NumberForms, sink: ByteSink): void {
  const classes = BYTE_CLASS;
  const { length } = utf8;
  let from = 0;
  for (let at = 0; at < length; at += 1) {
    if (((classes[utf8[at] as number] as number) & TRIGGER) === 0) continue;
    from = takenUntil(utf8, at, from, forms, sink);
    at = from - 1;
  }
}

/** @returns the byte from which to go on; what lies before it belongs to something else. */
function takenUntil(utf8: Uint8Array, at: number, from: number, forms: NumberForms, sink: ByteSink): number {
  const byte = utf8[at] as number;
  if (byte === COLON) return afterColon(utf8, at, from, sink);
  if (byte === BACKSLASH) return afterBackslash(utf8, at, sink);
  if (byte === HYPHEN) return afterHyphen(utf8, at, sink);
  return afterDigits(utf8, at, from, forms, sink);
}

function afterDigits(utf8: Uint8Array, at: number, from: number, forms: NumberForms, sink: ByteSink): number {
  let stop = at + 1;
  while (isOf(utf8, stop, DIGIT)) stop += 1;
  if (stop - at > LONGEST_RUN) return stop;
  const isFree = !isOf(utf8, at - 1, GLUE) || isUrlHost(utf8, at);
  if (stop - at < 4 && utf8[stop] === DOT && isFree && utf8[at - 1] !== DOT) {
    const address = readIpv4(utf8, at);
    if (address !== null) {
      sink.shape(`ipv4-${address.standing}`, at, address.stop);
      return address.stop;
    }
  }
  const iban = isOf(utf8, at - 1, LETTER) ? readIban(utf8, at) : null;
  if (iban === null && forms.mayBegin(stop - at, utf8[stop])) forms.read(utf8, at, from, sink.form);
  if (iban !== null) sink.shape('iban', iban.start, iban.stop);
  return iban?.stop ?? stop;
}

/** An address may stand after the slashes of a URL, the `@` of its user, or those of a share. */
function isUrlHost(utf8: Uint8Array, at: number): boolean {
  return (utf8[at - 1] === 0x2f && utf8[at - 2] === 0x2f) || utf8[at - 1] === 0x40;
}

function afterColon(utf8: Uint8Array, at: number, from: number, sink: ByteSink): number {
  if (!isOf(utf8, at - 1, HEX) || !(isOf(utf8, at + 1, HEX) || utf8[at + 1] === COLON)) return at + 1;
  const run = readColons(utf8, at, Math.max(0, from - 5));
  if (run.is !== 'nothing') sink.shape(run.is, run.start, run.stop);
  return Math.max(at + 1, run.is === 'nothing' ? at + 1 : run.stop);
}

function afterBackslash(utf8: Uint8Array, at: number, sink: ByteSink): number {
  if (utf8[at + 1] !== BACKSLASH || utf8[at - 1] === BACKSLASH) return at + 1;
  const start = at + 2;
  let stop = start;
  while (stop - start <= LONGEST_HOST && (isOf(utf8, stop, HOST) || utf8[stop] === DOT)) stop += 1;
  const isShare = stop - start > 2 && utf8[stop] === BACKSLASH && isOf(utf8, stop + 1, HOST);
  if (isShare && isOf(utf8, start, LETTER)) sink.shape('unc-host', start, stop);
  return stop;
}

function afterHyphen(utf8: Uint8Array, at: number, sink: ByteSink): number {
  const start = at - 2;
  // Lines of hyphens are common.
  if (utf8[at + 3] !== HYPHEN || !isOf(utf8, at + 1, HEX)) return at + 1;
  if (!MAC_HYPHENS.every((step) => utf8[at + step] === HYPHEN)) return at + 1;
  const stop = start + MAC_LENGTH;
  const text = Buffer.from(utf8.subarray(Math.max(0, start), stop)).toString('latin1');
  const isMac =
    /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i.test(text) && !isOf(utf8, start - 1, GLUE) && !isOf(utf8, stop, GLUE);
  if (isMac && isAssignedMac(text)) sink.shape('mac', start, stop);
  return isMac ? stop : at + 1;
}
