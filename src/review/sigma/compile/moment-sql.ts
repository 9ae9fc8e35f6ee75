import type { TimePart } from '../value/field-test.ts';

const FIRST_YEAR = "TIMESTAMP '0001-01-01 00:00:00'";

/** A part of a moment as a number, in functions that both engines have. The week is that of ISO 8601. */
export function timePartSql(moment: string, part: TimePart): string {
  const since = (unit: string, start: string) => `DATE_DIFF('${unit}', ${start}, ${moment})`;
  const start = (unit: string) => `DATE_TRUNC('${unit}', ${moment})`;
  switch (part) {
    case 'minute':
      return since('minute', start('hour'));
    case 'hour':
      return since('hour', start('day'));
    case 'day':
      return `${since('day', start('month'))} + 1`;
    case 'month':
      return `${since('month', start('year'))} + 1`;
    case 'year':
      return `${since('year', FIRST_YEAR)} + 1`;
    case 'week':
      return weekSql(moment);
  }
}

/** A week belongs to the year that its Thursday lies in. */
function weekSql(moment: string): string {
  const thursday = `(DATE_TRUNC('week', ${moment}) + INTERVAL '3' DAY)`;
  return `FLOOR(DATE_DIFF('day', DATE_TRUNC('year', ${thursday}), ${thursday}) / 7.0) + 1`;
}

/** The moment a text names, as both engines read it: to the second, without zone. */
export function momentOfText(text: string): string {
  return `TRY_CAST(REPLACE(SUBSTRING(${text}, 1, 19), 'T', ' ') AS TIMESTAMP)`;
}
