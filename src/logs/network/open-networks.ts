import { readFileSync, statSync } from 'node:fs';
import { LogsError } from '../logs-error.ts';
import { MMDB_MARK, openMmdb } from './mmdb.ts';
import type { MmdbValue } from './mmdb-record.ts';
import { type NetworkLookup, networkFacts } from './network-lookup.ts';
import { readNetworkTable } from './read-network-table.ts';

/** A file of networks, opened. */
export interface NetworkFile {
  readonly lookup: NetworkLookup;
  /** Rows of a table; null for a database, which is not counted through. */
  readonly read: number | null;
  readonly unreadable: number;
}

const MOST_BYTES = 1024 * 1024 * 1024;
/** A row of a table takes some 600 bytes of memory, about ten times its text. */
const MOST_TABLE_BYTES = 256 * 1024 * 1024;

/**
 * Opens a file that says whose network an address is in: a MaxMind database (MMDB) of autonomous systems or countries, or a CSV.
 * @throws LogsError `bad-networks` where it is neither, or is damaged.
 */
export function openNetworks(path: string): NetworkFile {
  if (statSync(path).size > MOST_BYTES) throw unfit(path, 'is larger than 1 GiB');
  const bytes = readFileSync(path);
  if (bytes.lastIndexOf(MMDB_MARK) !== -1) return openDatabase(path, bytes);
  if (bytes.length > MOST_TABLE_BYTES) throw unfit(path, 'is a table larger than 256 MiB');
  const table = readNetworkTable(bytes);
  if (table === null || table.read === 0) throw unfit(path, 'holds no networks that could be read');
  return table;
}

function openDatabase(path: string, bytes: Buffer): NetworkFile {
  const database = (() => {
    try {
      return openMmdb(bytes);
    } catch (cause) {
      throw unfit(path, 'is a damaged MaxMind database', cause);
    }
  })();
  const lookup: NetworkLookup = (ip) => {
    try {
      return recordFacts(database.get(ip));
    } catch (error) {
      // Of a damaged record nothing is known.
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
  return { lookup, read: null, unreadable: 0 };
}

/** GeoLite2 and GeoIP2 name their fields so, ipinfo's databases otherwise. */
function recordFacts(record: MmdbValue): ReturnType<NetworkLookup> {
  const field = (...path: readonly string[]): MmdbValue | undefined =>
    path.reduce<MmdbValue | undefined>((value, name) => (value instanceof Map ? value.get(name) : undefined), record);
  return networkFacts(
    field('autonomous_system_number') ?? field('traits', 'autonomous_system_number') ?? field('asn'),
    field('autonomous_system_organization') ??
      field('traits', 'autonomous_system_organization') ??
      field('as_name') ??
      field('name'),
    field('country', 'iso_code') ??
      field('registered_country', 'iso_code') ??
      field('country_code') ??
      field('country'),
  );
}

function unfit(path: string, what: string, cause?: unknown): LogsError {
  return new LogsError(
    'bad-networks',
    `${path} ${what}`,
    'Give a MaxMind database (MMDB), or a CSV with the columns network, asn, owner and country.',
    3,
    cause,
  );
}
