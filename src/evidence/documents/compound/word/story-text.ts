import type { LandmarkedText } from '../../landmarked-text.ts';

/** Fields nested deeper, and codes that are longer, are hostile. */
const MOST_FIELDS = 64;
const MOST_CODE = 65_536;

/** Codes of fields that number and place, and hold no text of anybody. */
const LAYOUT = /^\s*(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES|TOC|SEQ|NOTEREF)\b/i;

/**
 * Brings the characters of a story to text ([MS-DOC] §2.8.25): cells are parted by tabs, rows and paragraphs by line ends. What a field shows stays
 * in its place; what it is made of, as a link's target, stands hidden on a line after its paragraph.
 */
export class StoryText {
  readonly #text: LandmarkedText;
  readonly #name: string | null;
  readonly #fields: { code: string; isShown: boolean }[] = [];
  readonly #codes: string[] = [];
  #paragraph = 0;
  #line = '';
  #isAfterCell = false;
  #isBegun = false;

  /** @param name The landmark of the whole story; null where each paragraph has one. */
  constructor(text: LandmarkedText, name: string | null) {
    this.#text = text;
    this.#name = name;
  }

  /** Takes characters; false once the text has no room for more. */
  add(characters: string): boolean {
    for (const run of characters.match(RUNS) ?? []) {
      if (run.length > 1 || run > '\x1f') this.#letters(run);
      else this.#control(run.charCodeAt(0));
    }
    return !this.#text.isFull;
  }

  /** Writes what is left; a story ends with the end of a paragraph, unless it was cut. */
  finish(): void {
    while (this.#fields.length > 0) this.#endField();
    if (this.#line !== '' || this.#codes.length > 0) this.#endParagraph();
  }

  #letters(run: string): void {
    this.#isAfterCell = false;
    this.#put(run);
    if (this.#line.length > MOST_CODE) this.#flush();
  }

  #control(code: number): void {
    const isAfterCell = this.#isAfterCell;
    this.#isAfterCell = false;
    switch (code) {
      case 0x07:
        if (isAfterCell) {
          this.#endRow();
          return;
        }
        this.#isAfterCell = true;
        this.#put('\t');
        return;
      case 0x09:
        this.#put('\t');
        return;
      case 0x0a:
      case 0x0b:
        this.#put('\n');
        return;
      case 0x0c:
      case 0x0d:
      case 0x0e:
        this.#endParagraph();
        return;
      case 0x13:
        if (this.#fields.length < MOST_FIELDS) this.#fields.push({ code: '', isShown: false });
        return;
      case 0x14: {
        const field = this.#fields.at(-1);
        if (field !== undefined) field.isShown = true;
        return;
      }
      case 0x15:
        this.#endField();
        return;
      case 0x1e:
        this.#put('-');
        return;
      default:
    }
  }

  /** What a field shows within another's code is part of that. */
  #put(letters: string): void {
    const coded = this.#fields.findLast(({ isShown }) => !isShown);
    if (coded === undefined) this.#line += letters;
    else if (coded.code.length < MOST_CODE) coded.code += letters;
  }

  #endField(): void {
    const field = this.#fields.pop();
    if (field === undefined || field.code.trim() === '' || LAYOUT.test(field.code)) return;
    const isWithinCode = this.#fields.some(({ isShown }) => !isShown);
    if (isWithinCode) this.#put(field.code);
    else this.#codes.push(field.code.trim());
  }

  #endRow(): void {
    this.#line = this.#line.slice(0, -1);
    this.#endParagraph();
  }

  #endParagraph(): void {
    this.#flush();
    if (this.#isBegun) this.#text.write('\n');
    this.#paragraph += 1;
    for (const code of this.#codes.splice(0)) {
      this.#begin();
      this.#text.hiddenLine(code);
    }
  }

  #flush(): void {
    if (this.#line.trim() !== '') this.#begin();
    if (this.#isBegun) this.#text.write(this.#line);
    this.#line = '';
  }

  /** Sets the landmark of what is written next; blank lines before the first letters of a story are left out. */
  #begin(): void {
    if (this.#name === null) this.#text.mark(`paragraph ${this.#paragraph + 1}`);
    else if (!this.#isBegun) this.#text.mark(this.#name);
    this.#isBegun = true;
  }
}

/** Letters in a row, or one control character. */
const RUNS = /[^\x00-\x1f]+|[\x00-\x1f]/g;
