import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { z } from 'zod';
import { scriptLines, scripts } from './annotation.ts';
import { xmlLines } from './xml-lines.ts';

/** Something that is said of the document, not on a page. */
export interface Fact {
  readonly landmark: string;
  readonly lines: readonly string[];
}

const metadata = z.object({
  info: z.record(z.string(), z.unknown()).catch({}),
  metadata: z
    .custom<{ getRaw: () => unknown }>((value) => value !== null && typeof value === 'object' && 'getRaw' in value)
    .nullable()
    .catch(null),
});

const fields = z
  .preprocess(
    (value) => (value instanceof Map ? Object.fromEntries(value) : value),
    z.record(
      z.string(),
      z.array(z.object({ id: z.string().catch(''), page: z.number().catch(-1), value: z.unknown().optional() })),
    ),
  )
  .nullable()
  .catch(null);

/** What PDF.js works out by itself is not in the document. */
const NOT_SAID: ReadonlySet<string> = new Set(['PDFFormatVersion', 'EncryptFilterName']);

/** Title, author and the like, in the document's own list and in its XMP (ISO 32000-2, 14.3). */
export async function propertyLines(document: PDFDocumentProxy): Promise<readonly string[]> {
  const { info, metadata: xmp } = metadata.parse(await document.getMetadata());
  const own = Object.entries(info).flatMap(([name, value]) => propertyOf(name, value));
  const raw = xmp?.getRaw();
  return typeof raw === 'string' ? [...own, ...xmlLines(raw, true)] : own;
}

function propertyOf(name: string, value: unknown): readonly string[] {
  if (name === 'Custom' && value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => propertyOf(key, inner));
  return typeof value === 'string' && value !== '' && !NOT_SAID.has(name) ? [`${name}: ${value}`] : [];
}

/** Most bookmarks that are read. */
const MOST_BOOKMARKS = 50_000;

/** The bookmarks' titles and where they lead outside, in order (ISO 32000-2, 12.3.3). */
export async function bookmarkLines(document: PDFDocumentProxy): Promise<readonly string[]> {
  const lines: string[] = [];
  const left: unknown[] = [...((await document.getOutline()) ?? [])].reverse();
  for (let count = 0; left.length > 0 && count < MOST_BOOKMARKS; count += 1) {
    const { title, unsafeUrl, items } = bookmark.parse(left.pop());
    for (const line of [title, unsafeUrl]) if (line !== null && line !== '') lines.push(line);
    for (const item of items.toReversed()) left.push(item);
  }
  return lines;
}

const bookmark = z
  .object({
    title: z.string().nullable().catch(null),
    unsafeUrl: z.string().nullable().catch(null),
    items: z.array(z.unknown()).catch([]),
  })
  .catch({ title: null, unsafeUrl: null, items: [] });

/** Fields of the form whose values stand on no page; those on pages are read with them. */
export async function loneFieldLines(
  document: PDFDocumentProxy,
  seen: ReadonlySet<string>,
): Promise<readonly string[]> {
  const found = fields.parse(await document.getFieldObjects()) ?? {};
  return Object.entries(found).flatMap(([name, all]) =>
    all.flatMap(({ id, value }) =>
      typeof value === 'string' && value !== '' && value !== 'Off' && !seen.has(id) ? [`${name}: ${value}`] : [],
    ),
  );
}

/** Scripts of the document (ISO 32000-2, 12.6.4.17): they are read, never run. */
export async function documentScripts(document: PDFDocumentProxy): Promise<readonly string[]> {
  return scriptLines(scripts.parse(await document.getJSActions()));
}
