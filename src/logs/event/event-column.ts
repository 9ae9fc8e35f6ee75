/**
 * The event table, column by column: one row per distinct log record of any source. The same list makes the Parquet schema, the
 * SQL view `events` that detections query, and docs/events.md.
 */
export interface EventColumn {
  readonly name: string;
  /** DuckDB type; only types Trino also has. */
  readonly type: 'VARCHAR' | 'TIMESTAMP' | 'BIGINT' | 'INTEGER' | 'BOOLEAN' | 'VARCHAR[]';
  readonly meaning: string;
}

const column = (name: string, type: EventColumn['type'], meaning: string): EventColumn => ({ name, type, meaning });

export const EVENT_COLUMNS: readonly EventColumn[] = [
  column(
    'event_id',
    'VARCHAR',
    "The record's own id, lower case where a GUID; where it has none fit to be unique, `sha256:` and a hash of the record. Rows are unique by it.",
  ),
  column('source', 'VARCHAR', 'ual (unified audit log), entra-signin or entra-audit (directory audits).'),
  column(
    'shape',
    'VARCHAR',
    'The export it came in, e.g. purview-csv, search-ual-json, graph-signin, diagnostic-signin.',
  ),
  column('at', 'TIMESTAMP', 'When it happened, UTC. A reserved word in DuckDB: write `"at"` or `events.at`.'),
  column('day', 'VARCHAR', 'UTC day of `at`, YYYY-MM-DD; the partition.'),
  column(
    'category',
    'VARCHAR',
    'sign-in, mail-access, mail-send, mail-rule, mailbox-change, consent, application-change, directory-change or other.',
  ),
  column(
    'operation',
    'VARCHAR',
    'The operation as recorded, outer white space trimmed; UserLoggedIn or UserLoginFailed style for UAL, SignIn for Entra sign-ins.',
  ),
  column('workload', 'VARCHAR', 'Exchange, AzureActiveDirectory, …'),
  column('record_type', 'INTEGER', "The inner record's number (UAL)."),
  column('outcome', 'VARCHAR', 'success, failure or unknown; a login failure is failure whatever ResultStatus says.'),
  column(
    'error_code',
    'VARCHAR',
    'AADSTS number as text, or the logon error name mapped to one where it is documented.',
  ),
  column(
    'principal',
    'VARCHAR',
    'Who acted: lower-case UPN, or the service principal or user id where there is no UPN.',
  ),
  column('principal_id', 'VARCHAR', 'Object id of who acted, lower case.'),
  column('principal_type', 'VARCHAR', 'user, service-principal, admin, system or unknown.'),
  column('app_id', 'VARCHAR', 'Client application id, lower case: ClientAppId before AppId in mail records.'),
  column('app_name', 'VARCHAR', 'Client application name as recorded.'),
  column('resource_id', 'VARCHAR', 'Resource (API) id, lower case; AppId of a mail record whose client is another.'),
  column('ip', 'VARCHAR', 'Client address without port and brackets, lower case.'),
  column('port', 'INTEGER', 'Client port where recorded.'),
  column('country', 'VARCHAR', 'As recorded by the source; ISO 3166-1 alpha-2.'),
  column('user_agent', 'VARCHAR', 'User agent or ClientInfoString.'),
  column('client_app', 'VARCHAR', 'clientAppUsed (sign-ins) or the protocol.'),
  column(
    'sign_in_kind',
    'VARCHAR',
    'interactive, non-interactive, service-principal or managed-identity (Entra sign-ins).',
  ),
  column('session_id', 'VARCHAR', 'AADSessionId, sessionId or DeviceProperties.SessionId.'),
  column('token_id', 'VARCHAR', 'UniqueTokenId or uniqueTokenIdentifier as recorded.'),
  column(
    'mailbox',
    'VARCHAR',
    'Owner of the mailbox touched, lower-case UPN (MailboxOwnerUPN, or the target of a mailbox cmdlet).',
  ),
  column('logon_type', 'INTEGER', 'Exchange LogonType: 0 owner, 1 admin, 2 delegate.'),
  column('external_access', 'BOOLEAN', 'ExternalAccess as recorded.'),
  column('mail_access_type', 'VARCHAR', 'MailAccessType: Bind or Sync.'),
  column('throttled', 'BOOLEAN', 'IsThrottled of MailItemsAccessed.'),
  column('message_ids', 'VARCHAR[]', 'InternetMessageId values the record names, as recorded.'),
  column('item_count', 'BIGINT', 'OperationCount, or the number of items named.'),
  column('target', 'VARCHAR', 'What was acted on: ObjectId, rule name, application or user.'),
  column('target_id', 'VARCHAR', 'Object id of the target, lower case, where recorded.'),
  column(
    'details',
    'VARCHAR',
    "JSON text of the operation's parameters and modified properties as {name: value}; an old value as `name.old`, secrets masked.",
  ),
  column('copies', 'INTEGER', 'How many records were exact duplicates of this one, itself included.'),
  column('file_id', 'VARCHAR', 'The log file it came from (the first, for duplicates).'),
  column('raw_row', 'BIGINT', '0-based record number in that file: the place of the raw record.'),
  column('raw_start', 'BIGINT', 'First byte of the raw record in the file, decompressed and as UTF-8.'),
  column('raw_end', 'BIGINT', 'Byte after its last.'),
];
