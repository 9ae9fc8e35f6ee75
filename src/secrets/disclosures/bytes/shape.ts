/** What the byte loop tells apart by structure alone. */
export const SHAPES = [
  'ipv4-private',
  'ipv4-public',
  'ipv4-range',
  'ipv6-private',
  'ipv6-public',
  'mac',
  'unc-host',
  'iban',
] as const;

export type Shape = (typeof SHAPES)[number];
