import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import { readStrings } from './read-strings.ts';
import { readStyles } from './read-styles.ts';
import { SheetComments } from './sheet-comments.ts';
import { SheetLines } from './sheet-lines.ts';
import { SheetReader } from './sheet-reader.ts';
import { type CellTables, readWorkbook, type SheetEntry } from './workbook.ts';

/** Parts of a sheet that hold text of it, and what they are told as. */
const OF_SHEET: readonly (readonly [kind: string, what: string])[] = [['drawing', 'drawing']];

/** Reads a workbook (SpreadsheetML, ECMA-376 part 1 §18): its sheets in their order, each with comments and drawings, then its names. */
export function readSheets(reading: Reading, main: string): void {
  const workbook = readWorkbook(reading, main);
  const tables: CellTables = {
    strings: readStrings(reading, related(reading, main, 'sharedStrings')),
    formats: readStyles(reading, related(reading, main, 'styles')),
    is1904: workbook.is1904,
  };
  const persons = readPersons(reading, main);
  for (const sheet of allSheets(reading, workbook.sheets)) readSheet(reading, sheet, tables, persons);
  for (const { name, formula } of workbook.names) {
    if (!/["']|:\/\//.test(formula) && formula.includes('!')) continue;
    reading.out.mark('defined names');
    reading.out.line(`${name}: ${formula}`, true);
  }
}

/** A part by its relationship, else by the name every program gives it. */
function related(reading: Reading, main: string, kind: string): PackagePart | null {
  return reading.related(main, kind) ?? reading.office.find(`xl/${kind}.xml`);
}

/** The sheets that the workbook lists, and after them any it does not. */
function allSheets(reading: Reading, listed: readonly SheetEntry[]): readonly SheetEntry[] {
  const known = new Set(listed.map(({ part }) => part));
  const others = reading.office.parts
    .filter((part) => /(?:^|\/)(?:worksheets|chartsheets|dialogsheets|macrosheets)\/[^/]+\.xml$/i.test(part.name))
    .filter((part) => !known.has(part))
    .map((part) => ({ name: part.name.slice(part.name.lastIndexOf('/') + 1), isHidden: false, part }));
  return [...listed, ...others];
}

function readSheet(
  reading: Reading,
  { name, isHidden, part }: SheetEntry,
  tables: CellTables,
  persons: ReadonlyMap<string, string>,
): void {
  const lines = new SheetLines(reading.out, name, isHidden);
  reading.xml(part, new SheetReader(lines, tables, reading.linksOf(part.name), reading.told));
  lines.endRow();
  for (const kind of ['comments', 'threadedComment'])
    for (const comments of reading.allRelated(part.name, kind))
      reading.xml(comments, new SheetComments(lines, persons));
  for (const [kind, what] of OF_SHEET)
    for (const drawing of reading.allRelated(part.name, kind)) {
      reading.markupIn(drawing, `${lines.name}, ${what}`, isHidden);
      for (const chart of reading.allRelated(drawing.name, 'chart'))
        reading.markupIn(chart, `${lines.name}, chart`, isHidden);
    }
}

/** Names of those who comment, by id ([MS-XLSX] §2.6.209). */
function readPersons(reading: Reading, main: string): ReadonlyMap<string, string> {
  const persons = new Map<string, string>();
  for (const part of reading.allRelated(main, 'person')) {
    reading.xml(part, {
      open: (name, tag) => {
        const [id, person] = [tag.get('id'), tag.get('displayName')];
        if (name === 'person' && id !== null && person !== null) persons.set(id, person);
      },
      close: () => {},
      text: () => {},
    });
  }
  return persons;
}
