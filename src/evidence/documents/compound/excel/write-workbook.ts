import type { Shortfall } from '../../../shortfall.ts';
import { TOO_LONG } from '../../../text/member-budget.ts';
import { u16 } from '../bounded-number.ts';
import type { Findings } from '../findings.ts';
import { writeStrings } from '../strings.ts';
import { cellsOf, formulaResult } from './cells.ts';
import { type BiffRecord, biffRecords, RECORD } from './records.ts';
import { SheetRemarks } from './sheet-remarks.ts';
import { type LandmarkCount, SheetRows } from './sheet-rows.ts';
import { WorkbookGlobals } from './workbook-globals.ts';

const CUT: Shortfall = {
  reason: 'damaged',
  detail:
    'The records of this workbook end before its last sheet does; what is there was read. Ask its sender for another copy.',
};

const NO_WORKBOOK: Shortfall = {
  reason: 'damaged',
  detail: 'This workbook does not begin as one of Excel 5 to 2003 does, and was not read; open it by hand.',
};

/** Kinds of a workbook's parts ([MS-XLS] §2.4.21). */
const GLOBALS = 5;
const OLDEST_VERSION = 0x0500;
/** Parts in parts are charts in sheets. */
const MOST_DEPTH = 16;

/** Writes all sheets of a workbook, decrypted, in the order in which they stand, hidden ones too, and what the workbook says beside them. */
export function writeWorkbook(stream: Buffer, findings: Findings): void {
  if (u16(stream, 0) !== RECORD.bof || u16(stream, 4) < OLDEST_VERSION) {
    findings.lost(NO_WORKBOOK);
    return;
  }
  const workbook = new Workbook(findings, u16(stream, 4));
  for (const record of biffRecords(stream)) if (!workbook.add(record)) break;
  workbook.finish();
}

class Workbook {
  readonly #findings: Findings;
  readonly #globals: WorkbookGlobals;
  readonly #landmarks: LandmarkCount = { count: 0 };
  /** Kinds of the parts that are open, outermost first. */
  readonly #open: number[] = [];
  #sheets = 0;
  #rows: SheetRows | null = null;
  #remarks: SheetRemarks | null = null;

  constructor(findings: Findings, version: number) {
    this.#findings = findings;
    this.#globals = new WorkbookGlobals(version);
  }

  /** Takes a record; false once there is no room for more. */
  add(record: BiffRecord): boolean {
    if (record.type === RECORD.bof) this.#begin(record);
    else if (record.type === RECORD.eof) this.#end();
    else if (this.#rows === null) this.#addGlobal(record);
    else this.#addToSheet(record, this.#rows);
    return !this.#findings.text.isFull;
  }

  finish(): void {
    const { text } = this.#findings;
    if (this.#open.length > 0 && !text.isFull) this.#findings.lost(CUT);
    if (this.#globals.hasTooMany) this.#findings.lost(TOO_LONG);
    this.#endSheet();
    for (const { landmark, text: remark } of this.#globals.remarks) {
      text.mark(landmark);
      text.line(remark);
    }
  }

  #begin({ at, data }: BiffRecord): void {
    const kind = u16(data, 2);
    if (this.#open.length < MOST_DEPTH) this.#open.push(kind);
    if (this.#open.length > 1 || kind === GLOBALS) return;
    this.#sheets += 1;
    const listed = this.#globals.sheets.get(at);
    const name = listed?.name || `sheet ${this.#sheets}`;
    const isHidden = listed?.isHidden ?? false;
    const { text } = this.#findings;
    text.mark(name);
    if (isHidden) text.hiddenLine(name);
    else text.line(name);
    this.#rows = new SheetRows(text, name, isHidden, this.#landmarks);
    this.#remarks = new SheetRemarks(name, this.#globals.form);
  }

  #end(): void {
    this.#open.pop();
    if (this.#open.length === 0) this.#endSheet();
  }

  #endSheet(): void {
    this.#rows?.endRow();
    this.#remarks?.write(this.#findings.text);
    this.#rows = null;
    this.#remarks = null;
  }

  #addGlobal(record: BiffRecord): void {
    if (record.type === RECORD.connection) this.#addConnection(record);
    else this.#globals.add(record);
  }

  #addToSheet(record: BiffRecord, rows: SheetRows): void {
    if (record.type === RECORD.string) rows.complete(formulaResult(record, this.#globals));
    else if (record.type === RECORD.connection) this.#addConnection(record);
    else this.#remarks?.add(record);
    // The cells of a chart are copies of its sheet's.
    if (this.#open.length <= 1) for (const cell of cellsOf(record, this.#globals)) rows.add(cell);
  }

  #addConnection({ data, continued }: BiffRecord): void {
    writeStrings(this.#findings.text, Buffer.concat([data, ...continued]), 'data connection', 8);
  }
}
