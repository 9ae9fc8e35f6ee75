import type { LandmarkedText } from '../../landmarked-text.ts';
import { u8, u16 } from '../bounded-number.ts';
import { cellName } from './cell-name.ts';
import { ContinuedText } from './continued-text.ts';
import { linkCell, linkTexts } from './link-texts.ts';
import { type BiffRecord, RECORD } from './records.ts';
import { longText, shortText, type TextForm } from './short-text.ts';

/** A text of a sheet outside of its cells. */
interface Remark {
  readonly landmark: string;
  readonly text: string;
}

/** A comment before its text is known, which stands with the object it is shown in. */
interface Note {
  readonly cell: string;
  readonly author: string;
  readonly object: number;
}

const OBJECT_NUMBER_AT = 6;

/** Codes of fonts, sizes and what the program fills in ([MS-XLS] 2.4.136, Header). */
const PAGE_CODES = /&(?:"[^"]{0,200}"|K[0-9A-F]{6}|\d{1,3}|[LCRPNDTGZFASBIUEOHXY+-])/g;

/** Comments, text boxes, links, headers, titles of charts and queries of one sheet. */
export class SheetRemarks {
  readonly #sheet: string;
  readonly #form: TextForm;
  readonly #remarks: Remark[] = [];
  readonly #notes: Note[] = [];
  readonly #objectTexts = new Map<number, string>();
  #object = 0;

  constructor(sheet: string, form: TextForm) {
    this.#sheet = sheet;
    this.#form = form;
  }

  add(record: BiffRecord): void {
    const { type, data } = record;
    const isUnicode = this.#form.isUnicode;
    switch (type) {
      case RECORD.header:
        this.#say('header', this.#headerText(data));
        return;
      case RECORD.footer:
        this.#say('footer', this.#headerText(data));
        return;
      case RECORD.object:
        this.#object = isUnicode ? u16(data, OBJECT_NUMBER_AT) : 0;
        return;
      case RECORD.textObject:
        this.#addObjectText(record);
        return;
      case RECORD.note:
        this.#addNote(data);
        return;
      case RECORD.link:
        this.#say(`${cellName(...linkCell(data))}, link`, linkTexts(data).join('\n'));
        return;
      case RECORD.queryText:
        this.#say('data connection', isUnicode ? longText(data, 0, this.#form).text : '');
        return;
      case RECORD.seriesText:
        this.#say('chart', shortText(data, 2, this.#form).text);
        return;
      default:
    }
  }

  /** Writes all of them, comments first, each at its landmark. */
  write(text: LandmarkedText): void {
    for (const { cell, author, object } of this.#notes) {
      const words = this.#objectTexts.get(object) ?? '';
      this.#objectTexts.delete(object);
      const isSigned = author === '' || words.startsWith(`${author}:`);
      this.#say(`${cell}, comment`, isSigned ? words : `${author}: ${words}`);
    }
    for (const words of this.#objectTexts.values()) this.#say('text box', words);
    for (const remark of this.#remarks) {
      text.mark(remark.landmark);
      if (!text.line(remark.text)) return;
    }
  }

  #say(place: string, text: string): void {
    if (text.trim() === '') return;
    const joint = /^[A-Z]+\d/.test(place) ? '!' : ', ';
    this.#remarks.push({ landmark: `${this.#sheet}${joint}${place}`, text: text.replace(/\r\n?/g, '\n') });
  }

  #headerText(data: Buffer): string {
    if (data.length === 0) return '';
    return (this.#form.isUnicode ? longText : shortText)(data, 0, this.#form).text.replace(PAGE_CODES, ' ').trim();
  }

  #addObjectText({ data, continued }: BiffRecord): void {
    const [first] = continued;
    if (!this.#form.isUnicode || first === undefined) return;
    const text = new ContinuedText(continued, 1).characters(u16(data, 10), u8(first, 0));
    if (text !== '') this.#objectTexts.set(this.#object === 0 ? -1 - this.#objectTexts.size : this.#object, text);
  }

  #addNote(data: Buffer): void {
    const cell = cellName(u16(data, 0), u16(data, 2));
    if (!this.#form.isUnicode) {
      this.#say(`${cell}, comment`, longText(data, 4, this.#form).text);
      return;
    }
    this.#notes.push({ cell, author: longText(data, 8, this.#form).text.trim(), object: u16(data, 6) });
  }
}
