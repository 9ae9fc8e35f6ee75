import { asBuffer } from '../../decode/byte-string.ts';

/** Most pages that are put back. */
const MOST_PAGES = 20_000;
/** How far into an object it says what it is. */
const REACH = 2048;
const OBJECT = /(\d{1,10})\s+(\d{1,5})\s+obj\b/g;
const IS_PAGE = /\/Type\s*\/Page\b(?!s)/;

/**
 * A PDF whose index is lost, with a new one that leads to every page there is, in the order in which they stand.
 * @returns null where no page is found by itself, or where the file may be encrypted, since how is told by what is lost.
 */
export function salvagePages(bytes: Uint8Array): Uint8Array | null {
  const file = asBuffer(bytes);
  const text = file.toString('latin1');
  if (text.includes('/Encrypt') || /\/Filter\s*\/Standard\b/.test(text)) return null;
  const pages: string[] = [];
  let last = 0;
  for (const { 0: head, 1: number = '', 2: generation = '', index } of text.matchAll(OBJECT)) {
    last = Math.max(last, Number(number));
    const body = text.slice(index + head.length, index + head.length + REACH).split('endobj', 1)[0] ?? '';
    if (IS_PAGE.test(body) && pages.length < MOST_PAGES) pages.push(`${number} ${generation} R`);
  }
  if (pages.length === 0) return null;
  const [tree, catalogue] = [last + 1, last + 2];
  const index =
    `\nendstream\nendobj\n${tree} 0 obj\n<</Type/Pages/Kids[${pages.join(' ')}]/Count ${pages.length}>>\nendobj\n` +
    `${catalogue} 0 obj\n<</Type/Catalog/Pages ${tree} 0 R>>\nendobj\n` +
    `trailer\n<</Root ${catalogue} 0 R/Size ${catalogue + 1}>>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(index, 'latin1')]);
}
