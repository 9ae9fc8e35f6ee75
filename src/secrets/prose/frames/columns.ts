import type { CredentialWords } from '../language-pack.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { firstFrom, marksWithin, type Scene } from '../scene.ts';
import type { Stretch } from '../sentences.ts';
import type { CredentialMark } from '../subject-view.ts';

/** How the cells of a line are told apart. */
type Separator = '|' | '｜' | '\t' | ';' | ',' | 'gap';
const SEPARATORS: readonly Separator[] = ['|', '｜', '\t', ';', ',', 'gap'];
const MOST_ROWS = 500;
const LONGEST_HEADING = 40;

interface Heading {
  readonly separator: Separator;
  readonly cells: number;
  readonly column: number;
  readonly account: number | null;
  readonly words: CredentialWords;
}

/** Cells under a heading that is a credential word: pipes, tabs, commas, semicolons, or columns of two spaces or more. */
export function columnProposals(scene: Scene): readonly Proposal[] {
  const { lines } = scene.reading;
  const found: Proposal[] = [];
  if (scene.credentials.length === 0) return found;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const headings = line ? headingsOf(scene, line) : [];
    if (headings.length === 0 || isRow(scene, lines[index - 1], headings[0])) continue;
    const rows = rowsBelow(scene, index, headings[0]);
    for (const row of rows) for (const heading of headings) found.push(...cellOf(scene, row, heading));
    index += rows.length;
  }
  return found;
}

function headingsOf(scene: Scene, line: ReadingLine): readonly Heading[] {
  const begin = firstFrom(scene.credentials, line.start);
  if ((scene.credentials[begin]?.start ?? Infinity) >= line.end || line.end - line.start > 2000) return [];
  for (const separator of SEPARATORS) {
    const cells = cellsOf(scene, line, separator);
    if (cells.length < 2 || cells.length > 40 || cells.filter((cell) => cell.end > cell.start).length < 2) continue;
    const account = cells.findIndex((cell) => marksWithin(scene, 'principal', cell.start, cell.end).length > 0);
    const headings = cells.flatMap((cell, column) => {
      const mark = headingMark(scene, cell);
      return mark
        ? [{ separator, cells: cells.length, column, account: account < 0 ? null : account, words: mark.words }]
        : [];
    });
    if (headings.length > 0 && cells.every((cell) => cell.end - cell.start <= LONGEST_HEADING)) return headings;
  }
  return [];
}

/** A line with the same cells above it: what follows is no heading but another row. A sentence above is none. */
function isRow(scene: Scene, above: ReadingLine | undefined, heading: Heading | undefined): boolean {
  if (!above || !heading || /[.:!?]\s*$/.test(scene.reading.text.slice(above.start, above.end))) return false;
  const cells = cellsOf(scene, above, heading.separator);
  return cells.length === heading.cells && cells.every((cell) => cell.end - cell.start <= LONGEST_HEADING);
}

/** What follows it in the cell only describes it, as in languages whose nouns come first. */
function describes({ reading, language }: Scene, mark: CredentialMark, cell: Stretch): boolean {
  const rest = reading.fold.slice(mark.end, cell.end).trim().split(/\s+/);
  const { fillers, determiners, knownAccounts } = language;
  return (
    mark.start === cell.start &&
    rest.every((word) => fillers.has(word) || determiners.has(word) || knownAccounts.has(word))
  );
}

/** Most words before the credential word in the cell that it heads. */
const MOST_BEFORE = 2;

/** The credential word that ends a heading cell, or begins it. */
function headingMark(scene: Scene, cell: Stretch): CredentialMark | null {
  const { text } = scene.reading;
  if (/[:=]/.test(text.slice(cell.start, cell.end))) return null;
  const mark = scene.credentials[firstFrom(scene.credentials, cell.start)];
  if (!mark || mark.start >= cell.end) return null;
  const before = text.slice(cell.start, mark.start).trim().split(/\s+/);
  if (before.length > MOST_BEFORE) return null;
  return mark.end === cell.end || describes(scene, mark, cell) ? mark : null;
}

function rowsBelow(scene: Scene, index: number, heading: Heading | undefined): readonly (readonly Stretch[])[] {
  const rows: (readonly Stretch[])[] = [];
  if (!heading) return rows;
  for (let next = index + 1; next < scene.reading.lines.length && rows.length < MOST_ROWS; next++) {
    const line = scene.reading.lines[next];
    const cells = line && line.end - line.start <= 4000 ? cellsOf(scene, line, heading.separator) : [];
    if (cells.length !== heading.cells) break;
    rows.push(cells);
  }
  return rows;
}

function cellOf(scene: Scene, row: readonly Stretch[], heading: Heading): readonly Proposal[] {
  const cell = row[heading.column];
  if (!cell || cell.end <= cell.start) return [];
  const account = heading.account === null ? undefined : row[heading.account];
  const principal =
    account && account.end > account.start ? scene.reading.text.slice(account.start, account.end) : null;
  const slot = { ...cell, style: 'bare' as const, after: cell.end };
  return [{ slot, frame: 'column', words: heading.words, tie: 'direct', extra: [], principal }];
}

/** The cells of a line, trimmed; empty ones between separators count, outer pipes do not. */
function cellsOf(scene: Scene, line: ReadingLine, separator: Separator): readonly Stretch[] {
  const { text } = scene.reading;
  const cells: Stretch[] = [];
  let start = line.start;
  for (let at = line.start; at <= line.end; at++) {
    const width = at === line.end ? 1 : separatorWidth(text, at, line, separator);
    if (width === 0) continue;
    cells.push(trimmedCell(text, start, at));
    start = at + width;
    at = start - 1;
  }
  const outer = separator === '|' || separator === 'gap' ? withoutOuterBlanks(cells) : cells;
  return outer;
}

function separatorWidth(text: string, at: number, line: ReadingLine, separator: Separator): number {
  if (separator !== 'gap') return text[at] === separator ? 1 : 0;
  let end = at;
  while (end < line.end && text[end] === ' ') end++;
  return end - at >= 2 ? end - at : 0;
}

function trimmedCell(text: string, start: number, end: number): Stretch {
  let from = start;
  let to = end;
  while (from < to && /[\s"'*]/.test(text[from] ?? '')) from++;
  while (to > from && /[\s"'*]/.test(text[to - 1] ?? '')) to--;
  return { start: from, end: to };
}

function withoutOuterBlanks(cells: readonly Stretch[]): readonly Stretch[] {
  const blank = (cell: Stretch | undefined) => cell !== undefined && cell.end <= cell.start;
  return cells.slice(blank(cells[0]) ? 1 : 0, blank(cells.at(-1)) ? -1 : undefined);
}
