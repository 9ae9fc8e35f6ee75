import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import { type NumberFormat, numberFormat } from './cell-value.ts';

const MOST_FORMATS = 65_536;

/** How cells of each style show numbers (ECMA-376 part 1 §18.8.10), by the style's index. */
export function readStyles(reading: Reading, part: PackagePart | null): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isOfCells = false;
  reading.xml(part, {
    open: (name, tag) => {
      if (name === 'cellXfs') isOfCells = true;
      else if (name === 'numFmt' && codes.size < MOST_FORMATS)
        codes.set(Number(tag.get('numFmtId')), tag.get('formatCode') ?? '');
      else if (name === 'xf' && isOfCells && formats.length < MOST_FORMATS) {
        const id = Number(tag.get('numFmtId') ?? 0);
        formats.push(numberFormat(id, codes.get(id) ?? null));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
    text: () => {},
  });
  return formats;
}
