/** One element of DER (ITU-T X.690): its tag and where its content stands. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** The element whole, tag and length with it. */
  readonly whole: Buffer;
}

const LONG_TAG = 0x1f;
const LONG_LENGTH = 0x80;
const MOST_LENGTH_BYTES = 4;

/** The first element of the bytes; null where they are no DER or end too early. */
export function firstElement(bytes: Buffer): Element | null {
  const [tag, first] = [bytes[0], bytes[1]];
  if (tag === undefined || first === undefined || (tag & LONG_TAG) === LONG_TAG) return null;
  const more = first & LONG_LENGTH ? first & ~LONG_LENGTH : 0;
  if (more > MOST_LENGTH_BYTES || bytes.length < 2 + more || (first === LONG_LENGTH && more === 0)) return null;
  const length = more === 0 ? first : bytes.readUIntBE(2, more);
  const end = 2 + more + length;
  if (end > bytes.length) return null;
  return { tag, content: bytes.subarray(2 + more, end), whole: bytes.subarray(0, end) };
}

/** At most `most` elements that follow one another in the bytes; what is no DER ends them. */
export function elementsIn(bytes: Buffer, most: number): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length && found.length < most; ) {
    const element = firstElement(bytes.subarray(at));
    if (element === null) break;
    found.push(element);
    at += element.whole.length;
  }
  return found;
}
