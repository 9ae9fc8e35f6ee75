/** Where one field stands, in bytes of the message: name `[start, nameEnd)`, body `[bodyStart, end)`. */
export interface FieldPlace {
  readonly start: number;
  /** `nameKey` of the name, so that most fields are told apart by one comparison. */
  readonly key: number;
  readonly nameEnd: number;
  readonly bodyStart: number;
  /** Grows as continuation lines are found. */
  end: number;
}

/** A number that equal names share, whatever their case. */
export function nameKey(length: number, firstByte: number): number {
  return (length << 8) | (firstByte | 32);
}

/** The fields of one header, found but not yet parsed. */
export class HeaderBlock {
  /** One character per byte, from the first field's name to the end of the last field. */
  readonly text: string;
  /** Byte of the message where `text` begins. */
  readonly offset: number;
  readonly #fields: readonly FieldPlace[];

  constructor(text: string, offset: number, fields: readonly FieldPlace[]) {
    this.text = text;
    this.offset = offset;
    this.#fields = fields;
  }

  /** The body of the first field of this lower-case name, folded, as a byte string; null where there is none. */
  first(name: string): string | null {
    const key = nameKey(name.length, name.charCodeAt(0));
    for (let index = 0; index < this.#fields.length; index++)
      if (this.#isNamed(index, name, key)) return this.#body(index);
    return null;
  }

  /** The same of the last one. */
  last(name: string): string | null {
    const key = nameKey(name.length, name.charCodeAt(0));
    for (let index = this.#fields.length - 1; index >= 0; index--)
      if (this.#isNamed(index, name, key)) return this.#body(index);
    return null;
  }

  /** The bodies of all fields of this lower-case name, in order; of the lines that are no field for the empty name. */
  all(name: string): readonly string[] {
    const key = nameKey(name.length, name.charCodeAt(0));
    const bodies: string[] = [];
    for (let index = 0; index < this.#fields.length; index++)
      if (this.#isNamed(index, name, key)) bodies.push(this.#body(index));
    return bodies;
  }

  /** Byte of the message where the first field of this name begins; -1 where there is none. */
  place(name: string): number {
    const key = nameKey(name.length, name.charCodeAt(0));
    const index = this.#fields.findIndex((_, at) => this.#isNamed(at, name, key));
    return this.#fields[index]?.start ?? -1;
  }

  #body(index: number): string {
    const { bodyStart, end } = this.#fields[index] as FieldPlace;
    return this.text.slice(bodyStart - this.offset, end - this.offset);
  }

  #isNamed(index: number, name: string, key: number): boolean {
    const field = this.#fields[index] as FieldPlace;
    if (field.key !== key) return false;
    const base = field.start - this.offset;
    for (let at = 0; at < name.length; at++) {
      const char = this.text.charCodeAt(base + at);
      if (char !== name.charCodeAt(at) && (char < 65 || char > 90 || (char | 32) !== name.charCodeAt(at))) return false;
    }
    return true;
  }
}
