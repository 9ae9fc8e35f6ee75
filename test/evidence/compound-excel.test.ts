import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberText, rkNumber } from '../../src/evidence/documents/compound/excel/cell-number.ts';
import { compoundBytes } from './compound-builder.ts';
import { hiddenText, markedText } from './marked-text.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import {
  begin,
  biff,
  END,
  letters,
  long,
  number,
  shared,
  sharedStrings,
  short,
  words,
  workbook,
} from './workbook-builder.ts';

const opened = async (stream: Buffer, name = 'Workbook') =>
  (await openedDocument(compoundBytes({ [name]: stream }))).parts;
const url = (text: string) => {
  const bytes = Buffer.from(`${text}\0`, 'utf16le');
  return [Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex'), words(bytes.length, 0), bytes];
};

describe('an Excel workbook of 97 to 2003', () => {
  test('cells by rows at their names; gaps; numbers, dates, truth, errors; formulas with their texts', async () => {
    const text = biff(0x17e, []);
    const formula = Buffer.concat([Buffer.from([0x17]), short('sk_live_9'), Buffer.from([0x44, 1, 0, 2, 0, 0x08])]);
    const sheet = [
      shared(0, 0, 0),
      shared(0, 2, 1),
      number(1, 0, 45_000, 1),
      biff(0x027e, words(1, 1, 0), [0x02 | (7 << 2), 0, 0, 0]),
      biff(0x0205, words(2, 0, 0), [1, 0]),
      biff(0x0205, words(2, 1, 0), [0x2a, 1]),
      biff(0x0006, words(3, 0, 0), [0, 0, 0, 0, 0, 0, 0xff, 0xff], words(0, 0, 0), words(formula.length), formula),
      biff(0x0207, long('result')),
      text,
    ];
    const formats = [
      biff(0x041e, words(164), long('d.m.yyyy')),
      biff(0x00e0, words(0, 0)),
      biff(0x00e0, words(0, 164)),
    ];
    const parts = await opened(
      workbook([...formats, sharedStrings('User', 'Schlüssel Ж')], [{ name: 'Plan', records: sheet }]),
    );
    expect(markedText(parts)).toEqual([
      ['Plan', 'Plan\n'],
      ['Plan!A1', 'User\t\t'],
      ['Plan!C1', 'Schlüssel Ж\n'],
      ['Plan!A2', '2023-03-15\t'],
      ['Plan!B2', '7\n'],
      ['Plan!A3', 'TRUE\t'],
      ['Plan!B3', '#N/A\n'],
      ['Plan!A4', 'result ="sk_live_9"\n'],
    ]);
    expect(unreadOf(parts)).toEqual([]);
  });

  test('sheets that are hidden and very hidden are read, and marked', async () => {
    const sheets = ([0, 1, 2] as const).map((hidden) => ({
      name: `S${hidden}`,
      hidden,
      records: [number(0, 0, hidden)],
    }));
    expect(hiddenText(await opened(workbook([], sheets)))).toEqual(['S1', '1', 'S2', '2']);
  });

  test('shared strings go on in the next record with a width of their own, formats skipped', async () => {
    const rich = Buffer.concat(
      [words(3), [0x0c], words(1), words(6, 0), Buffer.from('ric'), words(0, 0), Buffer.from('extend')].map((one) =>
        Buffer.from(one),
      ),
    );
    const first = biff(0x00fc, words(3, 0, 3, 0), rich, words(6), [0], Buffer.from('abc'));
    const second = biff(0x003c, letters('деж'), long('last'));
    const cells = [shared(0, 0, 0), shared(0, 1, 1), shared(0, 2, 2)];
    const stream = workbook([first, second], [{ name: 'S', records: cells }]);
    expect(textOf(await opened(stream))).toBe('S\nric\tabcдеж\tlast\n\n');
  });

  test('strings survive any cut into records', async () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', 'Ж', '鍵'), maxLength: 12 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(texts, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), async (strings, cuts) => {
        const cells = strings.map((_, index) => shared(index, 0, index));
        const stream = workbook(cutStrings(strings, cuts), [{ name: 'S', records: cells }]);
        const filled = strings.filter((one) => one !== '');
        expect(textOf(await opened(stream))).toBe(
          ['S', ...filled, '\n'].join('\n').replace(/\n\n$/, '\n') + '\n'.repeat(1),
        );
      }),
      { numRuns: 80 },
    );
  });

  test('comments, text boxes, links, headers, names, connections', async () => {
    const object = (id: number) => biff(0x005d, words(0x15, 0x12, 0x19, id));
    const drawn = (text: string) => [
      biff(0x01b6, words(0, 0, 0, 0, 0, text.length, 16, 0, 0)),
      biff(0x003c, letters(text)),
      biff(0x003c, words(0, 0, 0, 0, 0, 0, 0, 0)),
    ];
    const link = biff(0x01b8, words(4, 4, 1, 1), Buffer.alloc(16), words(2, 0, 3, 0), ...url('https://u:p@h/'));
    const records = [
      biff(0x0014, long('&Ltop secret')),
      number(0, 0, 1),
      object(7),
      ...drawn('ask Eve for the key'),
      object(8),
      ...drawn('loose box'),
      biff(0x001c, words(3, 1, 0, 7), long('Eve')),
      link,
      biff(0x00cd, long('ODBC;DSN=x;PWD=hunter2')),
    ];
    const name = biff(0x0018, words(0), [0, 6], words(8, 0, 0, 0), [0, 0], letters('ApiKey'), [0x17], short('k-123'));
    const parts = await opened(workbook([name], [{ name: 'S', records }]));
    expect(markedText(parts).slice(2)).toEqual([
      ['S, header', 'top secret\n'],
      ['S!B5, link', 'https://u:p@h/\n'],
      ['S, data connection', 'ODBC;DSN=x;PWD=hunter2\n'],
      ['S!B4, comment', 'Eve: ask Eve for the key\n'],
      ['S, text box', 'loose box\n'],
      ['defined names', 'ApiKey ="k-123"\n'],
    ]);
  });

  test('Excel 5 and 95: texts in the workbook’s charset', async () => {
    const label = biff(0x0204, words(0, 0, 0), words(6), Buffer.from('cfe0f0eeebfc', 'hex'));
    const stream = Buffer.concat([begin(5, 0x0500), biff(0x0042, words(1251)), END, begin(0x10, 0x0500), label, END]);
    expect(textOf(await opened(stream, 'Book'))).toBe('sheet 1\nПароль\n\n');
  });

  test('a cut workbook, and one that is none: a row', async () => {
    const stream = workbook([], [{ name: 'S', records: [number(0, 0, 42), number(1, 0, 43)] }]);
    const cut = await opened(stream.subarray(0, -10));
    expect(textOf(cut)).toBe('S\n42\n\n');
    expect(unreadOf(cut)).toEqual(['(rest): damaged']);
    expect(unreadOf(await opened(Buffer.alloc(5000, 1)))).toEqual([': damaged']);
  });

  test('numbers in the short form', () => {
    expect(rkNumber(0x3ff00000)).toBe(1);
    expect(rkNumber(0x3ff00001)).toBe(0.01);
    expect(rkNumber((123_456 << 2) | 2)).toBe(123_456);
    expect(rkNumber((-5 << 2) | 3)).toBe(-0.05);
  });

  test('days and times of both calendars', () => {
    expect(numberText(45_000.5, 'date', false)).toBe('2023-03-15T12:00:00');
    expect(numberText(0, 'date', true)).toBe('1904-01-01');
    expect(numberText(0.75, 'time', false)).toBe('18:00:00');
    expect(numberText(-1, 'date', false)).toBe('-1');
    expect(numberText(1e300, 'date', false)).toBe('1e+300');
  });
});

/** Shared strings, of whose characters at most so many stand in each record; where one goes on, it does with a width of its own. */
function cutStrings(texts: readonly string[], cuts: Iterator<number>): readonly Buffer[] {
  const records: Buffer[][] = [[words(texts.length, 0, texts.length, 0)]];
  for (const text of texts) {
    const isWide = /[^\x00-\xff]/.test(text);
    records.at(-1)?.push(words(text.length), Buffer.from([isWide ? 1 : 0]));
    let rest = text;
    let width = isWide;
    while (rest !== '') {
      const taken = rest.slice(0, cuts.next().value);
      records.at(-1)?.push(Buffer.from(taken, width ? 'utf16le' : 'latin1'));
      rest = rest.slice(taken.length);
      if (rest === '') break;
      width = /[^\x00-\xff]/.test(rest);
      records.push([Buffer.from([width ? 1 : 0])]);
    }
  }
  return records.map((pieces, index) => biff(index === 0 ? 0x00fc : 0x003c, ...pieces));
}
