import type { IndicatorList } from './indicator.ts';
import { isIndicatorTable, readIndicatorTable } from './read-indicator-table.ts';
import { isStix, readStix } from './read-stix.ts';

/** What a file of indicators is. */
export type IndicatorShape = 'stix' | 'indicator-table';

/** The most bytes of a file of indicators that are read. */
export const MOST_INDICATOR_BYTES = 64 * 1024 * 1024;

/**
 * Tells a list of indicators by its first bytes: a STIX bundle, or a table with a column of values and one of their types.
 * @returns null where it is neither; a plain list of addresses is told by the user alone, since it may be anything.
 */
export function recogniseIndicators(head: Uint8Array): IndicatorShape | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64 * 1024)).toString('utf8');
  const start = text.trimStart().replace(/^\ufeff/, '');
  if (start.startsWith('{') || start.startsWith('[')) {
    const isBundle = /"type"\s*:\s*"bundle"/.test(start) && /"id"\s*:\s*"bundle--/.test(start);
    return isBundle || /"id"\s*:\s*"indicator--/.test(start) ? 'stix' : null;
  }
  return isIndicatorTable(start) ? 'indicator-table' : null;
}

/**
 * Reads a file of indicators: STIX 2.x JSON, a CSV table, or a plain list with one value a line.
 * @returns null where the text is JSON and no STIX.
 */
export function readIndicators(bytes: Uint8Array): IndicatorList | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  if (!/^\s*[{[]/.test(text)) return readIndicatorTable(text);
  const value = parsed(text);
  return isStix(value) ? readStix(value) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
