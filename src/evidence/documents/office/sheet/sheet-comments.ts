import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import type { SheetLines } from './sheet-lines.ts';

/** Reads a sheet's comments (ECMA-376 part 1 §18.7) or threads of comments ([MS-XLSX] §2.6.206), author first. */
export class SheetComments implements XmlHandler {
  readonly #lines: SheetLines;
  readonly #persons: ReadonlyMap<string, string>;
  readonly #authors: string[] = [];
  #cell: string | null = null;
  #author = '';
  #text = '';
  #element = '';

  /** @param persons Names of those who comment in threads, by id. */
  constructor(lines: SheetLines, persons: ReadonlyMap<string, string>) {
    this.#lines = lines;
    this.#persons = persons;
  }

  open(name: string, tag: XmlTag): void {
    this.#element = name;
    if (name !== 'comment' && name !== 'threadedComment') return;
    this.#cell = tag.get('ref');
    const byNumber = this.#authors[Number(tag.get('authorId') ?? -1)];
    this.#author = byNumber ?? this.#persons.get(tag.get('personId') ?? '') ?? '';
    this.#text = '';
  }

  text(text: string): void {
    if (this.#element === 'author') this.#authors.push(text);
    else if (this.#element === 't' || this.#element === 'text') this.#text += text;
  }

  close(name: string): void {
    this.#element = '';
    if (name !== 'comment' && name !== 'threadedComment') return;
    const text = this.#text.trim();
    const isNamed = this.#author === '' || text.startsWith(this.#author);
    if (text !== '') this.#lines.beside(this.#cell, 'comment', isNamed ? text : `${this.#author}: ${text}`, false);
  }
}
