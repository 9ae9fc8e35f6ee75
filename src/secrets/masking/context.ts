import { Buffer } from 'node:buffer';
import type { ByteSpan } from '../../core/index.ts';
import type { SecretFinding } from '../finding.ts';
import { MASK, maskUtf8, mergeSpans } from './mask.ts';

/** Bytes read on each side for each character shown; a character takes up to four. */
const BYTES_PER_CHARACTER = 4;

/**
 * One line around a finding, every finding in it masked whole: none is cut so that a part of it shows, and a second,
 * unmarked copy of one of their values is masked too.
 *
 * @param findings all findings of the text
 * @param width characters shown on each side, at most
 */
export function contextOf(utf8: Uint8Array, span: ByteSpan, findings: readonly SecretFinding[], width = 40): string {
  const spans = mergeSpans([span, ...findings.map((finding) => finding.span)]);
  const hidden = spans.find((each) => each[0] <= span[0] && span[1] <= each[1]) ?? span;
  const reach = width * BYTES_PER_CHARACTER;
  const sides = [
    sideText(utf8, [hidden[0] - reach, hidden[0]], spans),
    sideText(utf8, [hidden[1], hidden[1] + reach], spans),
  ];
  const [before = '', after = ''] = sides.map((side) => singleLine(hideCopies(side, findings)));
  return `${cut([...before].slice(-width).join('').trimStart())}${MASK}${cut([...after].slice(0, width).join('').trimEnd())}`;
}

/** A side's text, masked; one that begins or ends inside a finding begins or ends with the mask. */
function sideText(utf8: Uint8Array, [start, end]: ByteSpan, spans: readonly ByteSpan[]): string {
  const from = Math.max(0, start);
  const until = Math.min(utf8.length, end);
  const inside = spans
    .map(([a, b]): ByteSpan => [Math.max(a, from) - from, Math.min(b, until) - from])
    .filter(([a, b]) => a < b);
  return Buffer.from(maskUtf8(utf8.subarray(from, until), inside)).toString('utf8');
}

function hideCopies(text: string, findings: readonly SecretFinding[]): string {
  return findings.reduce((hidden, finding) => {
    const value = finding.secret.reveal();
    return value.length < 4 ? hidden : hidden.replaceAll(value, MASK);
  }, text);
}

function singleLine(text: string): string {
  return text.replace(/[\s\p{C}\ufffd]{1,4096}/gu, ' ');
}

/** A mask cut by the width is shown whole. */
function cut(text: string): string {
  return text.replace(/^█{1,7}(?!█)/, MASK).replace(/(?<!█)█{1,7}$/, MASK);
}
