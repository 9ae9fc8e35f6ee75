import type { TextWriter } from './text-writer.ts';

interface OpenLink {
  readonly address: string;
  readonly writer: TextWriter;
  readonly from: number;
}

/** Puts a link's address beside its text where the text does not say it already: credentials stand in addresses too. */
export class LinkTracker {
  #open: OpenLink | null = null;

  open(href: string | null, writer: TextWriter): void {
    this.close();
    const address = shownAddress(href);
    if (address !== null) this.#open = { address, writer, from: writer.length };
  }

  close(): void {
    if (this.#open === null) return;
    const { address, writer, from } = this.#open;
    this.#open = null;
    if (!saysAddress(writer.since(from), address)) writer.link(address);
  }
}

/** An address worth showing; null for none, a place on the same page, an embedded part or embedded data. */
export function shownAddress(address: string | null): string | null {
  const trimmed = address?.trim().replace(/[\r\n\t]+/g, '') ?? '';
  return trimmed === '' || /^(?:#|cid:|data:|about:|javascript:(?:void|;|$))/i.test(trimmed) ? null : trimmed;
}

/** Whether a link's text is its address already. */
export function saysAddress(text: string, address: string): boolean {
  return bareAddress(text) === bareAddress(address);
}

const bareAddress = (text: string) =>
  text
    .trim()
    .replace(/^(?:mailto:|https?:\/\/)/i, '')
    .replace(/\/$/, '')
    .toLowerCase();
