import { CsvRecord } from './csv-record.ts';

/** What separates the cells of delimited text. */
export type Delimiter = ',' | ';' | '\t' | '|';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const SAMPLE_LINES = 50;

/**
 * The delimiter under which the first lines fall into the same number of cells, more than one.
 * A `sep=` line, as Excel reads it, decides by itself.
 * @returns null where the lines are one column.
 */
export function delimiterOf(lines: readonly string[]): Delimiter | null {
  const told = /^sep=(.)$/i.exec(lines[0]?.trim() ?? '')?.[1];
  const named = DELIMITERS.find((delimiter) => delimiter === told);
  if (named !== undefined) return named;
  const sample = lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).slice(0, SAMPLE_LINES);
  let best: { readonly delimiter: Delimiter; readonly score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(sample, delimiter);
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** How many of the sample's records have as many cells as its first one; none where that is a single cell. */
function scoreOf(sample: readonly string[], delimiter: Delimiter): number {
  const widths = recordWidths(sample, delimiter);
  const [first = 1] = widths;
  if (first < 2) return 0;
  const same = widths.filter((width) => width === first).length;
  return same / widths.length + Math.min(first, 50) / 1000;
}

function recordWidths(sample: readonly string[], delimiter: Delimiter): readonly number[] {
  const widths: number[] = [];
  let record = new CsvRecord(delimiter);
  for (const line of sample) {
    if (record.feed(line) === 'open') continue;
    widths.push(record.cells.length);
    record = new CsvRecord(delimiter);
  }
  return widths;
}
