/** Whose network an address is in, and where, as a file says. */
export interface NetworkFacts {
  /** Number of the autonomous system. */
  readonly asn: number | null;
  /** Who owns the network. */
  readonly network: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
}

/** Looks up an IPv4 or IPv6 address; null where the file has nothing of it. */
export type NetworkLookup = (ip: string) => NetworkFacts | null;

const MOST_OWNER_CHARACTERS = 200;

/** Facts from values as files write them: `AS64500` or 64500, any case of a country. Null where none of them says anything. */
export function networkFacts(asn: unknown, owner: unknown, country: unknown): NetworkFacts | null {
  const facts = { asn: asnOf(asn), network: textOf(owner), country: countryOf(country) };
  return facts.asn === null && facts.network === null && facts.country === null ? null : facts;
}

function asnOf(value: unknown): number | null {
  const digits = /^(?:AS)?\s?(\d{1,10})$/i.exec(String(value ?? '').trim())?.[1];
  const number = digits === undefined ? Number.NaN : Number(digits);
  return number > 0 && number <= 0xffffffff ? number : null;
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().slice(0, MOST_OWNER_CHARACTERS) : '';
  return text === '' ? null : text;
}

function countryOf(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z]{2}$/.test(value.trim()) ? value.trim().toUpperCase() : null;
}

/** What several files say of an address: of each fact the first that is known. */
export function joinedLookups(lookups: readonly NetworkLookup[]): NetworkLookup {
  return (ip) => {
    const found = lookups.map((lookup) => lookup(ip)).filter((facts) => facts !== null);
    const first = <Name extends keyof NetworkFacts>(name: Name) =>
      found.map((facts) => facts[name]).find((value) => value !== null) ?? null;
    return found.length === 0 ? null : { asn: first('asn'), network: first('network'), country: first('country') };
  };
}
