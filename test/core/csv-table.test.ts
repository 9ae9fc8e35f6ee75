import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvColumns, csvHeader, readCsvTable } from '../../src/core/index.ts';

describe('a small table in CSV', () => {
  it.each([
    ['name,type\r\nada,ip\r\n', ',', ['name', 'type'], [['ada', 'ip']]],
    ['\ufeffname;kind;type, or more\nada;;"i;p"\n', ';', ['name', 'kind', 'type, or more'], [['ada', '', 'i;p']]],
    ['name\ttype\nada\t1,2', '\t', ['name', 'type'], [['ada', '1,2']]],
    ['one\ntwo\n', ',', ['one'], [['two']]],
    ['', ',', [''], []],
  ])('is read by its header: %j', (text, delimiter, header, rows) => {
    expect(csvHeader(text)).toEqual({ delimiter, names: header });
    expect(readCsvTable(text)).toEqual({ header, rows });
  });

  it('says which record has wrong quoting, and reads on', () => {
    expect(readCsvTable('a,b\n1,2\n"3"x,4\n5,6\n').rows).toEqual([['1', '2'], null, ['5', '6']]);
  });

  it('gives back what was written', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\ufeff', ''));
    const quoted = (some: readonly string[]) => some.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
        expect(readCsvTable(['a,b', ...rows.map(quoted)].join('\n')).rows).toEqual(rows);
      }),
    );
  });

  it('finds columns by any of their names, the first before the others', () => {
    const names = { value: ['value', 'ioc'], type: ['type'], from: ['from'] };
    expect(csvColumns([' IOC ', 'Type', 'value'], names)).toEqual({ value: 2, type: 1, from: -1 });
  });
});
