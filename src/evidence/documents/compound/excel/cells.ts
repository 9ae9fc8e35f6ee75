import { f64, u8, u16, u32 } from '../bounded-number.ts';
import { numberText, rkNumber } from './cell-number.ts';
import { ContinuedText } from './continued-text.ts';
import { formulaTexts } from './formula-texts.ts';
import { type BiffRecord, RECORD } from './records.ts';
import { longText, shortText } from './short-text.ts';
import type { WorkbookGlobals } from './workbook-globals.ts';

/** A cell that holds something. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Whether its text follows in a record of its own. */
  readonly isPending: boolean;
}

const IS_NO_NUMBER = 0xffff;
/** The data of a chart made by Microsoft Graph: cells with a short format ([MS-OGRAPH] §2.3). */
const GRAPH_VALUE_AT = 7;
const TEXT_FOLLOWS = 0;
const BOOLEAN = 1;
const ERROR = 2;

/** Words for errors ([MS-XLS] §2.5.10). */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

/** The cells of a record; none where it holds no cell with a content ([MS-XLS] §2.3.2). */
export function cellsOf({ type, data }: BiffRecord, globals: WorkbookGlobals): readonly Cell[] {
  const one = (text: string, isPending = false): readonly Cell[] => [
    { row: u16(data, 0), column: u16(data, 2), text, isPending },
  ];
  const number = (value: number, format: number) => numberText(value, globals.kindOf(format), globals.is1904);
  if (data.length < 6) return [];
  switch (type) {
    case RECORD.sharedLabel:
      return one(globals.strings[u32(data, 6)] ?? '');
    case RECORD.label:
    case RECORD.richLabel:
      return one(longText(data, 6, globals.form).text);
    case RECORD.number:
      return one(number(f64(data, 6), u16(data, 4)));
    case RECORD.graphNumber:
      return one(String(f64(data, GRAPH_VALUE_AT)));
    case RECORD.graphLabel:
      return one(shortText(data, GRAPH_VALUE_AT, globals.form).text);
    case RECORD.rk:
      return one(number(rkNumber(u32(data, 6)), u16(data, 4)));
    case RECORD.manyRk:
      return manyRk(data, number);
    case RECORD.boolean:
      return one(u8(data, 7) === 1 ? errorText(u8(data, 6)) : booleanText(u8(data, 6)));
    case RECORD.formula:
    case RECORD.oldFormula:
      return formulaCell(data, globals, one, number);
    default:
      return [];
  }
}

function manyRk(data: Buffer, number: (value: number, format: number) => string): readonly Cell[] {
  const [row, first] = [u16(data, 0), u16(data, 2)];
  return Array.from({ length: Math.max(0, Math.floor((data.length - 6) / 6)) }, (_, index) => {
    const at = 4 + index * 6;
    const text = number(rkNumber(u32(data, at + 2)), u16(data, at));
    return { row, column: first + index, text, isPending: false };
  });
}

/** A formula's last result, and behind it the texts that stand in the formula itself ([MS-XLS] §2.4.127). */
function formulaCell(
  data: Buffer,
  { form }: WorkbookGlobals,
  one: (text: string, isPending?: boolean) => readonly Cell[],
  number: (value: number, format: number) => string,
): readonly Cell[] {
  const tokens = data.subarray(22, 22 + u16(data, 20));
  const texts = formulaTexts(tokens, form).map((text) => ` ="${text}"`);
  const constants = texts.join('');
  if (u16(data, 12) !== IS_NO_NUMBER) return one(number(f64(data, 6), u16(data, 4)) + constants);
  switch (u8(data, 6)) {
    case TEXT_FOLLOWS:
      return one(constants, true);
    case BOOLEAN:
      return one(booleanText(u8(data, 8)) + constants);
    case ERROR:
      return one(errorText(u8(data, 8)) + constants);
    default:
      return one(constants.trimStart());
  }
}

/** A formula's result where it is a text ([MS-XLS] §2.4.268). */
export function formulaResult({ data, continued }: BiffRecord, { form }: WorkbookGlobals): string {
  if (!form.isUnicode) return longText(data, 0, form).text;
  return new ContinuedText([data, ...continued], 3).characters(u16(data, 0), u8(data, 2));
}

const booleanText = (value: number) => (value === 0 ? 'FALSE' : 'TRUE');
const errorText = (value: number) => ERRORS.get(value) ?? '#ERROR';
