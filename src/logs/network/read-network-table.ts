import { csvColumns, readCsvTable } from '../../core/index.ts';
import { type NetworkLookup, networkFacts } from './network-lookup.ts';
import { addressNumber, type NetworkRange, networkRange, rangeLookup } from './network-ranges.ts';

/** Names of columns in the tables that providers of such files give, lower case. */
const COLUMNS = {
  network: ['network', 'cidr', 'prefix', 'range', 'ip_range'],
  first: ['start_ip', 'ip_from', 'first_ip', 'start', 'range_start'],
  last: ['end_ip', 'ip_to', 'last_ip', 'end', 'range_end'],
  asn: ['asn', 'autonomous_system_number', 'as_number', 'as'],
  owner: [
    'owner',
    'autonomous_system_organization',
    'as_name',
    'as_organization',
    'name',
    'organization',
    'isp',
    'network_owner',
  ],
  country: ['country_code', 'country_iso_code', 'country', 'registered_country'],
} as const;

type Columns = { readonly [Field in keyof typeof COLUMNS]: number };

/** A table of networks, read, with how many of its rows were none. */
export interface NetworkTable {
  readonly lookup: NetworkLookup;
  readonly read: number;
  readonly unreadable: number;
}

/**
 * Reads a CSV of networks: a column with `address/bits`, or two with the first and last address; and any of number, owner and country.
 * @returns null where the header has no such columns.
 */
export function readNetworkTable(bytes: Buffer): NetworkTable | null {
  const { header, rows } = readCsvTable(bytes.toString('utf8'));
  const columns = csvColumns(header, COLUMNS);
  if (columns.network === -1 && (columns.first === -1 || columns.last === -1)) return null;
  if (columns.asn === -1 && columns.owner === -1 && columns.country === -1) return null;
  const ranges = rows.flatMap((fields): readonly NetworkRange[] => {
    const range = fields === null ? null : rangeOf(fields, columns);
    return range === null ? [] : [range];
  });
  return { lookup: rangeLookup(ranges), read: ranges.length, unreadable: rows.length - ranges.length };
}

function rangeOf(fields: readonly string[], columns: Columns): NetworkRange | null {
  const cell = (field: keyof Columns) => (fields[columns[field]] ?? '').trim();
  const facts = networkFacts(cell('asn'), cell('owner'), cell('country'));
  if (facts === null) return null;
  if (columns.network !== -1) {
    const range = networkRange(cell('network'));
    return range === null ? null : { ...range, facts };
  }
  const [first, last] = [addressNumber(cell('first')), addressNumber(cell('last'))];
  if (first === null || last === null || first.version !== last.version || first.number > last.number) return null;
  return { version: first.version, first: first.number, last: last.number, facts };
}
