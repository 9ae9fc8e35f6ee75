import { afterValue, BER, type BerHead, berHead, octets } from './ber.ts';

/** More values than any honest structure has side by side; what is beyond them is left out. */
const MOST_CHILDREN = 65_536;
/** Bytes of an integer that a number holds exactly. */
const EXACT_BYTES = 6;

/** One value in BER or DER (X.690), read where it stands. Looking into it never throws, whatever the bytes. */
export class Asn1Value {
  readonly #bytes: Buffer;
  readonly #at: number;
  readonly #head: BerHead;
  readonly #after: number;
  #children: readonly Asn1Value[] | null = null;

  private constructor(bytes: Buffer, at: number, head: BerHead, after: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#head = head;
    this.#after = after;
  }

  /** The value that begins at a byte; null where none does, or where it is cut short. */
  static at(bytes: Buffer, at = 0, limit = bytes.length): Asn1Value | null {
    const head = berHead(bytes, at, limit);
    if (head === null || head.isCut) return null;
    const after = afterValue(bytes, head, limit);
    return after === null ? null : new Asn1Value(bytes, at, head, after);
  }

  get tag(): number {
    return this.#head.tag;
  }

  /** Its bytes, head and end included. */
  get whole(): Buffer {
    return this.#bytes.subarray(this.#at, this.#after);
  }

  /** What it holds; of the indefinite form, the end-of-contents too. */
  get content(): Buffer {
    return this.#bytes.subarray(this.#head.start, this.#after);
  }

  /** The values in a constructed one; none in a primitive one. */
  get children(): readonly Asn1Value[] {
    this.#children ??= this.#head.isConstructed ? this.#read() : [];
    return this.#children;
  }

  /** The first value inside with this tag. */
  child(tag: number): Asn1Value | null {
    return this.children.find((child) => child.tag === tag) ?? null;
  }

  /** The bytes of an octet string, be it in pieces; null where it is cut. */
  octets(): Buffer | null {
    const { bytes, isWhole } = octets(this.#bytes, this.#head);
    return isWhole ? bytes : null;
  }

  /** Its object identifier in dots; null for anything else. */
  oid(): string | null {
    return this.tag === BER.oid ? dotted(this.content) : null;
  }

  /** A whole number from 0 that a number holds exactly; null for anything else. */
  count(): number | null {
    const { content } = this;
    const isCount = this.tag === INTEGER && content.length > 0 && content.length <= EXACT_BYTES;
    return isCount && (content[0] ?? 0) < 0x80 ? content.readUIntBE(0, content.length) : null;
  }

  #read(): readonly Asn1Value[] {
    const found: Asn1Value[] = [];
    let at = this.#head.start;
    while (at < this.#after && found.length < MOST_CHILDREN) {
      const child = Asn1Value.at(this.#bytes, at, this.#after);
      if (child === null || child.tag === BER.endOfContents) break;
      found.push(child);
      at = child.#after;
    }
    return found;
  }
}

const INTEGER = 0x02;
/** Bytes of an identifier that is still shown. */
const LONGEST_OID = 64;

/** X.690 §8.19: base 128, the first two arcs in one. */
function dotted(content: Buffer): string | null {
  if (content.length === 0 || content.length > LONGEST_OID) return null;
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}
