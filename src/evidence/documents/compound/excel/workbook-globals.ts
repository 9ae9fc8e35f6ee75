import { codePageCharset } from '../../../decode/code-page.ts';
import { u8, u16, u32 } from '../bounded-number.ts';
import { builtInKind, formatKind, type NumberKind } from './cell-number.ts';
import { ContinuedText } from './continued-text.ts';
import { formulaTexts } from './formula-texts.ts';
import { type BiffRecord, RECORD } from './records.ts';
import { charactersAt, longText, shortText, type TextForm } from './short-text.ts';

/** A sheet as the workbook lists it ([MS-XLS] §2.4.28). */
export interface ListedSheet {
  readonly name: string;
  readonly isHidden: boolean;
}

/** Excel 97 and newer, and Graph of that time. */
const MODERN_VERSION = 0x0600;
const IS_BUILT_IN = 0x20;
const MOST_FORMATS = 65_536;
/** Texts that cells share, each of which costs memory; a sheet has 16,777,216 cells. */
const MOST_STRINGS = 2 ** 22;

/** What a workbook's first part says for all its sheets ([MS-XLS] §2.1.7.20.3). */
export class WorkbookGlobals {
  form: TextForm;
  is1904 = false;
  /** Whether there are more texts than are kept. */
  hasTooMany = false;
  readonly strings: string[] = [];
  /** By where their parts begin in the stream. */
  readonly sheets = new Map<number, ListedSheet>();
  /** Names that stand for cells or texts, other workbooks, data connections, who wrote it; each with a landmark. */
  readonly remarks: { readonly landmark: string; readonly text: string }[] = [];
  readonly #formats = new Map<number, NumberKind>();
  readonly #cellFormats: number[] = [];

  constructor(version: number) {
    this.form = { isUnicode: version >= MODERN_VERSION, charset: 'windows-1252' };
  }

  /** What a cell's format makes of its number. */
  kindOf(cellFormat: number): NumberKind {
    const format = this.#cellFormats[cellFormat] ?? 0;
    return this.#formats.get(format) ?? builtInKind(format);
  }

  add(record: BiffRecord): void {
    const { type, data } = record;
    switch (type) {
      case RECORD.codePage:
        if (!this.form.isUnicode) this.form = { isUnicode: false, charset: narrowCharset(u16(data, 0)) };
        return;
      case RECORD.dateMode:
        this.is1904 = u16(data, 0) === 1;
        return;
      case RECORD.sheet: {
        const { text } = shortText(data, 6, this.form);
        this.sheets.set(u32(data, 0), { name: text, isHidden: (u8(data, 4) & 3) !== 0 });
        return;
      }
      case RECORD.strings:
        this.#addStrings(record);
        return;
      case RECORD.format:
      case RECORD.oldFormat:
        this.#formats.set(
          u16(data, 0),
          formatKind((this.form.isUnicode ? longText : shortText)(data, 2, this.form).text),
        );
        return;
      case RECORD.cellFormat:
        if (this.#cellFormats.length < MOST_FORMATS) this.#cellFormats.push(u16(data, 2));
        return;
      default:
        this.#remark(type, data);
    }
  }

  #addStrings({ data, continued }: BiffRecord): void {
    const text = new ContinuedText([data, ...continued], 8);
    for (let next = text.richString(); next !== null; next = text.richString()) {
      this.hasTooMany ||= this.strings.length >= MOST_STRINGS;
      if (this.hasTooMany) return;
      this.strings.push(next);
    }
  }

  #remark(type: number, data: Buffer): void {
    const say = (landmark: string, text: string) => {
      if (text.trim() !== '') this.remarks.push({ landmark, text });
    };
    if (type === RECORD.name) say('defined names', this.#nameLine(data));
    else if (type === RECORD.externalBook && data.length > 4)
      say('external workbooks', pathOf(longText(data, 2, this.form).text));
    else if (type === RECORD.writer && this.form.isUnicode)
      say('last written by', longText(data, 0, this.form).text.trim());
    else if (type === RECORD.queryText && this.form.isUnicode)
      say('data connections', longText(data, 0, this.form).text);
  }

  #nameLine(data: Buffer): string {
    if ((u16(data, 0) & IS_BUILT_IN) !== 0) return '';
    const { text, next } = charactersAt(data, 14, u8(data, 3), this.form);
    const texts = formulaTexts(data.subarray(next, next + u16(data, 4)), this.form);
    return [text, ...texts.map((one) => `="${one}"`)].join(' ');
  }
}

/** Charset of texts that are not in Unicode. */
function narrowCharset(codePage: number): string {
  const charset = codePageCharset(codePage) ?? '';
  return charset === '' || charset.startsWith('utf-16') ? 'windows-1252' : charset;
}

/** A path whose steps are control characters ([MS-XLS] §2.5.277). */
function pathOf(virtual: string): string {
  return virtual.replace(/^[\x01\x02]+/, '').replace(/[\x00-\x08]/g, '\\');
}
