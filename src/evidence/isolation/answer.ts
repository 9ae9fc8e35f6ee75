import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { ByteSpan } from '../../core/index.ts';
import type { Piece, PieceLimits } from '../documents/document-reader.ts';
import type { Landmark } from '../landmark.ts';
import type { Frame, FrameBounds } from './frame.ts';

const count = z.int().min(0);
const shortfall = z.strictObject({
  reason: z.enum(['encrypted', 'damaged', 'truncated', 'unsupported', 'unrecognised', 'over-budget']),
  // It is shown as it is, on terminals too.
  detail: z
    .string()
    .max(1000)
    .transform((detail) => detail.replace(/\p{Cc}/gu, ' ')),
});
const password = count.nullable();
const answered = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('landmarks'), landmarks: z.array(z.strictObject({ at: count, name: z.string() })) }),
  z.strictObject({ type: z.literal('hidden'), hidden: z.array(z.tuple([count, count])) }),
  z.strictObject({ type: z.literal('text'), name: z.string().nullable(), password }),
  z.strictObject({
    type: z.literal('member'),
    name: z.string(),
    mediaType: z.string().nullable(),
    shortfall: shortfall.nullable(),
    password,
  }),
  z.strictObject({ type: z.literal('unread'), name: z.string().nullable(), shortfall }),
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('end') }),
]);

const MIB = 1024 * 1024;
/** A head is a name and a reason, or a run of marks: a quarter of this. */
const HEAD_BYTES = MIB;
/** All heads of an answer together. */
const ALL_HEADS_BYTES = 64 * MIB;
const LANDMARKS = 65_536;
const HIDDEN_SPANS = 1_048_576;

/** What a frame came to: a piece, nothing yet, the end of the answer; or, first of all, that the parser listens. */
export type Said = Piece | 'more' | 'end' | 'ready';

/** One answer of a parser, put together from its frames. What a parser says is believed neither to be well-formed nor ever to end. */
export class Answer {
  readonly #most: FrameBounds;
  #headsLeft = ALL_HEADS_BYTES;
  #landmarks: Landmark[] = [];
  #hidden: ByteSpan[] = [];

  constructor({ pieceBytes, memberBytes }: PieceLimits) {
    this.#most = { head: HEAD_BYTES, body: Math.max(pieceBytes, memberBytes) };
  }

  /** What the next frame may claim. */
  get bounds(): FrameBounds {
    return this.#most;
  }

  /**
   * Takes the next frame.
   * @throws ZodError where it is not well-formed, RangeError where the answer says more than it may.
   */
  take({ head, headBytes, body }: Frame): Said {
    this.#headsLeft -= headBytes;
    if (this.#headsLeft < 0) throw new RangeError('an answer says more than it may');
    const parsed = answered.parse(head);
    switch (parsed.type) {
      case 'landmarks':
        return this.#mark(this.#landmarks, parsed.landmarks, LANDMARKS);
      case 'hidden':
        return this.#mark(this.#hidden, parsed.hidden, HIDDEN_SPANS);
      case 'text':
        return { ...parsed, text: this.#text(body) };
      case 'member':
        return { ...parsed, bytes: body };
      case 'unread':
        return parsed;
      case 'ready':
      case 'end':
        return parsed.type;
    }
  }

  #mark<Mark>(marks: Mark[], further: readonly Mark[], most: number): 'more' {
    if (marks.length + further.length > most) throw new RangeError('a text has more marks than it may');
    for (const mark of further) marks.push(mark);
    return 'more';
  }

  /** A text with its marks, in the form that all who use them count on: UTF-8, places ascending, stretches within it and apart. */
  #text(said: Buffer) {
    const utf8 = isUtf8(said) ? said : Buffer.from(said.toString('utf8'));
    const hidden = apart(this.#hidden.filter(([start, end]) => start < end && end <= utf8.length));
    const landmarks = this.#landmarks.filter(({ at }) => at <= utf8.length).sort((one, other) => one.at - other.at);
    this.#hidden = [];
    this.#landmarks = [];
    return { utf8, hidden, landmarks };
  }
}

function apart(spans: readonly ByteSpan[]): readonly ByteSpan[] {
  let reached = 0;
  return [...spans]
    .sort(([one], [other]) => one - other)
    .flatMap(([start, end]): readonly ByteSpan[] => {
      const from = Math.max(start, reached);
      reached = Math.max(reached, end);
      return from < end ? [[from, end]] : [];
    });
}
