import { type MmdbValue, readMmdbValue } from './mmdb-record.ts';
import { addressNumber } from './network-ranges.ts';

/** What a MaxMind database has before its metadata, near its end (maxmind.github.io/MaxMind-DB). */
export const MMDB_MARK = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

const SEPARATOR_BYTES = 16;
const V4_BITS = 32;
const V6_BITS = 128;

/** A MaxMind database, opened. */
export interface Mmdb {
  /** What the database says of an address; null where it says nothing. @throws RangeError where the record is damaged. */
  readonly get: (ip: string) => MmdbValue;
}

/**
 * Opens a MaxMind database. Only its metadata is looked at; each look-up reads one path of the tree and one bounded record.
 * @throws RangeError where the metadata is damaged.
 */
export function openMmdb(bytes: Buffer): Mmdb {
  const start = bytes.lastIndexOf(MMDB_MARK) + MMDB_MARK.length;
  const metadata = readMmdbValue(bytes, start, start);
  const number = (name: string): number => {
    const value = metadata instanceof Map ? metadata.get(name) : null;
    if (typeof value !== 'number') throw new RangeError(`The metadata has no ${name}.`);
    return value;
  };
  const tree: Tree = { bytes, nodes: number('node_count'), bits: number('record_size') };
  const version = number('ip_version');
  const size = (tree.nodes * tree.bits) / 4;
  if (![24, 28, 32].includes(tree.bits) || size + SEPARATOR_BYTES > start) throw new RangeError('The tree is damaged.');
  const data = size + SEPARATOR_BYTES;
  return {
    get: (ip) => {
      const address = addressNumber(ip);
      if (address === null || (version === 4 && address.version === 6)) return null;
      // In a tree of IPv6, IPv4 stands below ::/96.
      const end = walk(tree, address.number, version === 6 ? V6_BITS : V4_BITS);
      return end <= tree.nodes ? null : readMmdbValue(bytes, data, end - tree.nodes + size);
    },
  };
}

interface Tree {
  readonly bytes: Buffer;
  readonly nodes: number;
  /** Of one record; a node has two. */
  readonly bits: number;
}

/** The first record on the address's path that is no node. */
function walk(tree: Tree, address: bigint, bits: number): number {
  let node = 0;
  for (let bit = bits - 1; bit >= 0 && node < tree.nodes; bit--)
    node = recordOf(tree, node, Number((address >> BigInt(bit)) & 1n));
  return node;
}

function recordOf({ bytes, bits }: Tree, node: number, side: number): number {
  const at = (node * bits) / 4;
  if (bits === 32) return bytes.readUInt32BE(at + side * 4);
  if (bits === 24) return bytes.readUIntBE(at + side * 3, 3);
  const middle = bytes.readUInt8(at + 3);
  const high = side === 0 ? middle >> 4 : middle & 0x0f;
  return high * 2 ** 24 + bytes.readUIntBE(at + side * 4, 3);
}
