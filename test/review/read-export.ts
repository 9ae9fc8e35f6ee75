import { dayOf } from '../../src/core/index.ts';
import { pieceReader, splitterFor } from '../../src/logs/ingest/log-records.ts';
import { type recogniseAnyLog, recogniseLog } from '../../src/logs/shape/recognise-log.ts';
import type { StatedEvent } from './memory-events.ts';

/**
 * Reads an export as the product does, without a file and without the Parquet between: recogniser, splitter, reader.
 * @param recognise what tells its shape; `recogniseAnyLog` for what is said to be a log though of no kind we know.
 * @throws where it is not recognised or a record is not read.
 */
export function readExport(
  text: string,
  fileId = 'log-1',
  recognise: typeof recogniseAnyLog = recogniseLog,
): readonly StatedEvent[] {
  const bytes = Buffer.from(text);
  const shape = recognise(bytes.subarray(0, 256 * 1024));
  if (shape === null) throw new Error(`no log is recognised in: ${text.slice(0, 300)}`);
  const splitter = splitterFor(shape.container);
  const read = pieceReader(shape);
  const pieces = [...splitter.push(bytes), ...splitter.end()];
  return pieces.flatMap((piece) => {
    const facts = read(piece);
    if (facts === null) return [];
    if ('unread' in facts) throw new Error(`record ${piece.row} of ${shape.name}: ${facts.detail}`);
    const place = { file_id: fileId, raw_row: piece.row, raw_start: piece.start, raw_end: piece.end };
    return [{ ...facts, shape: shape.name, day: dayOf(facts.at), copies: 1, ...place }];
  });
}
