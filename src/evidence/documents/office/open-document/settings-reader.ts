import type { OfficeText } from '../office-text.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';

/** Values that say nothing of what people wrote: switches, numbers, paths of the program's own palettes. */
const SWITCH = /^(?:true|false|-?[\d.]{1,40}|(?:high|low|disabled)-?\w{0,20}|\$\(.*)$/s;
/** What a printer was set to, encoded. */
const PRINTER = /^(?:PrinterSetup|PrinterName|PrinterPaperFromSetup|TrackedChangesViewSettings)$/;

/** Reads an OpenDocument's settings (OpenDocument 1.2 part 1 §3.10): those that are texts, such as the data source of a mail merge. */
export class SettingsReader implements XmlHandler {
  readonly #out: OfficeText;
  #name: string | null = null;
  #value = '';

  constructor(out: OfficeText) {
    this.#out = out;
  }

  open(name: string, tag: XmlTag): void {
    this.#value = '';
    this.#name = name === 'config-item' ? tag.get('name') : null;
  }

  text(text: string): void {
    if (this.#name !== null) this.#value += text;
  }

  close(): void {
    const name = this.#name;
    this.#name = null;
    const value = this.#value.trim();
    if (name === null || value === '' || SWITCH.test(value) || PRINTER.test(name)) return;
    this.#out.mark('settings');
    this.#out.line(`${name}: ${value}`, true);
  }
}
