import { csvColumns, csvHeader, type Instant, parseInstant, readCsvTable } from '../../core/index.ts';
import type { Indicator, IndicatorList, UnusableIndicator } from './indicator.ts';
import { comparisonOf } from './indicator-value.ts';

/** Names of columns, by what they hold; the first that a table has counts. */
const COLUMNS = {
  value: ['value', 'indicator', 'ioc', 'observable', 'indicatorvalue', 'indicator value', 'ioc value', 'data'],
  type: ['type', 'indicator_type', 'indicatortype', 'indicator type', 'ioc type', 'ioc_type', 'kind'],
  name: ['name', 'title', 'description', 'comment', 'notes', 'context', 'label', 'event_info'],
  from: ['valid_from', 'validfrom', 'first_seen', 'firstseen', 'from', 'start', 'date added'],
  until: ['valid_until', 'validuntil', 'last_seen', 'lastseen', 'until', 'expires', 'expirationtime', 'end'],
} as const;

type Columns = { readonly [Field in keyof typeof COLUMNS]: number };

/** Whether a text begins with the header of a table of indicators. */
export function isIndicatorTable(text: string): boolean {
  const columns = csvColumns(csvHeader(text).names, COLUMNS);
  return columns.value !== -1 && columns.type !== -1;
}

/** The indicators of a CSV table, or of a plain list with one value a line; `#` begins a comment in a list. */
export function readIndicatorTable(text: string): IndicatorList {
  const columns = csvColumns(csvHeader(text).names, COLUMNS);
  return columns.value === -1 ? readPlainList(text) : readTable(text, columns);
}

function readTable(text: string, columns: Columns): IndicatorList {
  return sorted(
    readCsvTable(text).rows.map((fields, row) => {
      const id = `row ${row + 1}`;
      return fields === null ? { id, why: 'The row has wrong quoting.' } : readRow(id, fields, columns);
    }),
  );
}

function readRow(id: string, fields: readonly string[], columns: Columns): Indicator | UnusableIndicator {
  const cell = (field: keyof Columns) => (columns[field] === -1 ? '' : (fields[columns[field]] ?? '').trim());
  const type = cell('type') === '' ? null : cell('type');
  const comparison = comparisonOf(cell('value'), type);
  if (comparison === null)
    return {
      id,
      why: `No log has ${type === null ? 'anything of this look' : `a ${type.slice(0, 40)} of this form`}.`,
    };
  const name = cell('name') === '' ? cell('value') : `${cell('value')} (${cell('name')})`;
  return {
    id,
    name: name.slice(0, 160),
    any: [[comparison]],
    from: instantOf(cell('from')),
    until: instantOf(cell('until')),
  };
}

function readPlainList(text: string): IndicatorList {
  return sorted(
    text.split(/\r?\n/).flatMap((line, index): readonly (Indicator | UnusableIndicator)[] => {
      const value = line.replace(/(?:^|\s)#.*$/, '').trim();
      if (value === '') return [];
      const id = `row ${index + 1}`;
      const comparison = comparisonOf(value, null);
      if (comparison === null) return [{ id, why: 'No log has anything of this look.' }];
      return [{ id, name: value.slice(0, 160), any: [[comparison]], from: null, until: null }];
    }),
  );
}

function sorted(read: readonly (Indicator | UnusableIndicator)[]): IndicatorList {
  return {
    indicators: read.filter((one): one is Indicator => 'any' in one),
    unusable: read.filter((one): one is UnusableIndicator => 'why' in one),
  };
}

function instantOf(text: string): Instant | null {
  return text === '' ? null : parseInstant(text);
}
