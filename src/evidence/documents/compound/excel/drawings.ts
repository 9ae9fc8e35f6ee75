import { biffRecords } from './records.ts';

/** The drawings that all sheets share, pictures among them ([MS-XLS] §2.4.171). */
const DRAWING_GROUP = 0x00eb;

/** The bytes of a workbook's shared drawings, from all records they stand in. */
export function drawingsOf(stream: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (const { type, data, continued } of biffRecords(stream))
    if (type === DRAWING_GROUP) pieces.push(data, ...continued);
  return Buffer.concat(pieces);
}
