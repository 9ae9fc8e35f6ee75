import type { XmlHandler } from '../xml/xml-handler.ts';

const HEAD = 8;

/** Reads the queries of a workbook ([MS-QDEFF] §2.2): a zip, with a length before it, in base64. */
export class DataMashup implements XmlHandler {
  readonly #chunks: string[] = [];

  open(): void {}

  close(): void {}

  text(text: string): void {
    this.#chunks.push(text);
  }

  /** The zip with the queries; null where there is none. */
  package(): Buffer | null {
    const bytes = Buffer.from(this.#chunks.join(''), 'base64');
    const length = bytes.length > HEAD ? bytes.readUInt32LE(4) : 0;
    return length === 0 ? null : bytes.subarray(HEAD, HEAD + length);
  }
}
