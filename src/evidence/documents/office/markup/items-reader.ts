import type { Flow } from '../flow/flow.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import type { MarkupReader } from './markup-reader.ts';

/** What an element that holds a comment or note is told as. */
interface Item {
  readonly place: string;
  /** Null for none. */
  readonly author: string | null;
}

/** Reads a part that holds comments or notes one after the other, each in a place of its own, its author first. */
export class ItemsReader implements XmlHandler {
  readonly #inner: MarkupReader;
  readonly #flow: Flow;
  readonly #itemOf: (name: string, tag: XmlTag) => Item | null;

  /** @param itemOf What begins with an element; null for what is no item. */
  constructor(inner: MarkupReader, flow: Flow, itemOf: (name: string, tag: XmlTag) => Item | null) {
    this.#inner = inner;
    this.#flow = flow;
    this.#itemOf = itemOf;
  }

  open(name: string, tag: XmlTag): void {
    const item = this.#itemOf(name, tag);
    if (item !== null) {
      this.#flow.enter(item.place);
      if (item.author !== null && item.author !== '') this.#flow.text(`${item.author}: `);
    }
    this.#inner.open(name, tag);
  }

  text(text: string): void {
    this.#inner.text(text);
  }

  close(name: string): void {
    this.#inner.close(name);
  }
}

/** Numbers comments and notes as they come: "comment 3". Those that only separate notes from text (ECMA-376 part 1 §17.11.23) are none. */
export function countedItems(): (name: string, tag: XmlTag) => Item | null {
  const counts = new Map<string, number>();
  return (name, tag) => {
    if (!/^(?:comment|footnote|endnote)$/.test(name) || tag.get('type') !== null) return null;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { place: `${name} ${count}`, author: tag.get('author') };
  };
}
