import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, SignInKind, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { maskText } from '../record/mask-secret.ts';
import { applicationName } from '../record/public-names.ts';
import { firstText, integerOf, lower, objectOf, objectsOf, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { HELD_BY_COLUMNS } from './signin-held.ts';
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
  return {
    event_id: eventIdOf(record.id, record),
    source: 'entra-signin',
    at,
    category: 'sign-in',
    operation: 'SignIn',
    workload: 'AzureActiveDirectory',
    record_type: null,
    ...readOutcome(record, envelope),
    ...readPrincipal(record, kind),
    app_id: appId,
    app_name: firstText(record.appDisplayName, record.servicePrincipalName) ?? applicationName(appId),
    resource_id: lower(textOf(record.resourceId)),
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    ...placeOf(record, envelope.location),
    asn: integerOf(record.autonomousSystemNumber),
    network: null,
    user_agent: agent === null ? null : maskText(agent),
    client_app: firstText(record.clientAppUsed, record.authenticationProtocol),
    sign_in_kind: kind,
    ...readSignInToken(record, at, envelope.tenantId),
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
    details: readDetails(record, envelope).toJson(),
  };
}

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
  const types = record.signInEventTypes;
  const words =
    `${Array.isArray(types) ? types.join(' ') : (textOf(types) ?? '')} ${textOf(category) ?? ''}`.toLowerCase();
  if (words.includes('managedidentity')) return 'managed-identity';
  if (words.includes('serviceprincipal')) return 'service-principal';
  if (words.includes('noninteractive')) return 'non-interactive';
  if (firstText(record.userPrincipalName, record.userId) === null && textOf(record.servicePrincipalId) !== null) {
    return 'service-principal';
  }
  return words.trim() === '' && record.isInteractive === false ? 'non-interactive' : 'interactive';
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

function readDetails(record: RawObject, envelope: DiagnosticEnvelope): EventDetails {
  const details = new EventDetails();
  details.add('failureReason', objectOf(record.status)?.failureReason);
  for (const [name, value] of Object.entries(objectOf(record.deviceDetail) ?? {})) details.add(`device.${name}`, value);
  const policies = [
    ...objectsOf(record.appliedConditionalAccessPolicies),
    ...objectsOf(record.conditionalAccessPolicies),
  ];
  for (const policy of policies) details.add(`policy:${textOf(policy.displayName) ?? 'unnamed'}`, policy.result);
  const methods = objectsOf(record.authenticationDetails).flatMap((step) => textOf(step.authenticationMethod) ?? []);
  details.add('authenticationMethods', methods.join(';'));
  details.add('resultDescription', envelope.resultDescription);
  addRest(details, record, HELD_BY_COLUMNS);
  return details;
}
