import type { XmlTag } from '../xml/xml-tag.ts';

const MOST_STYLES = 100_000;

/** Which styles of an OpenDocument hide what has them: text, a table, a slide (OpenDocument 1.2 part 1 §20.322, §20.246, §20.408). */
export class HiddenStyles {
  readonly #names = new Set<string>();
  #current = '';

  /** Takes note of an element of a style's definition. */
  open(name: string, tag: XmlTag): void {
    if (name === 'style' && tag.prefix === 'style') this.#current = `${tag.get('family')}/${tag.get('name')}`;
    const isHiding =
      (name === 'text-properties' && tag.get('display') === 'none') ||
      (name === 'table-properties' && tag.get('display') === 'false') ||
      (name === 'drawing-page-properties' && tag.get('visibility') === 'hidden');
    if (isHiding && this.#names.size < MOST_STYLES) this.#names.add(this.#current);
  }

  /** Whether an element's style hides it. */
  hides(family: 'text' | 'paragraph' | 'table' | 'drawing-page', tag: XmlTag): boolean {
    return this.#names.size > 0 && this.#names.has(`${family}/${tag.get('style-name')}`);
  }
}
