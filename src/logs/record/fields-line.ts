/** What names the fields of Exchange's own logs: `#Fields: date-time,client-ip,…`. */
export const FIELDS = /^#Fields: {0,4}/i;

/** The names themselves. */
export function withoutFields(header: string): string {
  return header.replace(FIELDS, '');
}
