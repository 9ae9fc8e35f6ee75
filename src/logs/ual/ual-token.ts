import type { Instant } from '../../core/index.ts';
import type { EventDetails } from '../event/event-details.ts';
import type { DeviceState, EventFacts } from '../event/event-row.ts';
import { booleanOf, firstText, guidIn, lower, objectOf, type RawObject, textOf } from '../record/raw-object.ts';
import { readTime } from '../record/read-time.ts';
import { tokenGuid } from '../record/token-guid.ts';

type TokenFacts = Pick<
  EventFacts,
  | 'session_id'
  | 'token_id'
  | 'token_guid'
  | 'token_issued_at'
  | 'device_id'
  | 'device_state'
  | 'correlation_id'
  | 'tenant_id'
  | 'home_tenant_id'
  | 'resource_tenant_id'
>;

/**
 * The columns that tie a UAL record to a session, a token, a device and a tenant: `AppAccessContext` of mail records, `DeviceProperties`
 * and the request's ids (`IntraSystemId`, `InterSystemsId`) of logins.
 * @param loginAt when the record is a login itself: it issued the token; null for all others.
 */
export function readUalToken(record: RawObject, details: EventDetails, loginAt: Instant | null): TokenFacts {
  const access = objectOf(record.AppAccessContext);
  const session = firstText(access?.AADSessionId, record.SessionId, details.get('SessionId'));
  const token = textOf(access?.UniqueTokenId);
  const device = readDevice(record, details, access);
  return {
    session_id: guidIn(session) ?? session,
    token_id: token,
    token_guid: tokenGuid(token) ?? (loginAt === null ? null : guidIn(firstText(record.IntraSystemId, record.Id))),
    token_issued_at: issuedAt(access) ?? loginAt,
    device_id: device.id,
    device_state: device.state,
    correlation_id: lower(firstText(access?.CorrelationId, record.InterSystemsId)),
    tenant_id: lower(textOf(record.OrganizationId)),
    home_tenant_id: lower(textOf(record.ActorContextId)),
    resource_tenant_id: lower(textOf(record.TargetContextId)),
  };
}

/** "0001-01-01T00:00:00" is how the log writes that it does not know. */
function issuedAt(access: RawObject | null): Instant | null {
  const at = readTime(access?.IssuedAtTime);
  return at === null || at < '1970' ? null : at;
}

function readDevice(
  record: RawObject,
  details: EventDetails,
  access: RawObject | null,
): { readonly id: string | null; readonly state: DeviceState | null } {
  if (record.DeviceProperties === undefined) return { id: lower(textOf(access?.DeviceId)), state: null };
  const id = lower(details.get('Id'));
  return { id, state: deviceState(details, id) };
}

function deviceState(details: EventDetails, id: string | null): DeviceState | null {
  if (booleanOf(details.get('IsCompliant')) === true) return 'compliant';
  const managed = booleanOf(details.get('IsCompliantAndManaged'));
  if (managed === true) return 'managed';
  if (firstText(details.get('TrustType'), id) !== null) return 'registered';
  return managed === false ? 'unmanaged' : null;
}
