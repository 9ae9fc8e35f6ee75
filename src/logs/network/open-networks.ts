import { readFileSync, statSync } from 'node:fs';
import { Reader } from 'mmdb-lib';
import { LogsError } from '../logs-error.ts';
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
/** What a MaxMind database has before its metadata, near its end (maxmind.github.io/MaxMind-DB). */
const MMDB_MARK = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

/**
 * Opens a file that says whose network an address is in: a MaxMind database (MMDB) of autonomous systems or countries, or a CSV.
 * @throws LogsError `bad-networks` where it is neither, or is damaged.
 */
export function openNetworks(path: string): NetworkFile {
  if (statSync(path).size > MOST_BYTES) throw unfit(path, 'is larger than 1 GiB');
  const bytes = readFileSync(path);
  if (bytes.lastIndexOf(MMDB_MARK) !== -1) return openDatabase(path, bytes);
  const table = readNetworkTable(bytes);
  if (table === null || table.read === 0) throw unfit(path, 'holds no networks that could be read');
  return table;
}

function openDatabase(path: string, bytes: Buffer): NetworkFile {
  const reader = (() => {
    try {
      return new Reader<never>(bytes);
    } catch (cause) {
      throw unfit(path, 'is a damaged MaxMind database', cause);
    }
  })();
  const lookup: NetworkLookup = (ip) => {
    try {
      return recordFacts(reader.get(ip));
    } catch {
      // An address the database's tree cannot hold (IPv6 in one of IPv4), or a damaged record: nothing is known of it.
      return null;
    }
  };
  return { lookup, read: null, unreadable: 0 };
}

/** GeoLite2 and GeoIP2 name their fields so, ipinfo's databases otherwise. */
function recordFacts(record: unknown): ReturnType<NetworkLookup> {
  if (typeof record !== 'object' || record === null) return null;
  const fields = record as Readonly<Record<string, unknown>>;
  const nested = (name: string, field: string): unknown => {
    const value = fields[name];
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)[field]
      : undefined;
  };
  return networkFacts(
    fields.autonomous_system_number ?? nested('traits', 'autonomous_system_number') ?? fields.asn,
    fields.autonomous_system_organization ??
      nested('traits', 'autonomous_system_organization') ??
      fields.as_name ??
      fields.name,
    nested('country', 'iso_code') ?? nested('registered_country', 'iso_code') ?? fields.country_code ?? fields.country,
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
