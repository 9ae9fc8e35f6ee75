import { categoryOf } from '../event/event-category.ts';
import type { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { applicationName } from '../record/public-names.ts';
import { firstText, isGuid, lower, objectOf, type RawObject, smallIntegerOf, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { logonErrorCode } from './logon-error.ts';
import { readUalActor } from './ual-actor.ts';
import { readUalAgent } from './ual-agent.ts';
import { readUalDetails } from './ual-details.ts';
import { readMailFacts } from './ual-mail.ts';
import { readUalTarget } from './ual-target.ts';
import { readUalToken } from './ual-token.ts';

/** What the export around an AuditData says; used only where the inner record says nothing. */
export interface UalEnvelope {
  readonly createdAt: unknown;
  readonly operation: unknown;
  readonly user: unknown;
  readonly recordType: unknown;
}

const NO_ENVELOPE: UalEnvelope = { createdAt: null, operation: null, user: null, recordType: null };

/**
 * One record of the unified audit log (Office 365 Management Activity API schema, learn.microsoft.com/office/office-365-management-api).
 * @param record the inner record, AuditData parsed.
 */
export function readUal(record: RawObject, envelope: UalEnvelope = NO_ENVELOPE): EventFacts | UnreadRecord {
  const at = readTime(record.CreationTime) ?? readTime(envelope.createdAt);
  if (at === null) return { unread: 'damaged', detail: 'The record has no readable time.' };
  const operation = firstText(record.Operation, envelope.operation) ?? 'unknown';
  const recordType = smallIntegerOf(record.RecordType) ?? smallIntegerOf(envelope.recordType);
  const details = readUalDetails(record);
  const app = readApp(record, details);
  const address = firstAddress(record.ClientIP, record.ClientIPAddress, record.ActorIpAddress);
  const agent = readUalAgent(record, details);
  const result = readOutcome(record, operation, recordType);
  const actor = readUalActor(record, envelope.user);
  const token = readUalToken(record, details, recordType === LOGIN ? at : null);
  const mail = readMailFacts(record, operation, details);
  const target = readUalTarget(record, details);
  // Named one by one: spreading eight objects into the millions of rows of an audit log costs half of reading them.
  return {
    event_id: eventIdOf(record.Id, record),
    source: 'ual',
    at,
    category: categoryOf(operation, recordType),
    operation,
    workload: textOf(record.Workload),
    record_type: recordType,
    outcome: result.outcome,
    error_code: result.error_code,
    principal: actor.principal,
    principal_id: actor.principal_id,
    principal_type: actor.principal_type,
    app_id: app.app_id,
    app_name: app.app_name,
    resource_id: app.resource_id,
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    country: null,
    city: null,
    asn: null,
    network: null,
    user_agent: agent.user_agent,
    client_app: agent.client_app,
    sign_in_kind: null,
    session_id: token.session_id,
    token_id: token.token_id,
    token_guid: token.token_guid,
    token_issued_at: token.token_issued_at,
    token_kind: null,
    auth_protocol: null,
    auth_requirement: null,
    risk: null,
    device_id: token.device_id,
    device_state: token.device_state,
    correlation_id: token.correlation_id,
    tenant_id: token.tenant_id,
    home_tenant_id: token.home_tenant_id,
    resource_tenant_id: token.resource_tenant_id,
    mailbox: mail.mailbox,
    logon_type: mail.logon_type,
    external_access: mail.external_access,
    mail_access_type: mail.mail_access_type,
    throttled: mail.throttled,
    message_ids: mail.message_ids,
    folders: mail.folders,
    recipients: null,
    item_count: mail.item_count,
    target: target.target,
    target_id: target.target_id,
    target_type: target.target_type,
    details: details.toJson(),
  };
}

const LOGIN = 15;

/** A login failure is a failure whatever ResultStatus says: it reports that the request was handled, not that the login worked. */
function readOutcome(
  record: RawObject,
  operation: string,
  recordType: number | null,
): Pick<EventFacts, 'outcome' | 'error_code'> {
  const name = textOf(record.LogonError);
  const isLogin = recordType === LOGIN || /^userlogg?(edin|infailed)$/i.test(operation);
  const error_code = isLogin || name !== null ? logonErrorCode(textOf(record.ErrorNumber), name) : null;
  if (/^userloginfailed$/i.test(operation)) return { outcome: 'failure', error_code };
  const status = lower(firstText(record.ResultStatus, record.ResultStatusDetail)) ?? '';
  if (/^(succe|true|partiallysucceeded)/.test(status)) return { outcome: 'success', error_code };
  if (/^(fail|false|error)/.test(status)) return { outcome: 'failure', error_code };
  return { outcome: 'unknown', error_code };
}

/** The client is the more specific id; the other one, or the target of a login, is the API it called. */
function readApp(record: RawObject, details: EventDetails): Pick<EventFacts, 'app_id' | 'app_name' | 'resource_id'> {
  const access = objectOf(record.AppAccessContext);
  const client = firstText(access?.ClientAppId, record.ClientAppId, record.ApplicationId, record.AppId);
  const loginTarget = record.ApplicationId === undefined ? null : textOf(record.ObjectId);
  const api = firstText(access?.APIId, record.AppId === client ? null : record.AppId);
  const app_id = lower(client);
  const named = firstText(access?.ClientAppName, record.ApplicationDisplayName, details.get('ApplicationDisplayName'));
  return {
    app_id,
    app_name: named ?? applicationName(app_id),
    resource_id: lower(api ?? (isGuid(loginTarget) ? loginTarget : null)),
  };
}
