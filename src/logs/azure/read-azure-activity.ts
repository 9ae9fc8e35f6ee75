import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { maskText } from '../record/mask-secret.ts';
import { firstText, integerOf, isObject, lower, objectOf, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { type Fields, fieldsOf, heldNames } from '../record/record-fields.ts';
import { callerOf } from './azure-caller.ts';

const HELD: ReadonlySet<string> = new Set(
  `time eventtimestamp timegenerated operationname operationnamevalue calleripaddress correlationid tenantid resourceid id caller
   eventdataid claims identity httprequest eventinitiatedby useragent`.split(/\s+/),
);

/** Categories of changes and notices of the platform; anything else is what a resource says of its own work (reads, writes, audits). */
const CHANGE = /^(?:administrative|policy|security|alert|autoscale|recommendation|servicehealth|resourcehealth)?$/i;

/**
 * One event of Azure's activity log or of a resource's own log, in any of its exports: resource logs schema (diagnostic settings, Event Hub), REST and
 * `az monitor activity-log list`, Get-AzActivityLog, Log Analytics' AzureActivity, the portal's CSV (learn.microsoft.com/azure/azure-monitor).
 */
export function readAzureActivity(record: RawObject): EventFacts | UnreadRecord {
  const field = fieldsOf(record);
  const at = readTime(field('time', 'eventtimestamp', 'timegenerated', 'eventsubmissiontimestamp'));
  if (at === null) return { unread: 'damaged', detail: 'The Azure activity has no readable time.' };
  const category = wordOf(field('category', 'categoryvalue', 'eventcategory')) ?? '';
  const properties = objectOf(field('properties'));
  const request = fieldsOf(objectOf(field('httprequest')) ?? {});
  const address = firstAddress(field('calleripaddress'), request('clientipaddress'), properties?.callerIpAddress);
  const agent = firstText(field('useragent'), properties?.userAgentHeader, properties?.userAgent);
  const resource = textOf(field('resourceid', 'resource'));
  const operation = wordOf(field('operationnamevalue', 'operationname')) ?? 'unknown';
  return {
    ...NO_FACTS,
    event_id: eventIdOf(field('eventdataid'), record),
    source: 'azure-activity',
    at,
    category: CHANGE.test(category) ? 'azure-change' : 'other',
    operation,
    workload: providerOf(field, resource, operation),
    ...outcomeOf(field),
    ...callerOf(field),
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    user_agent: agent === null ? null : maskText(agent),
    correlation_id: lower(textOf(field('correlationid'))),
    tenant_id: lower(textOf(field('tenantid'))),
    target: resource === null ? null : maskText(resource),
    target_type: wordOf(field('resourcetype')),
    details: detailsOf(record, field, category),
  };
}

/** A text, or what `{value, localizedValue}` stands for. */
function wordOf(value: unknown): string | null {
  return isObject(value) ? firstText(value.value, value.Value, value.localizedValue) : textOf(value);
}

function providerOf(field: Fields, resource: string | null, operation: string): string | null {
  const named = wordOf(field('resourceprovidername', 'resourceprovider', 'resourceprovidervalue'));
  return (
    named ??
    /\/providers\/([\w.]{1,100})/i.exec(resource ?? '')?.[1] ??
    /^([\w.]{1,100})\//.exec(operation)?.[1] ??
    null
  );
}

const FAILED = /^(?:fail|error|denied|unauthorized|forbidden|client_?error|server_?error|timeout)/i;
const SUCCEEDED = /^(?:succe|accept|start|active|resolved|ok$|created|sasSuccess)/i;

function outcomeOf(field: Fields): Pick<EventFacts, 'outcome' | 'error_code'> {
  const code = integerOf(field('resultsignature', 'statuscode', 'activitysubstatusvalue')) ?? null;
  const word = wordOf(field('resulttype', 'activitystatusvalue', 'status', 'statustext', 'resultsignature')) ?? '';
  const metric = textOf(objectOf(field('properties'))?.metricResponseType) ?? '';
  const failed = FAILED.test(word) || /fail|error|denied/i.test(metric) || (code !== null && code >= 400 && code < 600);
  if (failed) return { outcome: 'failure', error_code: code === null ? null : String(code) };
  const succeeded = SUCCEEDED.test(word) || SUCCEEDED.test(metric) || (code !== null && code >= 200 && code < 400);
  return { outcome: succeeded ? 'success' : 'unknown', error_code: null };
}

function detailsOf(record: RawObject, field: Fields, category: string): string | null {
  const details = new EventDetails();
  details.add('category', category);
  const nested: Record<string, unknown> = {};
  for (const name of ['properties', 'authorization']) nested[name] = objectOf(field(name));
  nested.authorization ??= fieldsOf(objectOf(field('identity')) ?? {})('authorization');
  addRest(details, nested, new Set());
  addRest(details, record, new Set([...heldNames(record, HELD), ...heldNames(record, PARSED)]));
  return details.toJson();
}

const PARSED: ReadonlySet<string> = new Set([
  'properties',
  'authorization',
  'category',
  'categoryvalue',
  'eventcategory',
]);
