import type { OfficeText } from './office-text.ts';
import type { XmlHandler } from './xml/xml-handler.ts';
import type { XmlTag } from './xml/xml-tag.ts';

/** Elements whose text is a digest, a signature or a picture, encoded. */
const ENCODED = /^(?:SignatureValue|DigestValue|X509Certificate|Modulus|binData|binary-data|thumbnail)$/;
/** Attributes that a name stands in, of elements that hold a value under it. */
const NAMES = ['name', 'Name', 'key'];

/** Reads XML that is data, a line for each element that says something: `name: value`, attributes first. */
export class DataReader implements XmlHandler {
  readonly #out: OfficeText;
  readonly #takesAttributes: boolean;
  readonly #isHidden: boolean;
  #name = '';
  #label = '';
  #told: string[] = [];
  #text = '';

  /** @param takesAttributes Whether attributes are told too. @param isHidden Whether nobody sees it who opens the document. */
  constructor(out: OfficeText, takesAttributes: boolean, isHidden: boolean) {
    this.#out = out;
    this.#takesAttributes = takesAttributes;
    this.#isHidden = isHidden;
  }

  open(name: string, tag: XmlTag): void {
    this.#endLine();
    this.#name = name;
    if (/^(?:property|user-defined|Property)$/.test(name)) {
      this.#label = NAMES.map((attribute) => tag.get(attribute)).find((value) => value !== null) ?? '';
    } else if (this.#takesAttributes) {
      this.#told = tag.attributes.filter(({ value }) => value.trim() !== '').map((one) => `${one.name}: ${one.value}`);
    }
  }

  text(text: string): void {
    if (!ENCODED.test(this.#name)) this.#text += text;
  }

  close(): void {
    this.#endLine();
    this.#name = '';
  }

  #endLine(): void {
    const text = this.#text.trim();
    const name = this.#label === '' ? this.#name : this.#label;
    if (text !== '') {
      this.#told.push(name === '' ? text : `${name}: ${text}`);
      this.#label = '';
    }
    if (this.#told.length > 0) this.#out.line(this.#told.join('\t'), this.#isHidden);
    this.#told = [];
    this.#text = '';
  }
}
