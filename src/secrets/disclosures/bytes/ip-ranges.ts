type Range = readonly [address: number, bits: number];

const of = (a: number, b: number, c: number, d: number, bits: number): Range => [toNumber(a, b, c, d), bits];

/** Private use (RFC 1918), shared by carriers (RFC 6598) and link-local (RFC 3927). */
const PRIVATE: readonly Range[] = [
  of(10, 0, 0, 0, 8),
  of(172, 16, 0, 0, 12),
  of(192, 168, 0, 0, 16),
  of(100, 64, 0, 0, 10),
  of(169, 254, 0, 0, 16),
];

/** What is nobody's: this network, loopback, protocol assignments, documentation, benchmarks, multicast, reserved (RFC 6890). */
const NOBODYS: readonly Range[] = [
  of(0, 0, 0, 0, 8),
  of(127, 0, 0, 0, 8),
  of(192, 0, 0, 0, 24),
  of(192, 0, 2, 0, 24),
  of(198, 18, 0, 0, 15),
  of(198, 51, 100, 0, 24),
  of(203, 0, 113, 0, 24),
  of(224, 0, 0, 0, 3),
];

/** Four octets as one unsigned number. */
export function toNumber(a: number, b: number, c: number, d: number): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** Whether an IPv4 address is an organisation's own inside, somebody's on the Internet, or nobody's. */
export function ipv4Standing(address: number): 'private' | 'public' | 'nobodys' {
  if (PRIVATE.some((range) => isWithin(address, range))) return 'private';
  return NOBODYS.some((range) => isWithin(address, range)) ? 'nobodys' : 'public';
}

function isWithin(address: number, [network, bits]: Range): boolean {
  return (address ^ network) >>> (32 - bits) === 0;
}

/**
 * The same of an IPv6 address (RFC 4291, RFC 4193): global unicast is public, unique local and link-local are private.
 * @param groups eight numbers of sixteen bits.
 */
export function ipv6Standing(groups: readonly number[]): 'private' | 'public' | 'nobodys' {
  const [first = 0, second = 0] = groups;
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80) return 'private';
  const isDocumentation = (first === 0x2001 && second === 0x0db8) || (first === 0x3fff && second < 0x1000);
  return (first & 0xe000) === 0x2000 && !isDocumentation ? 'public' : 'nobodys';
}
