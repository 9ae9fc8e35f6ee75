import { deflateSync } from 'node:zlib';

/** A PDF under construction: objects by number, from 1; the catalogue is the first. */
export class PdfBuilder {
  readonly #objects: Buffer[] = [];

  /** Adds an object; its number. */
  add(body: string | Buffer): number {
    return this.#objects.push(Buffer.from(body));
  }

  /** Adds a stream, compressed. */
  stream(data: Uint8Array | string, entries = ''): number {
    const packed = deflateSync(data);
    const head = `<</Length ${packed.length}/Filter/FlateDecode${entries}>>stream\n`;
    return this.add(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]));
  }

  /** Puts another body in place of an object's. */
  set(number: number, body: string): void {
    this.#objects[number - 1] = Buffer.from(body);
  }

  finish(trailer = ''): Buffer {
    const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
    let length = chunks[0]?.length ?? 0;
    const push = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
    };
    const places = this.#objects.map((body, index) => {
      const place = length;
      push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
      return `${String(place).padStart(10, '0')} 00000 n \n`;
    });
    const start = length;
    push(Buffer.from(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join('')}`));
    push(Buffer.from(`trailer<</Size ${places.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`));
    return Buffer.concat(chunks);
  }
}

/** What a page has beside its operators. */
interface Page {
  readonly content: string | Uint8Array;
  /** Further entries of its dictionary, of its resources, and of the catalogue. */
  readonly entries?: string;
  readonly resources?: string;
}

/**
 * A PDF of some pages in Helvetica (/F1).
 * @param more adds objects and gives entries of the catalogue and of pages that refer to them.
 */
export function pdfOf(
  pages: readonly (string | Page)[],
  more: (builder: PdfBuilder) => {
    readonly catalogue?: string;
    readonly page?: string;
    readonly resources?: string;
    readonly fonts?: string;
    readonly trailer?: string;
  } = () => ({}),
): Buffer {
  const builder = new PdfBuilder();
  const [catalogue, tree] = [builder.add(''), builder.add('')];
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const extra = more(builder);
  const kids = pages.map((page) => {
    const { content, entries = '', resources = '' } = typeof page === 'string' ? { content: page } : page;
    const contents = builder.stream(content);
    const own = `/Resources<</Font<</F1 ${font} 0 R${extra.fonts ?? ''}>>${resources}${extra.resources ?? ''}>>${entries}${extra.page ?? ''}`;
    return builder.add(`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 612 792]/Contents ${contents} 0 R${own}>>`);
  });
  builder.set(tree, `<</Type/Pages/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]/Count ${kids.length}>>`);
  builder.set(catalogue, `<</Type/Catalog/Pages ${tree} 0 R${extra.catalogue ?? ''}>>`);
  return builder.finish(extra.trailer);
}

/** Operators that show a text at a place, in points from the lower left. */
export function shown(text: string, x: number, y: number, before = ''): string {
  return `BT ${before} /F1 12 Tf ${x} ${y} Td (${text}) Tj ET\n`;
}
