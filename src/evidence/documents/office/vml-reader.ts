import type { OfficeText } from './office-text.ts';
import type { XmlHandler } from './xml/xml-handler.ts';
import type { XmlTag } from './xml/xml-tag.ts';

const WRITTEN: ReadonlySet<string> = new Set(['alt', 'title', 'string', 'href']);

/** Reads drawings in VML (ECMA-376 part 4 §19): texts in boxes, and what shapes say of themselves. */
export class VmlReader implements XmlHandler {
  readonly #out: OfficeText;
  #isBox = false;
  #text = '';

  constructor(out: OfficeText) {
    this.#out = out;
    out.mark('drawing');
  }

  open(name: string, tag: XmlTag): void {
    if (name === 'textbox') this.#isBox = true;
    else if (/^(?:div|br|p)$/.test(name)) this.#text += '\n';
    if (tag.prefix !== 'v') return;
    for (const one of tag.attributes) if (WRITTEN.has(one.name)) this.#out.line(one.value.trim(), true);
  }

  text(text: string): void {
    if (this.#isBox) this.#text += text;
  }

  close(name: string): void {
    if (name !== 'textbox') return;
    for (const line of this.#text.split('\n')) this.#out.line(line.trim());
    this.#isBox = false;
    this.#text = '';
  }
}
