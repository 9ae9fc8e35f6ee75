import { type Instant, instantFromMilliseconds } from '../../core/index.ts';
import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { maskText } from '../record/mask-secret.ts';
import { applicationName } from '../record/public-names.ts';
import { firstText, guidIn, integerOf, isGuid, lower, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { type Fields, fieldsOf, heldNames } from '../record/record-fields.ts';
import { tokenGuid } from '../record/token-guid.ts';
import { graphPath } from './request-path.ts';

const HELD: ReadonlySet<string> = new Set(
  `timegenerated requestid requestmethod useragent ipaddress calleripaddress appid userid serviceprincipalid signinactivityid sessionid csid
   tokenissuedat ciat aadtenantid tenantid deviceid cdeviceid operationid correlationid`.split(/\s+/),
);

/**
 * One request to Microsoft Graph as MicrosoftGraphActivityLogs has it (learn.microsoft.com/azure/azure-monitor/reference/tables), a row of Log
 * Analytics or the `properties` of a diagnostic record.
 * @param outer what a diagnostic record says around it; empty for a row.
 */
export function readGraphRequest(record: RawObject, outer: RawObject = {}): EventFacts | UnreadRecord {
  const field = fieldsOf(record);
  const around = fieldsOf(outer);
  const at = readTime(field('timegenerated')) ?? readTime(around('time')) ?? readTime(field('time', 'timestamp'));
  if (at === null) return { unread: 'damaged', detail: 'The Graph request has no readable time.' };
  const uri = textOf(field('requesturi')) ?? '';
  const { path, id } = graphPath(uri);
  const address = firstAddress(field('ipaddress', 'calleripaddress'), around('calleripaddress'));
  const agent = textOf(field('useragent'));
  const appId = lower(textOf(field('appid')));
  const details = new EventDetails();
  addRest(details, record, heldNames(record, HELD));
  return {
    ...NO_FACTS,
    event_id: eventIdOf(field('requestid'), record),
    source: 'graph-activity',
    at,
    category: 'graph-request',
    operation: textOf(field('requestmethod'))?.toUpperCase() ?? 'unknown',
    workload: 'MicrosoftGraph',
    ...outcomeOf(integerOf(field('responsestatuscode') ?? around('resultsignature'))),
    ...callerOf(field),
    app_id: appId,
    app_name: applicationName(appId),
    resource_id: '00000003-0000-0000-c000-000000000000',
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    user_agent: agent === null ? null : maskText(agent),
    ...tokenOf(field),
    device_id: lower(textOf(field('deviceid', 'cdeviceid'))),
    correlation_id: lower(firstText(field('operationid'), around('correlationid'))),
    tenant_id: lower(firstText(field('aadtenantid'), around('tenantid'), field('tenantid'))),
    mailbox: id?.includes('@') === true ? id : null,
    target: maskText(path),
    target_id: isGuid(id) ? id : null,
    details: details.toJson(),
  };
}

function outcomeOf(status: number | null): Pick<EventFacts, 'outcome' | 'error_code'> {
  if (status === null) return { outcome: 'unknown', error_code: null };
  return status < 400 ? { outcome: 'success', error_code: null } : { outcome: 'failure', error_code: String(status) };
}

function callerOf(field: Fields): Pick<EventFacts, 'principal' | 'principal_id' | 'principal_type'> {
  const user = lower(textOf(field('userid', 'userprincipalobjectid')));
  if (user !== null) return { principal: user, principal_id: guidIn(user), principal_type: 'user' };
  const own = lower(firstText(field('serviceprincipalid'), field('appid')));
  return { principal: own, principal_id: guidIn(own), principal_type: own === null ? 'unknown' : 'service-principal' };
}

function tokenOf(field: Fields): Pick<EventFacts, 'session_id' | 'token_id' | 'token_guid' | 'token_issued_at'> {
  const token = textOf(field('signinactivityid', 'uniquetokenid', 'uniquetokenidentifier'))?.replace(/=+$/, '') ?? null;
  const session = textOf(field('sessionid', 'csid'));
  return {
    session_id: guidIn(session) ?? session,
    token_id: token,
    token_guid: tokenGuid(token),
    token_issued_at: issuedAt(field('ciat', 'tokenissuedat')),
  };
}

/** A claim's seconds since 1970, or a time as text. */
function issuedAt(value: unknown): Instant | null {
  const seconds =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{9,11}$/.test(value) ? Number(value) : null;
  if (seconds === null) return readTime(value);
  return seconds > 0 && seconds < 1e11 ? instantFromMilliseconds(Math.trunc(seconds) * 1000) : null;
}
