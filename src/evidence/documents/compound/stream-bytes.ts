import type { Compound, CompoundEntry } from '../../ole/compound.ts';
import type { Findings } from './findings.ts';

/** The bytes of a stream that a storage holds, as far as they are there, what is lost of them noted; null where there is no such stream. */
export function streamBytes(
  compound: Compound,
  storage: CompoundEntry,
  name: string,
  findings: Findings,
): Buffer | null {
  const entry = compound.child(storage, name);
  if (entry?.kind !== 'stream') return null;
  const { held, shortfall, read } = compound.stream(entry);
  findings.lost(shortfall);
  return read(0, held);
}
