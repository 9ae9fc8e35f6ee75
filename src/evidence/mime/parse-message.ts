import type { ByteSpan } from '../../core/index.ts';
import { asBuffer } from '../decode/byte-string.ts';
import type { Message } from '../message.ts';
import type { Part } from '../part.ts';
import { bytePlace, type Place } from '../place.ts';
import type { Problem } from '../problem.ts';
import { Allowance } from './allowance.ts';
import { LazyMessageHeader } from './message-header.ts';
import type { ParseOptions } from './parse-options.ts';
import { readParts } from './read-parts.ts';
import { readStructure } from './read-structure.ts';

/**
 * Reads one message (RFC 5322, 2045–2049, 6532) from its bytes. Never throws on any bytes: what is wrong with them is flagged, and what
 * is beyond the budget becomes an unread part. The message keeps hold of `bytes`; they must not change while it is in use.
 */
export function parseMessage(bytes: Uint8Array, options: ParseOptions): Message {
  const { budget, source, offset, extract, within, place = bytePlace(offset) } = options;
  const whole = asBuffer(bytes);
  const kept = whole.subarray(0, budget.messageBytes);
  const buffer = withLineFeeds(kept);
  const allowance = within?.allowance ?? new Allowance(budget);
  const top = readStructure(buffer, '', within?.depth ?? 0, allowance);
  const parts = readParts(top, { buffer, allowance, extract, placed: true });
  const problems: Problem[] = [];
  if (kept.length < whole.length) problems.push({ code: 'truncated', offset: kept.length });
  if (buffer !== kept) problems.push({ code: 'bare-cr', offset: kept.indexOf(CR) });
  const at = { source, span: [offset, offset + bytes.length], place } as const;
  return new ParsedMessage(at, new LazyMessageHeader(top.block), parts, problems);
}

class ParsedMessage implements Message {
  readonly type = 'message';
  readonly source: string;
  readonly span: ByteSpan;
  readonly place: Place;
  readonly header: LazyMessageHeader;
  readonly parts: readonly Part[];
  readonly #found: readonly Problem[];
  #problems: readonly Problem[] | undefined;

  constructor(
    { source, span, place }: Pick<Message, 'source' | 'span' | 'place'>,
    header: LazyMessageHeader,
    parts: readonly Part[],
    found: readonly Problem[],
  ) {
    this.source = source;
    this.span = span;
    this.place = place;
    this.header = header;
    this.parts = parts;
    this.#found = found;
  }

  /** The faults of the message and its header, those of parts aside; parses the header when first asked for. */
  get problems(): readonly Problem[] {
    this.#problems ??= [...this.#found, ...this.header.problems()];
    return this.#problems;
  }
}

const LF = 10;
const CR = 13;

/** A message whose only line ends are carriage returns gets line feeds in their places, so that every offset stays. */
function withLineFeeds(buffer: Buffer): Buffer {
  if (buffer.includes(LF) || !buffer.includes(CR)) return buffer;
  const copy = Buffer.from(buffer);
  for (let at = 0; at < copy.length; at++) if (copy[at] === CR) copy[at] = LF;
  return copy;
}
