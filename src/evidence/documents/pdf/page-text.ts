import type { PDFPageProxy } from 'unpdf/pdfjs';
import { PageLines } from './page-lines.ts';

/** Most stretches of letters of one page; a crowded page of a newspaper has some ten thousand. */
const MOST_ITEMS = 1_000_000;

/** The lines of a page, and whether that is all of them. */
export interface PageText {
  readonly lines: readonly string[];
  readonly isWhole: boolean;
}

/**
 * Reads the text of a page, whatever it looks like: white, in a layer that is off, or in no colour at all (ISO 32000-2, 9.3.6, mode 3). What is outside of what the page shows
 * is left out by PDF.js.
 * @param until When to stop, of the clock of `performance.now()`.
 * @throws whatever PDF.js throws for a page that it cannot make sense of.
 */
export async function pageText(page: PDFPageProxy, until: number): Promise<PageText> {
  const lines = new PageLines();
  const reader = page.streamTextContent().getReader();
  let items = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { lines: lines.finish(), isWhole: true };
    for (const item of value.items) if ('str' in item) lines.add(item);
    items += value.items.length;
    if (items < MOST_ITEMS && performance.now() < until) continue;
    reader.cancel(new Error('the page takes too long')).catch(() => {});
    return { lines: lines.finish(), isWhole: false };
  }
}
