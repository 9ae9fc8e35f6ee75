import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFields } from '../../src/core/records/csv-fields.ts';
import type { RecordPiece, RecordSplitter } from '../../src/core/records/record-splitter.ts';
import { splitCsv } from '../../src/core/records/split-csv.ts';
import { type JsonContainer, splitJson } from '../../src/core/records/split-json.ts';
import { splitLines } from '../../src/core/records/split-lines.ts';

/** Feeds a text in chunks of `size` bytes; every piece's place must hold its bytes. */
function pieces(splitter: RecordSplitter, text: string | Buffer, size: number): readonly RecordPiece[] {
  const bytes = Buffer.from(text);
  const found: RecordPiece[] = [];
  for (let at = 0; at < bytes.length; at += size)
    found.push(...splitter.push(Buffer.from(bytes.subarray(at, at + size))));
  found.push(...splitter.end());
  for (const piece of found)
    if (piece.bytes !== null) expect(piece.bytes).toEqual(bytes.subarray(piece.start, piece.end));
  return found;
}

const texts = (found: readonly RecordPiece[]) => found.map((piece) => piece.bytes?.toString('utf8') ?? piece.damage);

const chunkSize = fc.integer({ min: 1, max: 40 });
const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 6 });

describe('splitJson', () => {
  const written: Readonly<Record<JsonContainer, (list: readonly unknown[], indent: number) => string>> = {
    array: (list, indent) => JSON.stringify(list, null, indent),
    envelope: (list, indent) =>
      JSON.stringify({ '@odata.context': 'x[{"', meta: { a: [1] }, value: list, next: null }, null, indent),
    values: (list, indent) => list.map((one) => JSON.stringify(one, null, indent)).join('\r\n'),
  };

  for (const container of ['array', 'envelope', 'values'] as const) {
    it(`cuts what JSON.parse would, whatever the chunks (${container})`, () => {
      fc.assert(
        fc.property(objects, fc.constantFrom(0, 1, 4), chunkSize, (list, indent, size) => {
          const splitter = splitJson(container);
          const found = pieces(splitter, written[container](list, indent), size);
          expect(texts(found).map((text) => JSON.parse(text ?? ''))).toEqual(JSON.parse(JSON.stringify(list)));
          expect(found.map((piece) => piece.row)).toEqual(list.map((_, index) => index));
          expect(splitter.closed()).toBe(true);
        }),
      );
    });
  }

  it('reads several containers one after the other, and elements that are no objects', () => {
    expect(texts(pieces(splitJson('array'), '[{"a":1}]\n[ "x,]", 7 ,{"b":[2]}]', 3))).toEqual([
      '{"a":1}',
      '"x,]"',
      '7 ',
      '{"b":[2]}',
    ]);
    expect(texts(pieces(splitJson('envelope'), '{"records":[{"a":1}]}{"records":[{"b":2}]}', 4))).toEqual([
      '{"a":1}',
      '{"b":2}',
    ]);
  });

  it('keeps everything before the cut of a truncated list, and says that it is not closed', () => {
    const splitter = splitJson('array');
    expect(texts(pieces(splitter, '[{"a":1},{"b":{"c":"d', 5))).toEqual(['{"a":1}', 'truncated']);
    expect(splitter.closed()).toBe(false);
  });

  it('loses only the element whose bracket or quote is missing, where elements begin on lines of their own', () => {
    const broken = '[\n  {"a":1},\n  {"b":{"x":2},\n  {"c":3},\n  {"d":"no end},\n  {"e":5}\n]';
    for (const size of [1, 7, 1000]) {
      const splitter = splitJson('array');
      expect(texts(pieces(splitter, broken, size)).filter((text) => text?.startsWith('{'))).toContain('{"e":5}');
    }
  });

  it('ends on any bytes', () => {
    const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', ' ', 'a', '1', 'é'), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(
        noise,
        chunkSize,
        fc.constantFrom<JsonContainer>('array', 'envelope', 'values'),
        (parts, size, container) => {
          pieces(splitJson(container), parts.join(''), size);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes linear time on brackets that never close', () => {
    const start = performance.now();
    pieces(splitJson('array'), `[${'\n{'.repeat(500_000)}`, 65_536);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('splitLines', () => {
  it('gives each line that is not blank', () => {
    fc.assert(
      fc.property(objects, chunkSize, fc.constantFrom('\n', '\r\n', '\n\n'), (list, size, ending) => {
        const lines = list.map((one) => JSON.stringify(one));
        expect(texts(pieces(splitLines(), `\uFEFF${lines.join(ending)}`, size))).toEqual(lines);
      }),
    );
  });

  it('makes one damaged piece of a line over the budget', () => {
    const long = `{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`;
    expect(texts(pieces(splitLines(), `{"b":1}\n${long}\n{"c":2}\n`, 1_000_000))).toEqual([
      '{"b":1}',
      'too-long',
      '{"c":2}',
    ]);
  });
});

describe('splitCsv', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ü', '{') });
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

  it('gives back the fields of any table, whatever the chunks', () => {
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, chunkSize, fc.constantFrom(',', ';', '\t'), (rows, size, delimiter) => {
        const text = rows.map((row) => row.map(quoted).join(delimiter)).join('\r\n');
        const found = pieces(splitCsv(delimiter.charCodeAt(0), 1), text, size);
        expect(found.map((piece) => csvFields(piece.bytes?.toString('utf8') ?? '', delimiter))).toEqual(rows);
        expect(found.map((piece) => piece.row)).toEqual(rows.map((_, index) => index - 1));
      }),
    );
  });

  it('loses only the record whose quoting is wrong', () => {
    const text = 'a,b\n"1","x"\n"2","y"z"\n"3","w\n"4","v"\n"5","u"\n';
    for (const size of [1, 5, 1000]) {
      expect(texts(pieces(splitCsv(0x2c, 1), text, size))).toEqual([
        'a,b',
        '"1","x"',
        'malformed',
        'malformed',
        '"4","v"',
        '"5","u"',
      ]);
    }
  });

  it('gives a quote that never closes as truncated, after the rows before it', () => {
    expect(texts(pieces(splitCsv(0x2c, 1), 'a,b\n"1","x"\n"2","y', 4))).toEqual(['a,b', '"1","x"', 'truncated']);
  });

  it('ends on any bytes', () => {
    fc.assert(
      fc.property(field, chunkSize, (text, size) => void pieces(splitCsv(0x2c, 1), text, size)),
      { numRuns: 500 },
    );
  });
});
