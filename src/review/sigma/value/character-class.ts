import { readEscape } from './escape.ts';
import type { ExpressionReader } from './expression-reader.ts';

const NAMED = /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;

/** Reads `[…]` and writes it so that no character in it can be taken for another thing. */
export function readClass(reader: ExpressionReader): string {
  reader.at++;
  let text = '[';
  if (reader.source[reader.at] === '^') {
    text += '^';
    reader.at++;
  }
  for (let first = true; first || reader.source[reader.at] !== ']'; first = false) {
    if (reader.at >= reader.source.length) throw reader.refuse('a class that does not end');
    text += readRange(reader);
  }
  reader.at++;
  return `${text}]`;
}

function readRange(reader: ExpressionReader): string {
  const from = readMember(reader);
  const isRange =
    reader.source[reader.at] === '-' && !/^(?:\]|$)/.test(reader.source.slice(reader.at + 1, reader.at + 2));
  if (!isRange) return from.text;
  if (from.code === null) {
    reader.at++;
    return `${from.text}\\-`;
  }
  reader.at++;
  const to = readMember(reader);
  if (to.code === null) return `${from.text}\\-${to.text}`;
  if (to.code < from.code) throw reader.refuse('a range that ends before it begins');
  return `${from.text}-${to.text}`;
}

/** A character of a class, or (code null) a set of them. */
interface Member {
  readonly text: string;
  readonly code: number | null;
}

function readMember(reader: ExpressionReader): Member {
  NAMED.lastIndex = reader.at;
  const named = NAMED.exec(reader.source)?.[0];
  if (named !== undefined) {
    reader.at += named.length;
    return { text: named, code: null };
  }
  if (reader.source[reader.at] !== '\\') {
    const code = reader.source.codePointAt(reader.at) ?? 0;
    const one = String.fromCodePoint(code);
    reader.at += one.length;
    return { text: /[[\]\\^&~-]/.test(one) ? `\\${one}` : one, code };
  }
  const text = readEscape(reader, 'inside');
  return { text, code: /^\\[dDwWsS]$/.test(text) ? null : codeOf(text) };
}

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

function codeOf(escaped: string): number {
  const hex = /^\\x\{([0-9a-f]+)\}$/.exec(escaped)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  const last = escaped.slice(-1);
  return (
    (escaped.length === 2 ? CONTROL[last] : undefined) ?? escaped.codePointAt(escaped.startsWith('\\') ? 1 : 0) ?? 0
  );
}
