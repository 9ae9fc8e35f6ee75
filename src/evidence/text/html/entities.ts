import { Parser } from 'htmlparser2';
import { windows1252 } from './numeric-entity.ts';

/** An entity read: what it stands for, and the index past it. */
export interface Entity {
  readonly text: string;
  readonly end: number;
}

/** Longest name in HTML's table, "CounterClockwiseContourIntegral". */
const NAME_BYTES = 32;
const NAMED = /^&([A-Za-z][A-Za-z0-9]{1,31})(;?)/;
const NUMERIC = /^&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,10}));?/;

const COMMON: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  shy: '\u00AD',
  zwnj: '\u200C',
};

/**
 * Reads the character reference that begins at `at`, an ampersand (HTML Living Standard §13.2.5.72).
 * @param inAttribute There a name without its semicolon is left alone: it is a URL's parameter more often than an entity.
 * @returns null where there is none and the ampersand stands for itself.
 */
export function readEntity(bytes: Buffer, at: number, end: number, inAttribute: boolean): Entity | null {
  const text = bytes.toString('latin1', at, Math.min(end, at + NAME_BYTES + 2));
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const code = numeric[1] === undefined ? Number.parseInt(numeric[2] ?? '', 10) : Number.parseInt(numeric[1], 16);
    return { text: windows1252(code), end: at + numeric[0].length };
  }
  const named = NAMED.exec(text);
  if (named === null || (inAttribute && named[2] === '')) return null;
  return lookUp(named[0], named[1] ?? '', named[2] === ';', at);
}

function lookUp(written: string, name: string, isClosed: boolean, at: number): Entity | null {
  const common = isClosed ? COMMON[name] : undefined;
  if (common !== undefined) return { text: common, end: at + written.length };
  const decoded = decodedByTable(written);
  // Where only the name's beginning is an entity ("&notit" is "¬it"), the rest stands as written.
  return decoded === written ? null : { text: decoded, end: at + written.length };
}

const decodedNames = new Map<string, string>();
const MOST_NAMES = 4096;

/** The whole table of names is htmlparser2's; each name is asked once. */
function decodedByTable(written: string): string {
  const known = decodedNames.get(written);
  if (known !== undefined) return known;
  let decoded = '';
  const parser = new Parser({ ontext: (text) => (decoded += text) }, { decodeEntities: true });
  parser.end(written);
  if (decodedNames.size < MOST_NAMES) decodedNames.set(written, decoded);
  return decoded;
}
