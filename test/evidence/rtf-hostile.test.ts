import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRtf } from '../../src/evidence/rtf/rtf-text.ts';
import { oleObject, packaged, rtf, seen } from './rtf-fixture.ts';

const MIB = 1024 * 1024;
const LIMITS = { textBytes: 64 * MIB, objects: 1000 };

/** Reads everything a caller can ask for; checks that hidden spans are sorted, disjoint and within the text. */
function readAll(bytes: Uint8Array): number {
  const { text, objects } = readRtf(bytes, LIMITS);
  let at = 0;
  for (const [start, end] of text.hidden) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBeLessThanOrEqual(text.utf8.length);
  return objects.reduce((sum, object) => sum + object.bytes().length, text.utf8.length);
}

const TOKENS = [
  '{',
  '}',
  '\\',
  '{\\*',
  "\\'",
  "\\'82",
  "\\'a0",
  '\\u233?',
  '\\u-10179',
  '\\uc',
  '\\uc9 ',
  '\\bin9 ',
  '\\bin99999999999 ',
  '\\par',
  '\\cell',
  '\\row',
  '\\trowd',
  '{\\field',
  '{\\*\\fldinst HYPERLINK "',
  '{\\fldrslt',
  '{\\*\\objdata 0105000002000000',
  '{\\pict\\pngblip ',
  '{\\fonttbl{\\f1\\fcharset128 ',
  '\\f1 ',
  '{\\colortbl',
  ';',
  '\\cf1 ',
  '\\v ',
  '\\v0 ',
  '\\plain',
  '{\\footnote',
  '{\\upr',
  '{\\*\\ud',
  '{\\*\\htmltag1 ',
  '\\htmlrtf',
  '\\htmlrtf0 ',
  '{\\info',
  '{\\title',
  '{\\*\\docvar',
  '{\\sn gtextUNICODE}',
  '{\\sv',
  'text',
  '"',
  '\0',
  '\r\n',
  '\\emdash',
  '\\~',
  '{\\listtext',
  '{\\*\\annotation',
  '00ff',
];
const document = fc
  .tuple(
    fc.constantFrom('{\\rtf1', '{\\rtf1\\fromhtml1', '{\\rtf1\\fromtext', '{\\urtf1', ''),
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }),
  )
  .map(([head, tokens]) => Buffer.from(head + tokens.join(''), 'latin1'));

describe('hostile documents', () => {
  test('arbitrary bytes are read', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readAll(bytes) >= 0));
  });

  test('tokens in any order are read, and come out the same each time', () => {
    fc.assert(
      fc.property(document, (bytes) => {
        expect(readRtf(bytes, LIMITS).text).toEqual(readRtf(bytes, LIMITS).text);
        readAll(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  test('a sound document with changed and missing bytes is read', () => {
    const sound = `{\\rtf1\\ansicpg932{\\fonttbl{\\f0\\fcharset128 A;}}{\\colortbl;\\red1;}{\\field{\\*\\fldinst HYPERLINK "http://h"}{\\fldrslt x}}{\\object{\\*\\objdata ${oleObject('Package', packaged('a.txt', Buffer.from('text')))}}}\\trowd a\\cell\\row\\'83\\'65\\u233?{\\v hid}}`;
    const place = fc.nat(sound.length);
    fc.assert(
      fc.property(place, fc.uint8Array({ maxLength: 4 }), fc.nat(30), (at, bytes, gone) => {
        readAll(
          Buffer.concat([
            Buffer.from(sound.slice(0, at), 'latin1'),
            bytes,
            Buffer.from(sound.slice(at + gone), 'latin1'),
          ]),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['open braces', '{'],
    ['groups that change something', '{\\v '],
    ['closing braces', '}'],
    ['hexadecimal', "\\'e9"],
    ['Unicode', '\\u233?'],
    ['counts beyond the end', '\\bin999999999 '],
    ['fields within fields', '{\\field{\\*\\fldinst HYPERLINK "http://h"}{\\fldrslt '],
    ['instructions within instructions', '{\\field{\\*\\fldinst '],
    ['notes within notes', '{\\footnote a'],
    ['pictures within pictures', '{\\pict\\pngblip 00'],
    ['objects within objects', '{\\*\\objdata 00'],
    ['what is hidden and what is not by turns', '\\v a\\v0 b'],
    ['one long word', 'a'],
    ['one long number', '9'],
  ])('%s take linear time', (_name, unit) => {
    const cost = (size: number) => {
      const text = Buffer.from(`{\\rtf1 \\u${unit.repeat(Math.ceil(size / unit.length))}`, 'latin1');
      const start = process.cpuUsage().user;
      readRtf(text, LIMITS);
      return (process.cpuUsage().user - start) / 1000;
    };
    cost(MIB / 4);
    // Ten times the bytes, and room for noise; quadratic time would be a hundred times.
    expect(cost(2.5 * MIB)).toBeLessThan(40 * Math.max(cost(MIB / 4), 10));
  });

  test('ten megabytes of open braces, and of hexadecimal, are read', () => {
    expect(readAll(Buffer.from(`{\\rtf1 text${'{'.repeat(10 * MIB)}`))).toBe(4);
    expect(readAll(Buffer.from(`{\\rtf1 ${"\\'e9".repeat(2.5 * MIB)}`))).toBe(5 * MIB);
  });

  test('deep groups say that they are too deep, and what follows is read', () => {
    const depth = 100_000;
    const text = `{\\rtf1 before ${'{\\v {\\b {\\pict '.repeat(depth / 4)}${'}'.repeat((3 * depth) / 4)}after}`;
    expect(seen(text)).toMatch(/^before .*after$/s);
    expect(rtf(text).shortfall?.detail).toContain('too deep');
  });

  test('a count beyond the end hides nothing', () => {
    expect(seen('{\\rtf1 a\\bin2147483647 b}')).toBe('ab');
    expect(seen('{\\rtf1 a\\bin-5 b}')).toBe('ab');
    expect(seen('{\\rtf1 a\\bin3 }}}b}')).toBe('ab');
  });

  test('a document that ends anywhere is read up to there', () => {
    expect(seen('{\\rtf1 text{\\b bold')).toBe('textbold');
    expect(seen('{\\rtf1 text{\\field{\\*\\fldinst HYPERLINK "http://h"}{\\fldrslt x')).toBe('textx <http://h>');
    expect(seen('{\\rtf1 text{\\footnote note')).toBe('text\nnote');
    expect(rtf('{\\rtf1{\\pict\\pngblip 8950').objects).toHaveLength(1);
    expect(seen('{\\rtf1 text\\')).toBe('text');
    expect(seen("{\\rtf1 text\\'")).toBe('text');
    expect(seen("{\\rtf1 text\\'e")).toBe('texte');
  });
});
