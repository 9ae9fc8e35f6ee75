import { decodeCharset } from '../decode/charset.ts';
import type { Allowance } from '../mime/allowance.ts';
import type { Extraction, LeafPart } from '../mime/part-extractor.ts';
import type { Part, PartContent } from '../part.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { TOO_MANY } from '../text/member-budget.ts';
import { unreadByHead } from '../text/unread-format.ts';
import type { PartSpending } from './part-spending.ts';

/** What a part is, before its bytes are read. */
export type AboutPart = Pick<Part, 'path' | 'role' | 'mediaType' | 'charset' | 'fileName' | 'contentId'>;

/** Bytes that a container holds: their count, -1 where not known before reading, and how to read them. */
export interface HeldBytes {
  readonly size: number;
  readonly bytes: () => Uint8Array | Shortfall;
  /** The first of them, where that costs less. */
  readonly head?: () => Uint8Array | Shortfall;
  /** What was wrong with them on the way here. */
  readonly problem?: ProblemCode | null;
}

const TOO_LARGE: Shortfall = {
  reason: 'over-budget',
  detail:
    'This is larger than one part, or all parts of one message, may be and was not read; open the message by hand.',
};

/**
 * A part and the members found in it, its bytes read by the extractor; an unread part where they are lost or over the budget.
 * @param whole Makes of the bytes what the extractor is to see; by default they are it.
 */
export function leafParts(
  about: AboutPart,
  held: HeldBytes,
  depth: number,
  spending: PartSpending,
  whole: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): readonly Part[] {
  const { allowance, extract } = spending;
  if (!allowance.takePart()) return [unreadPart(about, TOO_MANY, 'too-many-parts')];
  const unread = unreadByItsHead(held);
  if (unread !== null) return [heldPart(about, unread.content, held)];
  const read = readWithin(held, spending);
  if (isShortfall(read)) return [unreadPart(about, read)];
  const faults: ProblemCode[] = held.problem == null ? [] : [held.problem];
  const { content, members, problems } = extract(leafOf(about, whole(read), depth, allowance, faults));
  const flags: readonly Problem[] = faults.map((code) => ({ code, offset: -1 }));
  const part = heldPart(about, content, held, flags.length === 0 ? problems : [...flags, ...problems]);
  return members.length === 0 ? [part] : [part, ...members];
}

/** What a large part comes to whose first bytes show a format that nobody opens; null for any other, which has to be read. */
function unreadByItsHead({ size, head }: HeldBytes): Extraction | null {
  if (head === undefined || size < WORTH_A_LOOK) return null;
  const first = head();
  return isShortfall(first) ? null : unreadByHead(first);
}

const WORTH_A_LOOK = 16 * 1024;

/** A part as the extractor takes it. @param faults Filled with those of its charset, once its text is asked for. */
export function leafOf(
  about: AboutPart,
  bytes: Uint8Array,
  depth: number,
  allowance: Allowance,
  faults: ProblemCode[] = [],
): LeafPart {
  const { path, mediaType, charset, fileName, role } = about;
  const text = (): Uint8Array => {
    const { utf8, problems } = decodeCharset(bytes, charset);
    for (const code of problems) if (!faults.includes(code)) faults.push(code);
    return utf8;
  };
  const leafRole = role === 'container' ? 'attachment' : role;
  return { path, mediaType, charset, fileName, role: leafRole, depth, allowance, bytes: () => bytes, text };
}

/** The bytes, unless they are more than the budget allows. */
export function readWithin(held: HeldBytes, spending: PartSpending): Uint8Array | Shortfall {
  const { partBytes } = spending.allowance.budget;
  if (held.size > partBytes) return TOO_LARGE;
  if (held.size > 0 && !spending.takeBytes(held.size)) return TOO_LARGE;
  const read = held.bytes();
  if (isShortfall(read)) return read;
  const isMore = read.length > Math.max(0, held.size);
  if (read.length > partBytes || (isMore && !spending.takeBytes(read.length - Math.max(0, held.size))))
    return TOO_LARGE;
  return read;
}

/** A part whose content is known. */
export function heldPart(
  about: AboutPart,
  content: PartContent,
  held: Pick<HeldBytes, 'bytes'> | null,
  problems: readonly Problem[] = NO_PROBLEMS,
): Part {
  return {
    ...about,
    member: NO_MEMBERS,
    headerSpan: null,
    bodySpan: null,
    content,
    bytes: held === null ? NO_BYTES : () => bytesOrNull(held.bytes()),
    problems,
  };
}

/** A part that was not read. */
export function unreadPart(about: AboutPart, { reason, detail }: Shortfall, problem: ProblemCode | null = null): Part {
  const problems = problem === null ? NO_PROBLEMS : [{ code: problem, offset: -1 }];
  return heldPart(about, { state: 'unread', reason, detail }, null, problems);
}

function bytesOrNull(read: Uint8Array | Shortfall): Uint8Array | null {
  return isShortfall(read) ? null : read;
}

const NO_BYTES = (): null => null;
const NO_MEMBERS: readonly string[] = [];
const NO_PROBLEMS: readonly Problem[] = [];
