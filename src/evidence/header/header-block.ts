/** Where one field stands in its block's byte string: name `[start, nameEnd)`, body `[bodyStart, end)`. */
interface FieldPlace {
  readonly start: number;
  readonly nameEnd: number;
  readonly bodyStart: number;
  readonly end: number;
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

  get size(): number {
    return this.#fields.length;
  }

  /** The body of the first field of this lower-case name, folded, as a byte string; null where there is none. */
  first(name: string): string | null {
    for (const field of this.#fields)
      if (this.#isNamed(field, name)) return this.text.slice(field.bodyStart, field.end);
    return null;
  }

  /** The same of the last one. */
  last(name: string): string | null {
    const field = this.#fields.findLast((candidate) => this.#isNamed(candidate, name));
    return field === undefined ? null : this.text.slice(field.bodyStart, field.end);
  }

  /** The bodies of all fields of this lower-case name, in order; of the lines that are no field for the empty name. */
  all(name: string): readonly string[] {
    const bodies: string[] = [];
    for (const field of this.#fields)
      if (this.#isNamed(field, name)) bodies.push(this.text.slice(field.bodyStart, field.end));
    return bodies;
  }

  /** Byte of the message where the first field of this name begins; -1 where there is none. */
  place(name: string): number {
    const field = this.#fields.find((candidate) => this.#isNamed(candidate, name));
    return field === undefined ? -1 : this.offset + field.start;
  }

  #isNamed({ start, nameEnd }: FieldPlace, name: string): boolean {
    if (nameEnd - start !== name.length) return false;
    for (let at = 0; at < name.length; at++) {
      const char = this.text.charCodeAt(start + at);
      if ((char >= 65 && char <= 90 ? char | 32 : char) !== name.charCodeAt(at)) return false;
    }
    return true;
  }
}
