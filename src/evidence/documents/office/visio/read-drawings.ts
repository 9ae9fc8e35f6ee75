import type { OfficeText } from '../office-text.ts';
import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';

/** Sections of a shape whose cells people fill in ([MS-VSDX] §2.2.5.3.2), and the cells that hold it. */
const SECTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Property', new Set(['Label', 'Value', 'Prompt'])],
  ['User', new Set(['Value', 'Prompt'])],
  ['Hyperlink', new Set(['Address', 'SubAddress', 'Description', 'ExtraInfo'])],
]);

/** Reads a drawing ([MS-VSDX]): its pages in their order, then the shapes its pages are made of. */
export function readDrawings(reading: Reading, main: string): void {
  for (const kind of ['pages', 'masters']) {
    const list = reading.related(main, kind);
    if (list === null) continue;
    const names = readNames(reading, list);
    const links = reading.linksOf(list.name);
    for (const [id, name] of names) {
      const part = reading.office.find(links.get(id)?.target ?? '');
      if (part === null) continue;
      reading.out.mark(name);
      reading.xml(part, new ShapeReader(reading.out));
    }
  }
}

/** Reads the shapes of a page that no list of pages names. */
export function readShapes(reading: Reading, part: PackagePart): void {
  reading.out.mark('page');
  reading.xml(part, new ShapeReader(reading.out));
}

/** How pages or masters are told, by the id of their relationship. */
function readNames(reading: Reading, list: PackagePart): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let current = '';
  reading.xml(list, {
    open: (name, tag) => {
      if (name === 'Page') current = `page ${names.size + 1} (${tag.get('Name') ?? ''})`;
      else if (name === 'Master') current = `master ${tag.get('Name') ?? ''}`;
      else if (name === 'Rel') names.set(tag.prefixed('id') ?? '', current);
    },
    close: () => {},
    text: () => {},
  });
  return names;
}

class ShapeReader implements XmlHandler {
  readonly #out: OfficeText;
  #isText = false;
  #text = '';
  #cells: ReadonlySet<string> | null = null;
  #row: string[] = [];

  constructor(out: OfficeText) {
    this.#out = out;
  }

  open(name: string, tag: XmlTag): void {
    if (name === 'Text') [this.#isText, this.#text] = [true, ''];
    else if (name === 'Section') this.#cells = SECTIONS.get(tag.get('N') ?? '') ?? null;
    else if (name === 'Cell' && this.#cells?.has(tag.get('N') ?? '') === true) this.#row.push(tag.get('V') ?? '');
  }

  text(text: string): void {
    if (this.#isText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'Text') {
      this.#out.line(this.#text.trim());
      this.#isText = false;
    } else if (name === 'Row' || name === 'Section') {
      const said = this.#row.filter((value) => /[^\d.,\s-]/.test(value));
      if (said.length > 0) this.#out.line(this.#row.filter((value) => value !== '').join('\t'), true);
      this.#row = [];
    }
    if (name === 'Section') this.#cells = null;
  }
}
