import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/core/index.ts';
import { readTime } from '../../src/logs/record/read-time.ts';

const READ: readonly (readonly [string, string])[] = [
  ['2023-06-01T13:12:18', '2023-06-01T13:12:18.000Z'],
  ['2023-01-31T23:59:59', '2023-01-31T23:59:59.000Z'],
  ['2022-12-12 15:57:57', '2022-12-12T15:57:57.000Z'],
  ['5/18/2021 9:13:33 PM', '2021-05-18T21:13:33.000Z'],
  ['5/18/2021 12:13:33 AM', '2021-05-18T00:13:33.000Z'],
  ['5/18/2021 12:13 PM', '2021-05-18T12:13:00.000Z'],
  ['12/31/2021 23:13:33', '2021-12-31T23:13:33.000Z'],
  ['2024-02-04T21:14:37.1234567Z', '2024-02-04T21:14:37.123Z'],
  ['2024-02-04T21:14:37.5Z', '2024-02-04T21:14:37.500Z'],
  ['2024-02-04T21:14:37.12', '2024-02-04T21:14:37.120Z'],
  ['2024-02-04T21:14:37Z', '2024-02-04T21:14:37.000Z'],
  ['2024-02-04T21:14:37.1234567+02:00', '2024-02-04T19:14:37.123Z'],
  ['2023-07-26 22:58:30.983201900', '2023-07-26T22:58:30.983Z'],
  ['/Date(1728344797000)/', '2024-10-07T23:46:37.000Z'],
  ['3/5/2024, 6:07:08.123 AM', '2024-03-05T06:07:08.000Z'],
  ['05.03.2024 18:07:08', '2024-03-05T18:07:08.000Z'],
  ['5-3-2024 6:07', '2024-03-05T06:07:00.000Z'],
  ['2024/3/5 6:07:08', '2024-03-05T06:07:08.000Z'],
];

describe('readTime', () => {
  for (const [text, instant] of READ) it(text, () => expect(readTime(text)).toBe(instant));

  it('refuses what is no time', () => {
    for (const value of [
      '',
      'today',
      '13/13/2021 1:00:00 PM',
      '2021-05-18T25:00:00',
      '31.02.2024 10:00:00',
      '2024/13/01 10:00',
      7,
      null,
      undefined,
      {},
    ]) {
      expect(readTime(value)).toBeNull();
    }
  });

  it('reads back every instant as the unified audit log writes it', () => {
    const range = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        const seconds = date.toISOString().slice(0, 19);
        expect(readTime(seconds)).toBe(`${seconds}.000Z`);
      }),
    );
  });

  it('reads what it reads quickly as it reads all else', () => {
    const range = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true };
    const fraction = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 999_999_999 }).map((digits) => `.${digits}`),
    );
    fc.assert(
      fc.property(fc.date(range), fraction, fc.constantFrom('', 'Z'), (date, part, zone) => {
        const text = `${date.toISOString().slice(0, 19)}${part}${zone}`;
        expect(readTime(text)).toBe(parseInstant(text));
      }),
    );
  });

  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => readTime(text) === null || true));
  });
});
