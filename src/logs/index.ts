/** Log formats → one event table in Parquet, and the engine it is queried in. Also the library `postbreach/logs`. */
export type { CommittedFile } from './commit-pieces.ts';
export type { QueryParameters, QueryValue } from './duck-engine.ts';
export { EVENT_COLUMNS, type EventColumn } from './event-column.ts';
export type { EventCategory, EventRow, EventSource, SignInKind } from './event-row.ts';
export { type EventStore, type EventStoreOptions, openEventStore } from './event-store.ts';
export {
  type IngestOptions,
  ingestLog,
  type LogEvent,
  type LogIngestResult,
  type LogInput,
  type LogProgress,
} from './ingest-log.ts';
export { type ByteForm, HEAD_BYTES } from './log-bytes.ts';
export type { CoverageDay, RecordKind } from './log-coverage.ts';
export type { LogContainer, LogShape, ShapeName } from './log-shape.ts';
export { LogsError, type LogsErrorCode } from './logs-error.ts';
export { type RawPlace, readRawRecord } from './read-raw-record.ts';
export { recogniseLog } from './recognise-log.ts';
