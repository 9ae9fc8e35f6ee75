import { isIPv4, isIPv6 } from 'node:net';
import type { NetworkFacts, NetworkLookup } from './network-lookup.ts';

/** A range of addresses, both ends included, and what is said of it. */
export interface NetworkRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly facts: NetworkFacts;
}

/** An address as a number; null where it is none. */
export function addressNumber(ip: string): { readonly version: 4 | 6; readonly number: bigint } | null {
  if (isIPv4(ip)) return { version: 4, number: v4Number(ip) };
  return isIPv6(ip) && !ip.includes('%') ? { version: 6, number: v6Number(ip) } : null;
}

function v4Number(ip: string): bigint {
  return BigInt(ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0));
}

function v6Number(ip: string): bigint {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
  const last = tail?.[2] === undefined ? 0 : Number(v4Number(tail[2]));
  const text = tail === null ? ip : `${tail[1]}${(last >>> 16).toString(16)}:${(last & 0xffff).toString(16)}`;
  const [head = '', rest] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = rest === undefined || rest === '' ? [] : rest.split(':');
  const zeros = rest === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(Number.parseInt(group, 16)), 0n);
}

/** The range of `address/bits`; null where it is no network. */
export function networkRange(cidr: string): Omit<NetworkRange, 'facts'> | null {
  const [address = '', bits = '', more] = cidr.trim().split('/');
  const base = addressNumber(address);
  const width = base?.version === 4 ? 32 : 128;
  if (base === null || more !== undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > width) return null;
  const size = 1n << BigInt(width - Number(bits));
  const first = (base.number / size) * size;
  return { version: base.version, first, last: first + size - 1n };
}

/** Looks addresses up in ranges; of several that hold it the smallest counts. */
export function rangeLookup(ranges: readonly NetworkRange[]): NetworkLookup {
  const sorted = { 4: nested(ranges, 4), 6: nested(ranges, 6) };
  return (ip) => {
    const address = addressNumber(ip);
    if (address === null) return null;
    const { starts, all, outer } = sorted[address.version];
    for (let at = lastAtMost(starts, address.number); at >= 0; at = outer[at] ?? -1) {
      const range = all[at];
      if (range !== undefined && range.last >= address.number) return range.facts;
    }
    return null;
  };
}

interface Nested {
  readonly starts: readonly bigint[];
  readonly all: readonly NetworkRange[];
  /** For each range the index of the nearest one around it, -1 where none is. */
  readonly outer: Int32Array;
}

/** Ranges in order of their first address, the wider before the narrower, each knowing what is around it. */
function nested(ranges: readonly NetworkRange[], version: 4 | 6): Nested {
  const all = ranges
    .filter((range) => range.version === version)
    .sort((a, b) => (a.first !== b.first ? (a.first < b.first ? -1 : 1) : a.last > b.last ? -1 : 1));
  const outer = new Int32Array(all.length).fill(-1);
  const open: number[] = [];
  for (const [index, range] of all.entries()) {
    while (open.length > 0 && (all[open.at(-1) ?? 0]?.last ?? 0n) < range.first) open.pop();
    outer[index] = open.at(-1) ?? -1;
    open.push(index);
  }
  return { starts: all.map(({ first }) => first), all, outer };
}

/** Index of the last start that is not above the number; -1 where all are. */
function lastAtMost(starts: readonly bigint[], number: bigint): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0n) <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
