import { addressNumber, networkRange } from './network-ranges.ts';

/** Which of the addresses lie in a network. `network`: `address/bits`, or one address. */
export function addressesWithin(addresses: readonly string[]): (network: string) => readonly string[] {
  const numbered = addresses.flatMap((ip) => {
    const address = addressNumber(ip);
    return address === null ? [] : [{ ip, ...address }];
  });
  const byVersion = Map.groupBy(
    numbered.toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)),
    ({ version }) => version,
  );
  return (network) => {
    const range = rangeOf(network);
    const sorted = range === null ? [] : (byVersion.get(range.version) ?? []);
    const found: string[] = [];
    for (let at = firstFrom(sorted, range?.first ?? 0n); at < sorted.length; at++) {
      const one = sorted[at];
      if (one === undefined || one.number > (range?.last ?? 0n)) break;
      found.push(one.ip);
    }
    return found;
  };
}

function rangeOf(network: string): ReturnType<typeof networkRange> {
  const plain = network.replace(/%[^/]*/, '');
  return networkRange(plain.includes('/') ? plain : `${plain}/${plain.includes(':') ? 128 : 32}`);
}

/** Index of the first address that is not below the number. */
function firstFrom(sorted: readonly { readonly number: bigint }[], number: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.number ?? 0n) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
