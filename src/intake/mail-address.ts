/** RFC 5321 §4.5.3.1. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;
const LOCAL_CHAR = /[\p{L}\p{N}!#$%&'+=^_`{}~.-]/u;
const DOMAIN_CHAR = /[\p{L}\p{N}.-]/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/u;

/**
 * The mail addresses that stand anywhere in `text`, lower case, each once, in order of appearance.
 * Quoted local parts and address literals are not looked for. Linear: each `@` looks at most 64 characters back and 255 ahead.
 */
export function addressesIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const address = addressAround(text, at);
    if (address !== null) found.add(address);
  }
  return [...found];
}

function addressAround(text: string, at: number): string | null {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL && LOCAL_CHAR.test(text.charAt(start - 1))) start -= 1;
  let end = at + 1;
  while (end < text.length && end - at <= LONGEST_DOMAIN && DOMAIN_CHAR.test(text.charAt(end))) end += 1;
  const local = text.slice(start, at).replace(/^[.'`=/]+|[.]+$/g, '');
  const domain = text.slice(at + 1, end).replace(/^[.-]+|[.-]+$/g, '');
  return local === '' || !isDomain(domain) ? null : `${local}@${domain}`.toLowerCase();
}

/** Whether `text` can be a domain name of at least two labels, its last one of letters. */
export function isDomain(text: string): boolean {
  return text.length <= LONGEST_DOMAIN && DOMAIN.test(text.toLowerCase());
}

/** Whether the whole cell is one or more mail addresses, with or without display names. */
export function looksLikeAddresses(cell: string): boolean {
  const text = cell.trim();
  return /^[^\s@<>]{1,64}@[^\s@<>]{3,255}$/.test(text)
    ? addressesIn(text).length === 1
    : /[<(;,]/.test(text) && addressesIn(text).length > 0;
}

/** The domain of an address, lower case; empty where it has none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
