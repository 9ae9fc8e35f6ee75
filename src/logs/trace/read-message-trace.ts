import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { firstText, integerOf, lower, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { type Fields, fieldsOf, heldNames } from '../record/record-fields.ts';
import { recipientsOf } from './recipients.ts';

/** What columns hold, what says nothing (the query's own dates and numbers), and the subject, which is mail text. */
const HELD: ReadonlySet<string> = new Set(
  `received receivedutc date origintimestamputc origintimestamp datetimeutc datetime timestamp senderaddress sender recipientaddress
   recipient recipients subject messagesubject messageid fromip originalclientip clientip tenantid startdate enddate index pscomputername
   runspaceid recipientcount`.split(/\s+/),
);

/**
 * One row of Exchange's message trace in any of its exports: Get-MessageTrace and Get-MessageTraceV2, Get-MessageTraceDetail, the portal's summary,
 * the historical search's summary and extended reports, or of the message tracking log that Exchange's own servers keep (learn.microsoft.com/exchange/monitoring/trace-an-email-message).
 */
export function readMessageTrace(record: RawObject): EventFacts | UnreadRecord {
  const field = fieldsOf(record);
  const at = readTime(
    field(
      'received',
      'receivedutc',
      'origintimestamputc',
      'origintimestamp',
      'datetimeutc',
      'datetime',
      'date',
      'timestamp',
    ),
  );
  if (at === null) return { unread: 'damaged', detail: 'The message trace has no readable time.' };
  const { recipients, statuses } = recipientsOf(field);
  const operation = firstText(field('event', 'eventid', 'status'), statuses[0]) ?? 'unknown';
  const sender = lower(textOf(field('senderaddress', 'sender')));
  const address = firstAddress(field('originalclientip'), field('fromip'), field('clientip'));
  const message = textOf(field('messageid'));
  const details = new EventDetails();
  for (const status of statuses) details.add('recipient_status', status);
  addRest(details, record, heldNames(record, HELD));
  return {
    ...NO_FACTS,
    event_id: eventIdOf(null, identityOf(field, at, operation)),
    source: 'message-trace',
    at,
    category: 'mail-flow',
    operation,
    workload: 'Exchange',
    outcome: outcomeOf([operation, textOf(field('status')), ...statuses]),
    principal: sender,
    principal_type: sender === null ? 'unknown' : 'user',
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    correlation_id: lower(textOf(field('messagetraceid', 'networkmessageid'))),
    tenant_id: lower(textOf(field('tenantid'))),
    message_ids: message === null ? null : [message],
    recipients: recipients.length === 0 ? null : recipients,
    item_count: integerOf(field('recipientcount')) ?? (recipients.length > 0 ? recipients.length : null),
    target: recipients[0] ?? null,
    details: details.toJson(),
  };
}

/** A row has no id of its own; what says which message, step and recipient it is stays the same in every export of one kind. */
function identityOf(field: Fields, at: string, operation: string): RawObject {
  const names = ['messagetraceid', 'networkmessageid', 'messageid', 'recipientaddress', 'recipientstatus', 'detail'];
  // Exchange's own log has a step at each server; other exports have none of these.
  const steps = ['internalmessageid', 'source', 'serverhostname', 'logid'].flatMap((name) => {
    const value = textOf(field(name));
    return value === null ? [] : [[name, value] as const];
  });
  return { at, operation, ...Object.fromEntries([...names.map((name) => [name, textOf(field(name))]), ...steps]) };
}

const DELIVERED = /^(?:deliver|expand|resolv|send|receive|submit|getting|none|transfer|redirect)/i;
const FAILED = /^(?:fail|drop|reject|badmail|bounce|dsn)|, ?fail/i;

/** Failed at one recipient is failed: the rest of the row says at which. */
function outcomeOf(words: readonly (string | null)[]): EventFacts['outcome'] {
  const said = words.filter((word) => word !== null);
  if (said.some((word) => FAILED.test(word))) return 'failure';
  return said.some((word) => DELIVERED.test(word)) ? 'success' : 'unknown';
}
