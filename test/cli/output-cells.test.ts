import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '../../src/cli/scan/csv-format.ts';
import { printable, tableLines } from '../../src/cli/terminal/table.ts';

describe('what comes from evidence', () => {
  it('starts no formula in a CSV cell, and the cell can be read back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n'),
        (text, start) => {
          const value = start + text;
          const [row] = parse(`a,${csvCell(value)},b\n`, { relax_quotes: false, record_delimiter: '\n' });
          const [before, cell = '', after] = row ?? [];
          expect([before, after]).toEqual(['a', 'b']);
          expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
          const shown = value.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (one) =>
            /[\t\r\n]/.test(one) ? one : ' ',
          );
          expect([shown, `'${shown}`]).toContain(cell);
        },
      ),
    );
  });

  it('moves no cursor and turns no text around on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
        expect(tableLines([{ title: 'A', max: 10 }], [[text]])[1]?.length ?? 0).toBeLessThanOrEqual(10);
      }),
    );
  });
});
