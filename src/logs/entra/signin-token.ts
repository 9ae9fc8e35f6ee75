import type { DeviceState, EventFacts } from '../event/event-row.ts';
import { booleanOf, firstText, guidIn, lower, objectOf, type RawObject, textOf } from '../record/raw-object.ts';
import { tokenGuid } from '../record/token-guid.ts';

type TokenFacts = Pick<
  EventFacts,
  | 'session_id'
  | 'token_id'
  | 'token_guid'
  | 'token_kind'
  | 'auth_protocol'
  | 'auth_requirement'
  | 'risk'
  | 'device_id'
  | 'device_state'
  | 'correlation_id'
  | 'tenant_id'
  | 'home_tenant_id'
  | 'resource_tenant_id'
>;

/** The columns that tie a sign-in to its session, token, device and tenants, and say how it was made. */
export function readSignInToken(record: RawObject, outerTenant: unknown): TokenFacts {
  const token = textOf(record.uniqueTokenIdentifier);
  const session = textOf(record.sessionId);
  const device = objectOf(record.deviceDetail);
  const deviceId = lower(textOf(device?.deviceId));
  return {
    session_id: guidIn(session) ?? session,
    token_id: token,
    token_guid: tokenGuid(token) ?? guidIn(textOf(record.id)),
    token_kind: textOf(record.incomingTokenType),
    auth_protocol: textOf(record.authenticationProtocol),
    auth_requirement: textOf(record.authenticationRequirement),
    risk: riskOf(record),
    device_id: deviceId,
    device_state: device === null ? null : deviceState(device, deviceId),
    correlation_id: lower(textOf(record.correlationId)),
    tenant_id: lower(firstText(record.aadTenantId, outerTenant, record.tenantId)),
    home_tenant_id: lower(textOf(record.homeTenantId)),
    resource_tenant_id: lower(textOf(record.resourceTenantId)),
  };
}

/** A tenant without the licence sees the word "hidden". */
function riskOf(record: RawObject): string | null {
  const during = lower(textOf(record.riskLevelDuringSignIn));
  if (during !== null && during !== 'hidden') return during;
  return lower(textOf(record.riskLevelAggregated)) ?? during;
}

function deviceState(device: RawObject, id: string | null): DeviceState | null {
  if (booleanOf(device.isCompliant) === true) return 'compliant';
  if (booleanOf(device.isManaged) === true) return 'managed';
  if (id !== null || textOf(device.trustType) !== null) return 'registered';
  return booleanOf(device.isManaged) === false || booleanOf(device.isCompliant) === false ? 'unmanaged' : null;
}
