import type { ByteSpan } from '../../core/index.ts';
import type { Budget } from '../budget.ts';
import type { Message } from '../message.ts';
import { Allowance } from '../mime/allowance.ts';
import type { PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Place } from '../place.ts';
import type { Problem } from '../problem.ts';
import type { MapiHeader } from './mapi-header.ts';
import type { MapiObject } from './mapi-object.ts';
import { MapiPartsReader } from './mapi-parts.ts';
import { PartSpending } from './part-spending.ts';

/** How a MAPI object is to be made a message. */
export interface MapiMessageOptions {
  readonly budget: Budget;
  /** Path of the source, relative to the path given. */
  readonly source: string;
  readonly span: ByteSpan;
  readonly place: Place;
  readonly extract: PartExtractor;
  /** Faults its container saw in reading it. */
  readonly problems?: readonly Problem[];
  /** For an object found inside a part or member: what its outermost message may still spend, and the levels around it. */
  readonly within?: { readonly allowance: Allowance; readonly depth: number };
}

/**
 * Reads a MAPI object as a message: its header from the transport headers and the properties, recipients of all kinds united; bodies and
 * attachments numbered as the MIME message would be that carries them (RFC 9051 §6.4.5). Never throws for what the object holds.
 *
 * Part numbers: the message counts as multipart/mixed. Its bodies come first: one is "1"; several are "1", a multipart/alternative container, and
 * "1.1", "1.2", the richest last. Then what a contact, appointment or task says in its fields, as text; the attachments; other text that somebody
 * typed, as text; and an unread part for each value the container has lost. Where there is no body the next of these is "1". The parts of an embedded
 * message "2" are "2.1", "2.2" and so on, by the same rule.
 */
export function mapiMessage(object: MapiObject, options: MapiMessageOptions): Message {
  const { extract, within } = options;
  const spending = new PartSpending(within?.allowance ?? new Allowance(options.budget), extract);
  const reader = new MapiPartsReader(spending);
  const header = reader.readObject(object, '', within?.depth ?? 0);
  return new MapiMessage(options, header, reader.parts);
}

class MapiMessage implements Message {
  readonly type = 'message';
  readonly source: string;
  readonly span: ByteSpan;
  readonly place: Place;
  readonly header: MapiHeader;
  readonly parts: readonly Part[];
  readonly #found: readonly Problem[];
  #problems: readonly Problem[] | undefined;

  constructor({ source, span, place, problems = [] }: MapiMessageOptions, header: MapiHeader, parts: readonly Part[]) {
    this.source = source;
    this.span = span;
    this.place = place;
    this.header = header;
    this.parts = parts;
    this.#found = problems;
  }

  /** The faults of the message and its header, those of parts aside; parses the header when first asked for. */
  get problems(): readonly Problem[] {
    this.#problems ??= [...this.#found, ...this.header.problems()];
    return this.#problems;
  }
}
