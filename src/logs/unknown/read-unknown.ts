import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { lower, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { fieldsOf } from '../record/record-fields.ts';
import { recordTime } from './record-time.ts';

const NOTHING_HELD: ReadonlySet<string> = new Set();

/**
 * A record of no kind this program knows, kept as an event: its time, what it may call its operation, its user and its address; all its scalars in
 * `details`. Nothing unknown is dropped.
 */
export function readUnknown(record: RawObject): EventFacts | UnreadRecord {
  const at = recordTime(record);
  if (at === null) {
    return {
      unread: 'unsupported',
      detail: 'The record is of no kind this program knows and has no time it can read.',
    };
  }
  const field = fieldsOf(record);
  const address = firstAddress(
    field('ipaddress', 'clientip', 'clientipaddress', 'sourceip', 'srcip', 'ip', 'calleripaddress'),
  );
  const principal = lower(
    textOf(
      field('userprincipalname', 'userid', 'user', 'username', 'accountupn', 'actor', 'email', 'account', 'caller'),
    ),
  );
  const details = new EventDetails();
  addRest(details, record, NOTHING_HELD);
  return {
    ...NO_FACTS,
    event_id: eventIdOf(null, record),
    source: 'unknown',
    at,
    category: 'unknown',
    operation:
      textOf(
        field(
          'operation',
          'operationname',
          'action',
          'actiontype',
          'activity',
          'event',
          'eventtype',
          'eventname',
          'type',
        ),
      ) ?? 'unknown',
    workload: textOf(field('category', 'workload', 'service', 'product')),
    principal,
    principal_type: principal === null ? 'unknown' : 'user',
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    details: details.toJson(),
  };
}
