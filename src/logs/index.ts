/** Log formats → one event table in Parquet, and the engine it is queried in. Also the library `postbreach/logs`. */

export { type ZipMember, zipMemberContent, zipMembers } from './archive/zip-members.ts';
export { EVENT_COLUMNS, type EventColumn } from './event/event-column.ts';
export {
  type DeviceState,
  EVENT_CATEGORIES,
  EVENT_SOURCES,
  type EventCategory,
  type EventRow,
  type EventSource,
  type SignInKind,
} from './event/event-row.ts';
export type { Mask, MaskModule } from './ingest/block-order.ts';
export type { CommittedFile } from './ingest/commit-files.ts';
export { ingestLog } from './ingest/ingest-log.ts';
export { type ByteForm, HEAD_BYTES } from './ingest/log-bytes.ts';
export type { CoverageDay, RecordKind } from './ingest/log-coverage.ts';
export type { IngestOptions, LogInput, LogProgress } from './ingest/log-input.ts';
export type { LogEvent, LogIngestResult } from './ingest/log-result.ts';
export { LogsError, type LogsErrorCode } from './logs-error.ts';
export { loadMapping } from './mapping/load-mappings.ts';
export type { Mapping } from './mapping/mapping.ts';
export { addressesWithin } from './network/addresses-within.ts';
export { joinedLookups, type NetworkFacts, type NetworkLookup } from './network/network-lookup.ts';
export { type NetworkFile, openNetworks } from './network/open-networks.ts';
export { type RawPlace, readRawRecord } from './record/read-raw-record.ts';
export { tokenGuid, tokenIdOfGuid } from './record/token-guid.ts';
export type { LogContainer, LogShape, ShapeName } from './shape/log-shape.ts';
export { recogniseAnyLog, recogniseLog } from './shape/recognise-log.ts';
export type { QueryParameters, QueryValue } from './store/duck-engine.ts';
export { type EventStore, type EventStoreOptions, openEventStore } from './store/event-store.ts';
