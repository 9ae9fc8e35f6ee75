import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import type { NumberFormat } from './cell-value.ts';

/** A sheet as its workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: PackagePart;
}

/** A name for a range, a value or a formula. */
export interface DefinedName {
  readonly name: string;
  readonly formula: string;
}

/** What a workbook says of its sheets (ECMA-376 part 1 §18.2). */
export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  readonly names: readonly DefinedName[];
  /** Whether days are counted from 1904. */
  readonly is1904: boolean;
}

/** What cells refer to by number. */
export interface CellTables {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
}

/** Reads a workbook's list of sheets and of names. */
export function readWorkbook(reading: Reading, main: string): Workbook {
  const links = reading.linksOf(main);
  const sheets: SheetEntry[] = [];
  const names: DefinedName[] = [];
  let is1904 = false;
  let defined: string | null = null;
  let formula = '';
  reading.xml(reading.office.find(main), {
    open: (name, tag) => {
      if (name === 'workbookPr') is1904 = tag.flag('date1904') ?? false;
      else if (name === 'definedName') [defined, formula] = [tag.get('name') ?? '', ''];
      else if (name === 'sheet') {
        const part = reading.office.find(links.get(tag.prefixed('id') ?? '')?.target ?? '');
        const isHidden = /hidden/i.test(tag.get('state') ?? '');
        if (part !== null) sheets.push({ name: tag.get('name') ?? '', isHidden, part });
      }
    },
    close: (name) => {
      if (name === 'definedName' && defined !== null) names.push({ name: defined, formula });
      if (name === 'definedName') defined = null;
    },
    text: (text) => {
      if (defined !== null) formula += text;
    },
  });
  return { sheets, names, is1904 };
}
