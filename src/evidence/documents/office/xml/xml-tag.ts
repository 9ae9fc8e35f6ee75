import { decodeReferences } from './references.ts';

/** An attribute as it is written. */
export interface XmlAttribute {
  /** Without its namespace prefix. */
  readonly name: string;
  /** Empty for none. */
  readonly prefix: string;
  readonly value: string;
}

const NONE: readonly XmlAttribute[] = [];

/** A start tag. Its attributes are read when first asked for. */
export class XmlTag {
  /** Namespace prefix of the element; empty for none. */
  readonly prefix: string;
  readonly #written: string;
  #attributes: readonly XmlAttribute[] | null;

  /** @param written What stands between the element's name and the tag's end. */
  constructor(prefix: string, written: string) {
    this.prefix = prefix;
    this.#written = written;
    this.#attributes = written === '' ? NONE : null;
  }

  /** All attributes in order, without declarations of namespaces. */
  get attributes(): readonly XmlAttribute[] {
    this.#attributes ??= readAttributes(this.#written);
    return this.#attributes;
  }

  /** The value of the first attribute of that name, whatever its prefix; null where there is none. */
  get(name: string): string | null {
    return this.attributes.find((attribute) => attribute.name === name)?.value ?? null;
  }

  /** The value of an attribute of that name with a prefix: `r:id` beside `id`. */
  prefixed(name: string): string | null {
    return this.attributes.find((attribute) => attribute.name === name && attribute.prefix !== '')?.value ?? null;
  }

  /** Whether an attribute that says yes or no (ECMA-376 part 1 §22.9.2.7) says yes; null where it is not there. */
  flag(name: string): boolean | null {
    const value = this.get(name);
    return value === null ? null : !/^(?:0|false|off|no)$/i.test(value);
  }
}

/** Attributes of one tag that are read. */
const MOST_ATTRIBUTES = 16_384;

function readAttributes(written: string): readonly XmlAttribute[] {
  const found: XmlAttribute[] = [];
  for (let at = 0; found.length < MOST_ATTRIBUTES; ) {
    const equals = written.indexOf('=', at);
    if (equals < 0) break;
    const start = afterSpace(written, equals + 1);
    const quote = written[start];
    const isQuoted = quote === '"' || quote === "'";
    const close = isQuoted ? written.indexOf(quote, start + 1) : -1;
    const end = close < 0 ? unquotedEnd(written, start) : close;
    const attribute = attributeOf(written.slice(at, equals), written.slice(close < 0 ? start : start + 1, end));
    if (attribute !== null) found.push(attribute);
    at = end + 1;
  }
  return found;
}

const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

function afterSpace(written: string, from: number): number {
  let at = from;
  while (at < written.length && isSpace(written.charCodeAt(at))) at += 1;
  return at;
}

function unquotedEnd(written: string, start: number): number {
  let at = start;
  while (at < written.length && !isSpace(written.charCodeAt(at))) at += 1;
  return at;
}

function attributeOf(before: string, value: string): XmlAttribute | null {
  const name = before.trim().split(/\s+/).at(-1) ?? '';
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  if (prefix === 'xmlns' || name === 'xmlns') return null;
  return { name: name.slice(colon + 1), prefix, value: decodeReferences(value) };
}
