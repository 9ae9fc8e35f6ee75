/**
 * The event table, column by column: one row per distinct log record of any source. The same list makes the Parquet schema, the
 * SQL view `events` that detections query, and docs/events.md.
 */
export interface EventColumn {
  readonly name: string;
  /** DuckDB type; only types Trino also has. */
  readonly type: 'VARCHAR' | 'TIMESTAMP' | 'BIGINT' | 'INTEGER' | 'BOOLEAN' | 'VARCHAR[]';
  /** The attribute of the Open Cybersecurity Schema Framework (schema.ocsf.io) that means the same; null where none does. */
  readonly ocsf: string | null;
  readonly meaning: string;
}

const column = (name: string, type: EventColumn['type'], ocsf: string | null, meaning: string): EventColumn => ({
  name,
  type,
  ocsf,
  meaning,
});

export const EVENT_COLUMNS: readonly EventColumn[] = [
  column(
    'event_id',
    'VARCHAR',
    'metadata.uid',
    "The record's own id, lower case where a GUID; where it has none fit to be unique, `sha256:` and a hash of the record. Rows are unique by it.",
  ),
  column(
    'source',
    'VARCHAR',
    'metadata.log_name',
    'ual (unified audit log), entra-signin, entra-audit (directory audits), graph-activity (requests to Microsoft Graph), message-trace, azure-activity, defender, mapped (read by a mapping pack) or unknown.',
  ),
  column(
    'shape',
    'VARCHAR',
    null,
    'The export it came in, e.g. purview-csv, search-ual-json, graph-signin, diagnostic-signin.',
  ),
  column('at', 'TIMESTAMP', 'time', 'When it happened, UTC. A reserved word in DuckDB: write `"at"` or `events.at`.'),
  column('day', 'VARCHAR', null, 'UTC day of `at`, YYYY-MM-DD; the partition.'),
  column(
    'category',
    'VARCHAR',
    'class_name',
    'sign-in, mail-access, mail-send, mail-rule, mailbox-change, consent, application-change, directory-change, graph-request, mail-flow, azure-change, alert, other, or unknown (a record of no kind we know).',
  ),
  column(
    'operation',
    'VARCHAR',
    'api.operation',
    'The operation as recorded, outer white space trimmed; UserLoggedIn or UserLoginFailed style for UAL, SignIn for Entra sign-ins.',
  ),
  column('workload', 'VARCHAR', 'api.service.name', 'Exchange, AzureActiveDirectory, …'),
  column('record_type', 'INTEGER', 'metadata.event_code', "The inner record's number (UAL)."),
  column(
    'outcome',
    'VARCHAR',
    'status',
    'success, failure or unknown; a login failure is failure whatever ResultStatus says.',
  ),
  column(
    'error_code',
    'VARCHAR',
    'status_code',
    'AADSTS number as text, or the logon error name mapped to one where it is documented.',
  ),
  column(
    'principal',
    'VARCHAR',
    'actor.user.name',
    'Who acted: lower-case UPN, or the service principal or user id where there is no UPN.',
  ),
  column('principal_id', 'VARCHAR', 'actor.user.uid', 'Object id of who acted, lower case.'),
  column('principal_type', 'VARCHAR', 'actor.user.type', 'user, service-principal, admin, system or unknown.'),
  column(
    'app_id',
    'VARCHAR',
    'actor.app_uid',
    'Client application id, lower case: ClientAppId before AppId in mail records.',
  ),
  column(
    'app_name',
    'VARCHAR',
    'actor.app_name',
    'Client application name as recorded, else that of a Microsoft application by its id (packs/applications).',
  ),
  column(
    'resource_id',
    'VARCHAR',
    'service.uid',
    'Resource (API) id, lower case; AppId of a mail record whose client is another.',
  ),
  column('ip', 'VARCHAR', 'src_endpoint.ip', 'Client address without port and brackets, lower case.'),
  column('port', 'INTEGER', 'src_endpoint.port', 'Client port where recorded.'),
  column('country', 'VARCHAR', 'src_endpoint.location.country', 'As recorded by the source; ISO 3166-1 alpha-2.'),
  column('city', 'VARCHAR', 'src_endpoint.location.city', 'As recorded by the source.'),
  column(
    'asn',
    'BIGINT',
    'src_endpoint.autonomous_system.number',
    'Number of the network (autonomous system) of `ip`: from the file the user supplies, else as recorded.',
  ),
  column(
    'network',
    'VARCHAR',
    'src_endpoint.autonomous_system.name',
    'Owner of that network: from the file the user supplies, else as recorded.',
  ),
  column('user_agent', 'VARCHAR', 'http_request.user_agent', 'User agent or ClientInfoString.'),
  column('client_app', 'VARCHAR', null, 'clientAppUsed (sign-ins) or the protocol.'),
  column(
    'sign_in_kind',
    'VARCHAR',
    'logon_type',
    'interactive, non-interactive, service-principal or managed-identity (Entra sign-ins).',
  ),
  column('session_id', 'VARCHAR', 'actor.session.uid', 'AADSessionId, sessionId or DeviceProperties.SessionId.'),
  column('token_id', 'VARCHAR', null, 'UniqueTokenId or uniqueTokenIdentifier as recorded.'),
  column(
    'token_guid',
    'VARCHAR',
    'actor.session.credential_uid',
    "The token's unique id as a GUID, lower case: UniqueTokenId is its bytes in base64url, little-endian; of a sign-in, its request id where no token id is given.",
  ),
  column(
    'token_issued_at',
    'TIMESTAMP',
    'actor.session.created_time',
    'When the token was issued, UTC: IssuedAtTime (mail), C_Iat (Graph activity); of a sign-in, its own time.',
  ),
  column('token_kind', 'VARCHAR', null, 'incomingTokenType as recorded: what the sign-in was made with.'),
  column('auth_protocol', 'VARCHAR', 'auth_protocol', 'authenticationProtocol as recorded, e.g. deviceCode or ropc.'),
  column('auth_requirement', 'VARCHAR', 'is_mfa', 'singleFactorAuthentication or multiFactorAuthentication.'),
  column('risk', 'VARCHAR', 'risk_level', 'riskLevelDuringSignIn, else riskLevelAggregated; the severity of an alert.'),
  column('device_id', 'VARCHAR', 'device.uid', 'Device id, lower case.'),
  column(
    'device_state',
    'VARCHAR',
    'device.is_compliant',
    'compliant, managed, registered or unmanaged; null where the record does not say.',
  ),
  column(
    'correlation_id',
    'VARCHAR',
    'metadata.correlation_uid',
    'Id that records of one request share across logs, lower case.',
  ),
  column('tenant_id', 'VARCHAR', 'metadata.tenant_uid', 'Tenant the log belongs to, lower case.'),
  column('home_tenant_id', 'VARCHAR', 'actor.user.org.uid', 'Tenant of who acted, lower case.'),
  column('resource_tenant_id', 'VARCHAR', null, 'Tenant of what was acted on, lower case.'),
  column(
    'mailbox',
    'VARCHAR',
    'resources.owner.email_addr',
    'Owner of the mailbox touched, lower-case UPN (MailboxOwnerUPN, or the target of a mailbox cmdlet).',
  ),
  column('logon_type', 'INTEGER', null, 'Exchange LogonType: 0 owner, 1 admin, 2 delegate.'),
  column('external_access', 'BOOLEAN', null, 'ExternalAccess as recorded.'),
  column('mail_access_type', 'VARCHAR', null, 'MailAccessType: Bind or Sync.'),
  column('throttled', 'BOOLEAN', null, 'IsThrottled of MailItemsAccessed.'),
  column('message_ids', 'VARCHAR[]', 'email.message_uid', 'InternetMessageId values the record names, as recorded.'),
  column(
    'folders',
    'VARCHAR[]',
    null,
    'Paths of the folders whose items the record names, or that were synchronised, as recorded (names are localised).',
  ),
  column(
    'recipients',
    'VARCHAR[]',
    'email.to',
    'Addresses a message went to, lower case (message trace, Defender EmailEvents).',
  ),
  column('item_count', 'BIGINT', null, 'OperationCount, or the number of items named.'),
  column('target', 'VARCHAR', 'resources.name', 'What was acted on: ObjectId, rule name, application or user.'),
  column('target_id', 'VARCHAR', 'resources.uid', 'Object id of the target, lower case, where recorded.'),
  column(
    'target_type',
    'VARCHAR',
    'resources.type',
    'User, ServicePrincipal, Group, Application, Policy, Domain, Role, … as recorded.',
  ),
  column(
    'details',
    'VARCHAR',
    'unmapped',
    "JSON text {name: value}: the operation's parameters and modified properties (an old value as `name.old`), and what else the record says that no column holds, nested names joined by dots; secrets masked.",
  ),
  column('copies', 'INTEGER', 'count', 'How many records were exact duplicates of this one, itself included.'),
  column('file_id', 'VARCHAR', null, 'The log file it came from (the first, for duplicates).'),
  column('raw_member', 'VARCHAR', null, 'Path of the log inside that file, where the file is an archive.'),
  column('raw_row', 'BIGINT', null, '0-based record number in that file: the place of the raw record.'),
  column('raw_start', 'BIGINT', null, 'First byte of the raw record in the file, decompressed and as UTF-8.'),
  column('raw_end', 'BIGINT', null, 'Byte after its last.'),
];
