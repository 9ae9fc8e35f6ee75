import { expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import type { AnswerRow } from '../../src/review/detection/answer-row.ts';
import { foldedAnswers } from '../../src/review/detection/fold-answers.ts';

const at = (day: number) => `2024-03-${String(day).padStart(2, '0')}T00:00:00.000Z` as Instant;
const row = (principal: string, day: number, ip: string): AnswerRow => ({
  answer: 'raised',
  principal,
  mailbox: null,
  application: 'app',
  from: at(day),
  until: at(day + 1),
  ip,
  count: 2,
  sources: ['ual'],
  days: [at(day).slice(0, 10)],
  eventIds: [`${principal}-${day}`],
  summary: { token: `${day}` },
});
const ROWS = [row('ana', 3, '192.0.2.1'), row('ana', 1, '192.0.2.2'), row('bo', 2, '192.0.2.3')];

test('as many rows as can be read stay as they are', () => {
  expect(foldedAnswers(ROWS, 3)).toBe(ROWS);
});

test('more become one a principal, with what all of them say', () => {
  expect(foldedAnswers(ROWS, 2)).toEqual([
    {
      ...row('ana', 1, '192.0.2.2'),
      ip: null,
      until: at(4),
      count: 4,
      days: ['2024-03-01', '2024-03-03'],
      eventIds: ['ana-1', 'ana-3'],
      summary: { findings: 2 },
    },
    row('bo', 2, '192.0.2.3'),
  ]);
});

test('a hundred thousand rows of one principal are one, with a hundred events', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ ...row('ana', 1, 'x'), eventIds: [`e${index}`] }));
  const [only, ...others] = foldedAnswers(many);
  expect(others).toEqual([]);
  expect([only?.count, only?.eventIds.length, only?.summary]).toEqual([200_000, 100, { findings: 100_000 }]);
});
