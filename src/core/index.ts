/** The few words all rooms share: ids, time, errors, provenance, canonical JSON; and the cutting of streams into records. */
export { type ByteSpan, spansOverlap } from './byte-span.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export { type Clock, fixedClock, systemClock } from './clock.ts';
export { count, counted } from './counted.ts';
export { type FailureExit, PostbreachError } from './error.ts';
export { dayOf, type Instant, instantFromMilliseconds, millisecondsOf, parseInstant } from './instant.ts';
export { deriveId, type KeyedHash, keyedHash, keyOf } from './keyed-hash.ts';
export type { Loss, LossReason } from './loss.ts';
export { packageRoot } from './package-root.ts';
export { type Provenance, sourceProvenance } from './provenance.ts';
export { csvFields } from './records/csv-fields.ts';
export { csvColumns, csvHeader, readCsvTable } from './records/csv-table.ts';
export { MAX_RECORD_BYTES, type RecordPiece, type RecordSplitter } from './records/record-splitter.ts';
export { splitCsv } from './records/split-csv.ts';
export { type JsonContainer, splitJson } from './records/split-json.ts';
export { splitLines } from './records/split-lines.ts';
export { addTallies, EMPTY_TALLY, type Tally, tallyBalances } from './tally.ts';
