import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, SignInKind, UnreadRecord } from '../event/event-row.ts';
import { maskText } from '../record/mask-secret.ts';
import { applicationName } from '../record/public-names.ts';
import { firstText, integerOf, lower, objectOf, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { remembered } from '../record/remembered.ts';
import { readSignInDetails } from './signin-details.ts';
import { placeOf } from './signin-place.ts';
import { readSignInToken } from './signin-token.ts';

/** What a diagnostic-settings record says around a sign-in's properties. */
export interface DiagnosticEnvelope {
  readonly time: unknown;
  readonly category: unknown;
  readonly location: unknown;
  readonly resultType: unknown;
  readonly resultDescription: unknown;
  readonly tenantId: unknown;
}

const NO_ENVELOPE: DiagnosticEnvelope = {
  time: null,
  category: null,
  location: null,
  resultType: null,
  resultDescription: null,
  tenantId: null,
};

/**
 * One Entra sign-in as Microsoft Graph's `signIn` resource has it (learn.microsoft.com/graph/api/resources/signin); the `properties` of a
 * diagnostic-settings record have the same names.
 */
export function readSignIn(record: RawObject, envelope: DiagnosticEnvelope = NO_ENVELOPE): EventFacts | UnreadRecord {
  const at = readTime(record.createdDateTime) ?? readTime(envelope.time ?? record.timeGenerated);
  if (at === null) return { unread: 'damaged', detail: 'The sign-in has no readable time.' };
  const kind = signInKind(record, envelope.category ?? record.category);
  const address = firstAddress(record.ipAddress, record.ipAddressFromResourceProvider);
  const agent = textOf(record.userAgent);
  const appId = lower(textOf(record.appId));
  const result = readOutcome(record, envelope);
  const who = readPrincipal(record, kind);
  const place = placeOf(record, envelope.location);
  const token = readSignInToken(record, envelope.tenantId);
  // Named one by one: spreading objects into millions of rows costs more than reading them.
  return {
    event_id: eventIdOf(record.id, record),
    source: 'entra-signin',
    at,
    category: 'sign-in',
    operation: 'SignIn',
    workload: 'AzureActiveDirectory',
    record_type: null,
    outcome: result.outcome,
    error_code: result.error_code,
    principal: who.principal,
    principal_id: who.principal_id,
    principal_type: who.principal_type,
    app_id: appId,
    app_name: firstText(record.appDisplayName, record.servicePrincipalName) ?? applicationName(appId),
    resource_id: lower(textOf(record.resourceId)),
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    country: place.country,
    city: place.city,
    asn: integerOf(record.autonomousSystemNumber),
    network: null,
    user_agent: agent === null ? null : maskedAgent(agent),
    client_app: firstText(record.clientAppUsed, record.authenticationProtocol),
    sign_in_kind: kind,
    session_id: token.session_id,
    token_id: token.token_id,
    token_guid: token.token_guid,
    token_issued_at: at,
    token_kind: token.token_kind,
    auth_protocol: token.auth_protocol,
    auth_requirement: token.auth_requirement,
    risk: token.risk,
    device_id: token.device_id,
    device_state: token.device_state,
    correlation_id: token.correlation_id,
    tenant_id: token.tenant_id,
    home_tenant_id: token.home_tenant_id,
    resource_tenant_id: token.resource_tenant_id,
    mailbox: null,
    logon_type: null,
    external_access: null,
    mail_access_type: null,
    throttled: null,
    message_ids: null,
    folders: null,
    recipients: null,
    item_count: null,
    target: textOf(record.resourceDisplayName),
    target_id: lower(textOf(record.resourceServicePrincipalId)),
    target_type: null,
    details: readSignInDetails(record, envelope.resultDescription).toJson(),
  };
}

const maskedAgent = remembered(maskText);

function readOutcome(record: RawObject, envelope: DiagnosticEnvelope): Pick<EventFacts, 'outcome' | 'error_code'> {
  const status = objectOf(record.status);
  const code = integerOf(status?.errorCode) ?? integerOf(record.resultType) ?? integerOf(envelope.resultType);
  if (code === null) {
    const failed = /^(fail|interrupt)/.test(textOf(status?.word) ?? '');
    return { outcome: failed ? 'failure' : 'unknown', error_code: null };
  }
  return code === 0 ? { outcome: 'success', error_code: null } : { outcome: 'failure', error_code: String(code) };
}

function signInKind(record: RawObject, category: unknown): SignInKind {
  const types: readonly unknown[] = Array.isArray(record.signInEventTypes)
    ? record.signInEventTypes
    : [record.signInEventTypes];
  const words = [...types, category]
    .flatMap((word) => textOf(word) ?? [])
    .join(' ')
    .toLowerCase();
  if (words.includes('managedidentity')) return 'managed-identity';
  if (words.includes('serviceprincipal')) return 'service-principal';
  if (words.includes('noninteractive')) return 'non-interactive';
  if (firstText(record.userPrincipalName, record.userId) === null && textOf(record.servicePrincipalId) !== null) {
    return 'service-principal';
  }
  return words === '' && record.isInteractive === false ? 'non-interactive' : 'interactive';
}

function readPrincipal(
  record: RawObject,
  kind: SignInKind,
): Pick<EventFacts, 'principal' | 'principal_id' | 'principal_type'> {
  if (kind === 'service-principal' || kind === 'managed-identity') {
    const id = lower(firstText(record.servicePrincipalId, record.appId));
    return { principal: id, principal_id: id, principal_type: 'service-principal' };
  }
  const id = lower(textOf(record.userId));
  return { principal: lower(textOf(record.userPrincipalName)) ?? id, principal_id: id, principal_type: 'user' };
}
