import { Buffer } from 'node:buffer';
import type { ByteSpan } from '../../core/index.ts';
import type { SecretFinding } from '../finding.ts';
import { KnownCopies } from './known-copies.ts';
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
  const { spans, copies } = surroundingsOf(findings);
  const hidden = withOverlapping(span, spans);
  const reach = width * BYTES_PER_CHARACTER;
  const sides = [
    sideText(utf8, [hidden[0] - reach, hidden[0]], spans),
    sideText(utf8, [hidden[1], hidden[1] + reach], spans),
  ];
  const [before = '', after = ''] = sides.map((side) => singleLine(copies.hide(side)));
  return `${cut([...before].slice(-width).join('').trimStart())}${MASK}${cut([...after].slice(0, width).join('').trimEnd())}`;
}

/** What all findings of a text have in common, worked out once for a text. */
interface Surroundings {
  /** Sorted, and none touches another. */
  readonly spans: readonly ByteSpan[];
  readonly copies: KnownCopies;
}

const surroundings = new WeakMap<readonly SecretFinding[], Surroundings>();

function surroundingsOf(findings: readonly SecretFinding[]): Surroundings {
  const known = surroundings.get(findings);
  if (known !== undefined) return known;
  const spans = mergeSpans(findings.map((finding) => finding.span));
  const made = { spans, copies: new KnownCopies(findings.map(({ secret }) => secret.reveal())) };
  surroundings.set(findings, made);
  return made;
}

function withOverlapping(span: ByteSpan, spans: readonly ByteSpan[]): ByteSpan {
  let [start, end] = span;
  for (let at = firstEndingFrom(spans, start); (spans[at]?.[0] ?? Number.POSITIVE_INFINITY) <= end; at += 1) {
    const [first, last] = spans[at] as ByteSpan;
    start = Math.min(start, first);
    end = Math.max(end, last);
  }
  return [start, end];
}

/** The place of the first span that ends at or after a byte. */
function firstEndingFrom(spans: readonly ByteSpan[], byte: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as ByteSpan)[1] < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A side's text, masked; one that begins or ends inside a finding begins or ends with the mask. */
function sideText(utf8: Uint8Array, [start, end]: ByteSpan, spans: readonly ByteSpan[]): string {
  const from = Math.max(0, start);
  const until = Math.min(utf8.length, end);
  const inside: ByteSpan[] = [];
  for (let at = firstEndingFrom(spans, from); (spans[at]?.[0] ?? Number.POSITIVE_INFINITY) < until; at += 1) {
    const [a, b] = spans[at] as ByteSpan;
    if (b > from) inside.push([Math.max(a, from) - from, Math.min(b, until) - from]);
  }
  return Buffer.from(maskUtf8(utf8.subarray(from, until), inside)).toString('utf8');
}

function singleLine(text: string): string {
  return text.replace(/[\s\p{C}\ufffd]{1,4096}/gu, ' ');
}

/** A mask cut by the width is shown whole. */
function cut(text: string): string {
  return text.replace(/^█{1,7}(?!█)/, MASK).replace(/(?<!█)█{1,7}$/, MASK);
}
