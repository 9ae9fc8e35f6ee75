import { fontCodePage } from './code-page.ts';

/** The font of what stands outside the text: bytes are in the document's own code page. */
export const NO_FONT = -1;

const MOST_FONTS = 65_536;
const WINDOWS_1252 = 1252;

/** The document's code page and those of its fonts. */
export class FontTable {
  readonly #codePages = new Map<number, number | null>();
  #document = WINDOWS_1252;
  #default: number | null = null;
  #entry: number | null = null;

  /** The code page of text in a font, or in none (`NO_FONT`); null is the default font. */
  codePage(font: number | null): number {
    const number = font ?? this.#default ?? NO_FONT;
    return this.#codePages.get(number) ?? this.#document;
  }

  /** A control word of the document's head that says its character set; false for any other. */
  head(word: string, value: number | null): boolean {
    if (word === 'ansicpg') this.#document = value === null || value === 0 ? this.#document : value;
    else if (word === 'mac') this.#document = 10000;
    else if (word === 'pc') this.#document = 437;
    else if (word === 'pca') this.#document = 850;
    else if (word === 'urtf') this.#document = 65001;
    else if (word === 'deff') this.#default = value;
    else return false;
    return true;
  }

  /** A control word within the font table. */
  entry(word: string, value: number | null): void {
    if (word === 'f') this.#entry = value;
    else if (word === 'fcharset') this.#set(fontCodePage(value ?? 0));
    else if (word === 'cpg' && value !== null && value > 0) this.#set(value);
  }

  #set(codePage: number | null): void {
    if (this.#entry === null || this.#entry < 0 || this.#codePages.size >= MOST_FONTS) return;
    this.#codePages.set(this.#entry, codePage);
  }
}
