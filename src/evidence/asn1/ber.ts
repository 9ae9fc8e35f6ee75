/** The head of one value in BER (X.690 §8.1), of which DER is a part. Offsets are bytes of the whole. */
export interface BerHead {
  /** The identifier octet: class, whether constructed, and number. */
  readonly tag: number;
  readonly isConstructed: boolean;
  /** Where the content begins. */
  readonly start: number;
  /** Where the content ends; null for the indefinite form, which an end-of-contents ends. */
  readonly end: number | null;
  /** Whether the content should reach beyond what there is, and `end` is where that ends. */
  readonly isCut: boolean;
}

/** Tags that are looked for. */
export const BER = {
  octetString: 0x04,
  oid: 0x06,
  endOfContents: 0x00,
  constructedOctetString: 0x24,
  sequence: 0x30,
  set: 0x31,
  explicit0: 0xa0,
} as const;

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const LONG_LENGTH = 0x80;
const MOST_LENGTH_BYTES = 4;

/** Reads the head at `at`; null where none can stand, a content that reaches beyond `limit` ends there. */
export function berHead(bytes: Buffer, at: number, limit = bytes.length): BerHead | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit || (tag & LONG_TAG) === LONG_TAG) return null;
  const isConstructed = (tag & CONSTRUCTED) !== 0;
  const count = first & ~LONG_LENGTH;
  const upTo = (start: number, length: number) => {
    const end = Math.min(limit, start + length);
    return { tag, isConstructed, start, end, isCut: end < start + length };
  };
  if (first < LONG_LENGTH) return upTo(at + 2, first);
  if (count === 0) return isConstructed ? { tag, isConstructed, start: at + 2, end: null, isCut: false } : null;
  if (count > MOST_LENGTH_BYTES || at + 2 + count > limit) return null;
  return upTo(at + 2 + count, bytes.readUIntBE(at + 2, count));
}

/** Where the value after this one begins, whatever is nested in it; null where its end is lost. Linear in the value's bytes. */
export function afterValue(bytes: Buffer, head: BerHead, limit = bytes.length): number | null {
  if (head.end !== null) return head.end;
  let open = 1;
  let at = head.start;
  while (open > 0) {
    const inner = berHead(bytes, at, limit);
    if (inner === null) return null;
    if (inner.tag === BER.endOfContents) open -= 1;
    else if (inner.end === null) open += 1;
    at = inner.end ?? inner.start;
  }
  return at;
}

/** The first value inside another that is wanted, by its tag and its place among its siblings; null where there is none. */
export function childValue(
  bytes: Buffer,
  parent: BerHead,
  isWanted: (tag: number, index: number) => boolean,
): BerHead | null {
  const limit = parent.end ?? bytes.length;
  let at: number | null = parent.start;
  for (let index = 0; at !== null && at < limit; index++) {
    const head = berHead(bytes, at, limit);
    if (head === null || head.tag === BER.endOfContents) return null;
    if (isWanted(head.tag, index)) return head;
    at = afterValue(bytes, head, limit);
  }
  return null;
}

/**
 * The bytes of an octet string, put together where it is constructed of pieces (X.690 §8.7).
 * @returns `isWhole` false where the pieces end before they should: then what there is of them.
 */
export function octets(bytes: Buffer, head: BerHead): { readonly bytes: Buffer; readonly isWhole: boolean } {
  if (!head.isConstructed) {
    const end = head.end ?? bytes.length;
    return { bytes: bytes.subarray(head.start, end), isWhole: !head.isCut };
  }
  const limit = head.end ?? bytes.length;
  // Of pieces of one byte each, a list would take a hundred times their memory.
  const joined = Buffer.allocUnsafe(Math.max(0, limit - head.start));
  let length = 0;
  let open = head.end === null ? 1 : 0;
  let at = head.start;
  let isCut = head.isCut;
  while (at < limit) {
    const piece = berHead(bytes, at, limit);
    if (piece === null) return { bytes: joined.subarray(0, length), isWhole: false };
    at = piece.isConstructed || piece.end === null ? piece.start : piece.end;
    isCut ||= piece.isCut;
    if (piece.tag === BER.endOfContents) open -= 1;
    else if (piece.end === null) open += 1;
    else if (!piece.isConstructed) length += bytes.copy(joined, length, piece.start, piece.end);
    if (head.end === null && open === 0) return { bytes: joined.subarray(0, length), isWhole: !isCut };
  }
  return { bytes: joined.subarray(0, length), isWhole: !isCut && head.end !== null };
}
