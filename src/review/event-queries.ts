import type { EventStore } from '../logs/index.ts';

/** What review asks of an event store: SQL over the view `events`. */
export type EventQueries = Pick<EventStore, 'query'>;
