import { type Columns, columnsUnder, readAligned } from './aligned.ts';
import { type Cell, readRecord, type Separator } from './record.ts';
import type { TablePack, TableRule } from './table-pack.ts';

/** A table's columns by what they hold. */
export interface Heading {
  /** What parts its cells: a sign between them, or the places at which they begin. */
  readonly parted: Separator | Columns;
  readonly width: number;
  readonly secrets: readonly { readonly column: number; readonly rule: TableRule }[];
  readonly principal: number | null;
  readonly host: number | null;
}

const SEPARATORS: readonly Separator[] = ['\t', '|', ';', ','];
const LONGEST_CELL = 40;
const MOST_WORDS = 4;
/** A heading names; a cell with a verb's company or closing punctuation is part of a sentence. */
const NAME = /^[\p{L}\p{N} _./()[\]#*&'’-]{0,40}$/u;
const SENTENCE =
  /(?:^|\s)(?:the|your|my|our|please|is|are|was|and|ihr|ihre|das|bitte|le|votre|el|su|la)(?:\s|$)|[.!?]$/i;
/** Short words count only when they stand alone: `pw`, not `...pw`. */
const LONG_NAME = 6;

/**
 * Reads a line as a table's headings; null where it is none, or names no credential.
 * @param below the line under it
 */
export function headingOf(line: string, below: string, pack: TablePack): Heading | null {
  const columns = columnsUnder(below);
  const cells = columns === null ? undefined : readAligned(line, 0, columns)?.cells;
  const aligned = columns === null || cells === undefined ? null : headingIn(cells, columns, pack);
  return aligned ?? separatedHeading(line, pack);
}

function separatedHeading(line: string, pack: TablePack): Heading | null {
  for (const separator of SEPARATORS) {
    const cells = line.includes(separator) ? readRecord(line, 0, separator)?.cells : undefined;
    const heading = cells === undefined ? null : headingIn(cells, separator, pack);
    if (heading !== null) return heading;
  }
  return null;
}

function headingIn(cells: readonly Cell[], parted: Heading['parted'], pack: TablePack): Heading | null {
  if (cells.length < 2 || !cells.every(isName)) return null;
  const words = cells.map(({ value }) => wordsOf(value));
  const secrets = words.flatMap((each, column) => {
    const rule = pack.secrets.find(({ columns }) => columns.some((name) => endsWith(each, name)));
    return rule === undefined ? [] : [{ column, rule }];
  });
  if (secrets.length === 0) return null;
  const others = words.map((each, column) => (secrets.some((one) => one.column === column) ? [] : each));
  const principal = columnNamed(others, pack.principals);
  return { parted, width: cells.length, secrets, principal, host: columnNamed(others, pack.hosts) };
}

function isName({ value }: Cell): boolean {
  return (
    value.length <= LONGEST_CELL && NAME.test(value) && !SENTENCE.test(value) && wordsOf(value).length <= MOST_WORDS
  );
}

/** `TempPasswd`, `TEMP_PASSWD` and `Temp passwd 2 (new)` are the words temp and passwd. */
function wordsOf(heading: string): readonly string[] {
  return heading
    .normalize('NFC')
    .replace(/\([^)]{0,40}\)|\[[^\]]{0,40}\]/g, ' ')
    .replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$2 ')
    .toLowerCase()
    .split(/[^\p{L}]{1,40}/u)
    .filter((word) => word !== '');
}

function endsWith(words: readonly string[], name: string): boolean {
  const wanted = name.split(' ');
  const tail = words.slice(-wanted.length);
  if (tail.join(' ') === name) return true;
  return name.length >= LONG_NAME && words.join('').endsWith(wanted.join(''));
}

/** The column whose heading ends in the name listed first. */
function columnNamed(columns: readonly (readonly string[])[], names: readonly string[]): number | null {
  for (const name of names) {
    const column = columns.findIndex((words) => endsWith(words, name));
    if (column >= 0) return column;
  }
  return null;
}
