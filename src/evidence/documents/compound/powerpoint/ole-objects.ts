import type { Shortfall } from '../../../shortfall.ts';
import { inflateUpTo } from '../../../text/inflate.ts';
import { TOO_LONG, TOO_MANY } from '../../../text/member-budget.ts';
import type { PieceLimits } from '../../document-reader.ts';
import type { Findings, FoundFile } from '../findings.ts';
import { RECORD, recordsIn } from './records.ts';

const IS_COMPRESSED = 1;
const MIB = 1024 * 1024;
/** The length, and the header of zlib (RFC 1950 §2.2). */
const HEADER_BYTES = 6;

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail:
    'The compressed data of this object is damaged; it was read up to the fault. Ask its sender for another copy.',
};

/** Adds the objects embedded in a presentation: compound files, most of them compressed ([MS-PPT] §2.10.34); of a VBA project its sources. */
export function addOleObjects(stream: Buffer, limits: PieceLimits, findings: Findings): void {
  let count = 0;
  for (const { type, instance, from, to } of recordsIn(stream, 0, stream.length)) {
    if (type !== RECORD.oleObject) continue;
    count += 1;
    if (count > limits.members) {
      findings.lost(TOO_MANY);
      return;
    }
    const name = `object ${count}`;
    const data = stream.subarray(from, to);
    const isCompressed = instance === IS_COMPRESSED;
    findings.files.push((limit) => ({ name, mediaType: null, ...oleObject(data, isCompressed, limit, limits) }));
  }
}

function oleObject(
  data: Buffer,
  isCompressed: boolean,
  limit: number,
  { expansionRatio }: PieceLimits,
): Pick<FoundFile, 'bytes' | 'shortfall'> {
  if (!isCompressed) return { bytes: data, shortfall: null };
  const most = Math.min(limit, Math.max(MIB, data.length * expansionRatio));
  const { bytes, state } = inflateUpTo('raw', data.subarray(HEADER_BYTES), most);
  return { bytes, shortfall: state === 'whole' ? null : state === 'damaged' ? DAMAGED : TOO_LONG };
}
