import { asBuffer } from '../decode/byte-string.ts';
import { firstThen } from '../decode/first-then.ts';
import { rtfHead } from '../rtf/rtf-head.ts';
import { type RtfText, readRtf } from '../rtf/rtf-text.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { TOO_LONG } from '../text/member-budget.ts';
import { type Body, singleValue } from './bodies.ts';
import { type DecompressedRtf, decompressRtf } from './compressed-rtf.ts';
import type { BodySpending } from './part-spending.ts';
import type { PropertyReader } from './property-reader.ts';
import { TAG } from './property-tag.ts';
import { TYPE } from './property-type.ts';

/** Enough to see what is encapsulated in it. */
const HEAD = 1024;

/**
 * The RTF body (PidTagRtfCompressed): the HTML or plain text that is encapsulated in it ([MS-OXRTFEX]), or else the RTF itself. Null where there is
 * none, and where it only says again, in RTF, what the object's other bodies say.
 * @param others The object's other bodies.
 * @param spending The RTF may come to `mostBytes`; what it takes to find a body in it is taken.
 */
export function rtfBody(values: PropertyReader, others: readonly Body[], spending: BodySpending): Body | null {
  const property = values.properties.get(TAG.rtfCompressed);
  if (property?.type !== TYPE.binary || property.size === 0) return null;
  const limit = spending.mostBytes;
  if (property.size > limit || !spending.takeBytes(Math.max(0, property.size))) return lostBody(TOO_LONG);
  const compressed = singleValue(property);
  if (isShortfall(compressed)) return lostBody(compressed);
  const kind = rtfHead(decompressRtf(compressed, HEAD).bytes);
  if (isSaid(kind, others)) return null;
  const rtf = decompressRtf(compressed, limit + 1);
  const decompress = () => {
    const again = singleValue(property);
    return isShortfall(again) ? again : decompressRtf(again, limit + 1).bytes;
  };
  if (kind === 'native') return nativeBody(rtf, decompress);
  // What is encapsulated may be short however long the RTF is.
  if (!spending.takeBytes(Math.min(limit, rtf.bytes.length))) return lostBody(TOO_LONG);
  return encapsulatedBody(rtf, kind, limit, decompress);
}

/** Whether the other bodies have what is encapsulated: HTML says all that the plain text of one message does. */
function isSaid(kind: RtfText['kind'], others: readonly Body[]): boolean {
  if (kind === 'native') return false;
  return others.some(({ mediaType, size }) => size !== 0 && (mediaType === 'text/html' || kind === 'text'));
}

function lostBody(shortfall: Shortfall): Body {
  return { ...RTF, size: -1, bytes: () => shortfall };
}

function nativeBody({ bytes, isSound }: DecompressedRtf, decompress: Body['bytes']): Body {
  return {
    ...RTF,
    size: bytes.length,
    bytes: firstThen(bytes, decompress),
    problem: isSound ? null : 'wrong-checksum',
  };
}

function encapsulatedBody(rtf: DecompressedRtf, kind: 'html' | 'text', limit: number, decompress: Body['bytes']): Body {
  const limits = { textBytes: limit, objects: 0 };
  const { text, shortfall } = readRtf(rtf.bytes, limits);
  const again = () => {
    const bytes = decompress();
    return isShortfall(bytes) ? bytes : asBuffer(readRtf(bytes, limits).text.utf8);
  };
  return {
    mediaType: kind === 'html' ? 'text/html' : 'text/plain',
    charset: 'utf-8',
    size: text.utf8.length,
    bytes: firstThen(text.utf8, again),
    problem: rtf.isSound ? null : 'wrong-checksum',
    shortfall: rtf.bytes.length > limit ? TOO_LONG : shortfall,
  };
}

const RTF = { mediaType: 'text/rtf', charset: null, problem: null, shortfall: null } as const;
