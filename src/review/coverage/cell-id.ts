import { deriveId, type KeyedHash } from '../../core/index.ts';

/** `cov-` and ten digits tell a principal's source apart from a million others. */
const SHOWN = 14;

/** The ids of the cells of one principal and source, by day. */
export function cellId(hash: KeyedHash, principal: string, source: string): (day: string) => string {
  const line = deriveId(hash, 'cov', principal, source).slice(0, SHOWN);
  return (day) => `${line}@${day}`;
}
