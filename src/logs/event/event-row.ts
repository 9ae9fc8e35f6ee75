import type { Instant } from '../../core/index.ts';

/** What an event is about, whatever log it came from. */
export const EVENT_CATEGORIES = [
  'sign-in',
  'mail-access',
  'mail-send',
  'mail-rule',
  'mailbox-change',
  'consent',
  'application-change',
  'directory-change',
  'graph-request',
  'mail-flow',
  'azure-change',
  'alert',
  'other',
  'unknown',
] as const;

export type EventCategory = (typeof EVENT_CATEGORIES)[number];

/**
 * Which log: the unified audit log, Entra sign-ins, Entra directory audits, requests to Microsoft Graph, Exchange message trace, Azure
 * activity, Defender; what a mapping pack read; what stands in a log of no kind we know.
 */
export const EVENT_SOURCES = [
  'ual',
  'entra-signin',
  'entra-audit',
  'graph-activity',
  'message-trace',
  'azure-activity',
  'defender',
  'mapped',
  'unknown',
] as const;

export type EventSource = (typeof EVENT_SOURCES)[number];

/** What a device is to the organisation. */
export type DeviceState = 'compliant' | 'managed' | 'registered' | 'unmanaged';

/** How a sign-in's token was asked for. */
export type SignInKind = 'interactive' | 'non-interactive' | 'service-principal' | 'managed-identity';

/** What one record says, before it has a place: the columns of EVENT_COLUMNS that are read from the record itself. */
export interface EventFacts {
  readonly event_id: string;
  readonly source: EventSource;
  readonly at: Instant;
  readonly category: EventCategory;
  readonly operation: string;
  readonly workload: string | null;
  readonly record_type: number | null;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly error_code: string | null;
  readonly principal: string | null;
  readonly principal_id: string | null;
  readonly principal_type: 'user' | 'service-principal' | 'admin' | 'system' | 'unknown';
  readonly app_id: string | null;
  readonly app_name: string | null;
  readonly resource_id: string | null;
  readonly ip: string | null;
  readonly port: number | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly asn: number | null;
  readonly network: string | null;
  readonly user_agent: string | null;
  readonly client_app: string | null;
  readonly sign_in_kind: SignInKind | null;
  readonly session_id: string | null;
  readonly token_id: string | null;
  readonly token_guid: string | null;
  readonly token_issued_at: Instant | null;
  readonly token_kind: string | null;
  readonly auth_protocol: string | null;
  readonly auth_requirement: string | null;
  readonly risk: string | null;
  readonly device_id: string | null;
  readonly device_state: DeviceState | null;
  readonly correlation_id: string | null;
  readonly tenant_id: string | null;
  readonly home_tenant_id: string | null;
  readonly resource_tenant_id: string | null;
  readonly mailbox: string | null;
  readonly logon_type: number | null;
  readonly external_access: boolean | null;
  readonly mail_access_type: string | null;
  readonly throttled: boolean | null;
  readonly message_ids: readonly string[] | null;
  readonly folders: readonly string[] | null;
  readonly recipients: readonly string[] | null;
  readonly item_count: number | null;
  readonly target: string | null;
  readonly target_id: string | null;
  readonly target_type: string | null;
  readonly details: string | null;
}

/** One row of the event table as it is written; absent columns are null. `copies` is 1 until duplicates are merged. */
export interface EventRow extends EventFacts {
  readonly shape: string;
  readonly day: string;
  readonly copies: number;
  readonly file_id: string;
  /** Member of an archive the record stands in; null where the file itself is the log. */
  readonly raw_member: string | null;
  readonly raw_row: number;
  readonly raw_start: number;
  readonly raw_end: number;
}

/** A record that is no event row, and why; `detail` holds nothing of the record. */
export interface UnreadRecord {
  readonly unread: 'damaged' | 'unsupported';
  readonly detail: string;
}
