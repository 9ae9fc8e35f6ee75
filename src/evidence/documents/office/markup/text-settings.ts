import type { OfficeText } from '../office-text.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';

/** Settings of a text document that hold what people wrote or programs connect with: mail merge (ECMA-376 part 1 §17.14) and variables (§17.15.1.30). */
const TELLING: ReadonlySet<string> = new Set([
  'connectString',
  'query',
  'addressFieldName',
  'mailSubject',
  'table',
  'udl',
  'src',
]);

/** Reads a text document's settings. */
export class TextSettings implements XmlHandler {
  readonly #out: OfficeText;

  constructor(out: OfficeText) {
    this.#out = out;
  }

  open(name: string, tag: XmlTag): void {
    const value = tag.get('val') ?? '';
    if (value.trim() === '') return;
    if (name === 'docVar') this.#tell(tag.get('name') ?? name, value);
    else if (TELLING.has(name)) this.#tell(name, value);
  }

  close(): void {}

  text(): void {}

  #tell(name: string, value: string): void {
    this.#out.mark('settings');
    this.#out.line(`${name}: ${value}`, true);
  }
}
