import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { z } from 'zod';
import type { PieceLimits } from '../document-reader.ts';
import { type HeldFile, heldFile } from './annotation.ts';

const listed = z
  .preprocess((value) => (value instanceof Map ? Object.fromEntries(value) : value), z.record(z.string(), z.unknown()))
  .nullable()
  .catch(null);

/** The files of a document, by its list of names (ISO 32000-2, 7.11.4), portfolios included. */
export async function listedFiles(document: PDFDocumentProxy): Promise<readonly HeldFile[]> {
  const found = listed.parse(await document.getAttachments()) ?? {};
  return Object.entries(found).flatMap(([name, value]) => {
    const file = heldFile.safeParse(value).data;
    if (file === undefined) return [];
    return [{ ...file, filename: file.filename === '' ? name : file.filename }];
  });
}

/** Files without those that are there twice: listed, and pinned to a page. */
export function distinctFiles(files: readonly HeldFile[]): readonly HeldFile[] {
  const kept = new Map<string, HeldFile[]>();
  return files.filter((file) => {
    const key = `${file.content.length}/${file.filename}`;
    const same = kept.get(key) ?? [];
    if (same.some(({ content }) => Buffer.compare(content, file.content) === 0)) return false;
    kept.set(key, [...same, file]);
    return true;
  });
}

/** The files that are within limits, and how many are not. */
export function filesWithin(
  files: readonly HeldFile[],
  limits: PieceLimits,
): { readonly within: readonly HeldFile[]; readonly left: readonly HeldFile[] } {
  const within: HeldFile[] = [];
  let bytes = 0;
  const left = files.filter((file) => {
    const { length } = file.content;
    const fits = length <= limits.pieceBytes && bytes + length <= limits.memberBytes && within.length < limits.members;
    if (fits) within.push(file);
    if (fits) bytes += length;
    return !fits;
  });
  return { within, left };
}
