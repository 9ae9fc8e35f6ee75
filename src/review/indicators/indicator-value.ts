import { isIP } from 'node:net';
import type { Comparison, IndicatorKind } from './indicator.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DOMAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const EMAIL = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/;
const URL_START = /^[a-z][a-z0-9+.-]{1,10}:\/\//;
const MOST_CHARACTERS = 2000;

/** Words by which lists name a kind: MISP attribute types, STIX object types, and what vendors' tables say. */
const KIND_OF_WORD: { readonly [Word in string]: IndicatorKind } = {
  ip: 'address',
  'ip-src': 'address',
  'ip-dst': 'address',
  ipv4: 'address',
  ipv6: 'address',
  'ipv4-addr': 'address',
  'ipv6-addr': 'address',
  ipaddress: 'address',
  'ip address': 'address',
  cidr: 'network',
  network: 'network',
  domain: 'domain',
  hostname: 'domain',
  'domain-name': 'domain',
  fqdn: 'domain',
  url: 'url',
  uri: 'url',
  email: 'email',
  'email-src': 'email',
  'email-dst': 'email',
  'email-addr': 'email',
  'email address': 'email',
  account: 'account',
  user: 'account',
  upn: 'account',
  'user-account': 'account',
  'user-agent': 'agent',
  useragent: 'agent',
  'user agent': 'agent',
  application: 'application',
  appid: 'application',
  'application-id': 'application',
  'client-id': 'application',
  session: 'session',
  sessionid: 'session',
  device: 'device',
  deviceid: 'device',
  'email-message-id': 'message-id',
  'message-id': 'message-id',
};

/**
 * The comparison that a value of a list stands for: by the kind the list names, else by its look.
 * @param word the list's own name of the kind; null where it has none.
 * @returns null where no event has anything of the kind (a file's hash).
 */
export function comparisonOf(value: string, word: string | null): Comparison | null {
  const name = word?.trim().toLowerCase().replaceAll('_', '-').split('|')[0] ?? '';
  const named = KIND_OF_WORD[name];
  if (name !== '' && named === undefined) return null;
  const kind = named ?? kindByLook(plainValue(value));
  return kind === null ? null : comparisonAs(value, kind);
}

/** The comparison of a value whose kind is known; null where it cannot be of that kind. An address with bits is a network. */
export function comparisonAs(value: string, kind: IndicatorKind): Comparison | null {
  const text = plainValue(value);
  if (text === '' || text.length > MOST_CHARACTERS || /\p{Cc}/u.test(text)) return null;
  if (kind === 'address' || kind === 'network') {
    const bare = text.replace(/^\[|\]$/g, '');
    const mapped = bare.startsWith('::ffff:') ? bare.slice(7) : '';
    const address = isIP(mapped) === 4 ? mapped : bare;
    if (isIP(address) !== 0) return { kind: 'address', op: 'equals', value: address };
    return isNetwork(text) ? { kind: 'network', op: 'equals', value: text } : null;
  }
  if (kind === 'message-id') return { kind, op: 'equals', value: text.replace(/^<|>$/g, '') };
  return { kind, op: 'equals', value: text };
}

function plainValue(value: string): string {
  return refanged(value.trim()).toLowerCase();
}

function kindByLook(text: string): IndicatorKind | null {
  if (isIP(text) !== 0) return 'address';
  if (isNetwork(text)) return 'network';
  if (GUID.test(text)) return 'guid';
  if (URL_START.test(text)) return 'url';
  if (/^<[^\s<>]{1,500}@[^\s<>]{1,500}>$/.test(text)) return 'message-id';
  if (EMAIL.test(text)) return 'email';
  if (DOMAIN.test(text)) return 'domain';
  return /^[a-z][\w.-]{1,40}\/\d/.test(text) ? 'agent' : null;
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', more] = text.split('/');
  const version = isIP(address);
  return (
    more === undefined &&
    version !== 0 &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) > 0 &&
    Number(bits) <= (version === 4 ? 32 : 128)
  );
}

/** Lists are passed on in a form nobody can click by accident: `hxxps`, `[.]`, `[at]`. */
function refanged(text: string): string {
  return text
    .replace(/^h(?:xx|\*\*)p/i, 'http')
    .replace(/\[(?:\.|dot)\]|\((?:\.|dot)\)|\{\.\}/gi, '.')
    .replace(/\[(?:@|at)\]|\((?:@|at)\)/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\[:\/\/\]/g, '://');
}
