import { isIPv4, isIPv6 } from 'node:net';
import { textOf } from './raw-object.ts';
import { remembered } from './remembered.ts';

/** A client's address as the event table holds it. */
export interface ClientAddress {
  /** Lower case, without port, brackets and zone; an IPv4-mapped IPv6 address as IPv4. */
  readonly ip: string;
  readonly port: number | null;
}

const BRACKETED = /^\[([0-9A-Fa-f:.]{2,45})(?:%[^\]]{1,20})?\](?::(\d{1,5}))?$/;
const V4_PORT = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/;

/** Reads `v4`, `v4:port`, `[v6]`, `[v6]:port` and bare `v6`; null where the text is empty or no address (a host name, "NA"). */
export function readAddress(value: unknown): ClientAddress | null {
  const text = textOf(value);
  return text === null || text.length > 80 ? null : addressOf(text);
}

const addressOf = remembered((text): ClientAddress | null => {
  if (isIPv4(text)) return { ip: text, port: null };
  const match = V4_PORT.exec(text) ?? BRACKETED.exec(text);
  const ip = (match?.[1] ?? text.split('%', 1)[0] ?? '').toLowerCase();
  if (!isIPv4(ip) && !isIPv6(ip)) return null;
  const port = match?.[2] === undefined ? null : Number(match[2]);
  return { ip: unmapped(ip), port: port !== null && port <= 65_535 ? port : null };
});

/** The first of the values that is an address. */
export function firstAddress(...values: readonly unknown[]): ClientAddress | null {
  for (const value of values) {
    const address = readAddress(value);
    if (address !== null) return address;
  }
  return null;
}

function unmapped(ip: string): string {
  const tail = ip.startsWith('::ffff:') ? ip.slice(7) : '';
  return isIPv4(tail) ? tail : ip;
}
