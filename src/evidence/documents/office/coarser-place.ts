const CELL = /^(.*)!([A-Z]{1,3})(\d{1,10})(?:, [a-z]+)?$/s;
const ROW = /^(.*)!(\d{1,10}):(\d{1,10})$/s;
const COUNTED = /^([a-z]+) (\d{1,10})$/;
const WITHIN = /^(.+), [a-z]+(?: \d{1,10})?$/s;
const ROWS = 1000;
const PLACES = 1000;

/** The place that a place is part of, for texts with more places than can be told: a cell's row, a row's thousand, the sheet; itself where there is none. */
export function coarserPlace(place: string): string {
  const cell = CELL.exec(place);
  if (cell !== null) return `${cell[1]}!${cell[3]}:${cell[3]}`;
  const row = ROW.exec(place);
  if (row !== null) return row[2] === row[3] ? `${row[1]}!${range(Number(row[2]), ROWS)}` : (row[1] ?? place);
  const counted = COUNTED.exec(place);
  if (counted !== null) return `${counted[1]}s ${range(Number(counted[2]), PLACES).replace(':', ' to ')}`;
  return WITHIN.exec(place)?.[1] ?? place;
}

function range(number: number, size: number): string {
  const first = Math.floor((number - 1) / size) * size + 1;
  return `${first}:${first + size - 1}`;
}
