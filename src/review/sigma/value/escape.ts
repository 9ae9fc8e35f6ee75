import type { ExpressionReader } from './expression-reader.ts';

const SAME = new Set([...'dDwWsStnrfv']);
const HEX = /\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4}))/y;

/**
 * Reads a backslash and what it stands before.
 * @param place inside a class, `\b` and anchors have no meaning.
 */
export function readEscape(reader: ExpressionReader, place: 'inside' | 'outside'): string {
  const next = reader.source[reader.at + 1];
  if (next === undefined) throw reader.refuse('it ends in a backslash');
  HEX.lastIndex = reader.at;
  const hex = HEX.exec(reader.source);
  if (hex !== null) return hexEscape(reader, hex);
  reader.at += 2;
  if (SAME.has(next)) return `\\${next}`;
  if (place === 'outside' && 'bBA'.includes(next)) return `\\${next}`;
  if (place === 'outside' && /[zZ]/.test(next)) return '\\z';
  if (/[A-Za-z0-9]/.test(next))
    throw reader.refuse(`\\${next} is a back reference, or no escape that linear engines share`);
  return /[!-/:-@[-^`{-~]/.test(next) ? `\\${next}` : next;
}

function hexEscape(reader: ExpressionReader, match: RegExpExecArray): string {
  const code = Number.parseInt(match[1] ?? match[2] ?? match[3] ?? '', 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code === 0)
    throw reader.refuse('an escape of no character');
  reader.at += match[0].length;
  return `\\x{${code.toString(16)}}`;
}
