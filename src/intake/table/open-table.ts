import { type ColumnProfile, ColumnProfiles, contentOf } from './column-profile.ts';
import { csvItems, formOf, jsonItems, listLines, type NamedItem, type TableForm } from './read-table.ts';
import { headOf, type TableInput } from './table-input.ts';

/** A list that has been looked through once: its columns and what they hold, and its rows to be read again. */
export interface Table {
  readonly form: TableForm['form'];
  /** In the order of their appearance; `#1`, `#2` … where the list names none. */
  readonly columns: readonly string[];
  readonly profiles: ReadonlyMap<string, ColumnProfile>;
  /** Data rows that the container holds, good and bad. */
  readonly rowCount: number;
  readonly items: () => AsyncGenerator<NamedItem>;
}

/**
 * Looks through a list once, from end to end, in bounded memory.
 * @param knowsColumn whether a header's cell is a name of a column, to tell a header from data.
 * @param limit rows to look at; all of them by default.
 * @throws IntakeError where a path cannot be opened.
 */
export async function openTable(
  input: TableInput,
  knowsColumn: (name: string) => boolean,
  limit = Number.POSITIVE_INFINITY,
): Promise<Table> {
  const form = await formOf(await headOf(input));
  const items = await itemsOf(input, form, knowsColumn);
  const profiles = new ColumnProfiles();
  let rowCount = 0;
  for await (const item of items()) {
    rowCount += 1;
    if (item.type === 'row') profiles.add(item.cells);
    if (rowCount >= limit) break;
  }
  return { form: form.form, columns: [...profiles.byName.keys()], profiles: profiles.byName, rowCount, items };
}

async function itemsOf(
  input: TableInput,
  form: TableForm,
  knowsColumn: (name: string) => boolean,
): Promise<() => AsyncGenerator<NamedItem>> {
  if (form.form === 'json' || form.form === 'ndjson') return () => jsonItems(input, form);
  if (form.form === 'lines') return () => singleColumn(input, form, knowsColumn);
  return () => namedCsv(input, form, knowsColumn);
}

async function* namedCsv(
  input: TableInput,
  form: TableForm & { readonly form: 'csv' },
  knowsColumn: (name: string) => boolean,
): AsyncGenerator<NamedItem> {
  let names: readonly string[] | null = null;
  for await (const item of csvItems(input, form)) {
    if (item.type === 'bad') {
      yield item;
      continue;
    }
    if (names === null) {
      const header = isHeader(item.cells, knowsColumn);
      names = header ? uniqueNames(item.cells) : item.cells.map((_, index) => `#${index + 1}`);
      if (header) continue;
    }
    yield { type: 'row', row: item, cells: byName(names, item.cells) };
  }
}

function byName(names: readonly string[], cells: readonly string[]): ReadonlyMap<string, string> {
  const row = new Map<string, string>();
  for (const [index, name] of names.entries()) row.set(name, cells[index] ?? '');
  return row;
}

/** One value a line; `#` starts a comment, and a first line that names the column is no row. */
async function* singleColumn(
  input: TableInput,
  form: TableForm,
  knowsColumn: (name: string) => boolean,
): AsyncGenerator<NamedItem> {
  let name: string | null = null;
  for await (const { number, span, text } of listLines(input, form)) {
    const cell = text?.trim();
    if (cell === '' || cell?.startsWith('#') === true) continue;
    if (cell === undefined) {
      yield { type: 'bad', number, span, reason: 'over-budget', detail: 'the line is too long' };
      continue;
    }
    if (name === null) {
      const value = unquoted(cell);
      const header = isHeader([value], knowsColumn);
      name = header ? value : '#1';
      if (header) continue;
    }
    yield { type: 'row', row: { number, span }, cells: new Map([[name, unquoted(cell)]]) };
  }
}

function unquoted(cell: string): string {
  return /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** A row of names: at least one that is known, and none that is data. */
function isHeader(cells: readonly string[], knowsColumn: (name: string) => boolean): boolean {
  const first = new ColumnProfiles();
  first.add(new Map(cells.map((cell, index) => [String(index), cell])));
  const isData = [...first.byName.values()].some((profile) => contentOf(profile) !== null);
  return !isData && (cells.some(knowsColumn) || (cells.length > 1 && cells.every(isName)));
}

function isName(cell: string): boolean {
  return /^\p{L}[\p{L}\p{N} _/()#-]{0,60}$/u.test(cell.trim());
}

function uniqueNames(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const name = cell.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}
