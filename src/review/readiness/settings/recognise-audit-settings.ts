import { csvHeader } from '../../../core/index.ts';
import { exportText } from '../../../directory/index.ts';

const NAMES = 'AuditEnabled|AuditBypassEnabled|AuditDisabled|UnifiedAuditLogIngestionEnabled|DefaultAuditSet';
const KEY = new RegExp(`"(?:${NAMES})"\\s{0,20}:`, 'i');
/** What no setting has beside it: records of changes to settings. */
const RECORD = /"(?:CreationTime|CreationDate|AuditData|Operation|RecordType|activityDateTime)"\s{0,20}:/i;
const COLUMN = new RegExp(`^(?:${NAMES})$`, 'i');
const RECORD_COLUMN = /^(?:CreationTime|CreationDate|AuditData|Operations?|RecordType)$/i;
const LISTED = /^\s{0,20}[A-Za-z]{3,60} {0,80}: /;
const LISTED_NAME = new RegExp(`^(?:${NAMES}) {0,80}: `, 'im');
const HEAD = 256 * 1024;

/** Whether a file that begins with these bytes is an export of Exchange's auditing settings: JSON, CSV, or what Format-List prints. */
export function recogniseAuditSettings(head: Uint8Array): boolean {
  const text = exportText(head.subarray(0, HEAD));
  if (/^\s*[[{]/.test(text)) return KEY.test(text) && !RECORD.test(text);
  const lines = text.trimStart().split(/\r?\n/, 2);
  const header = lines[lines[0]?.startsWith('#TYPE') === true ? 1 : 0] ?? '';
  if (LISTED.test(header)) return LISTED_NAME.test(text);
  const { names } = csvHeader(header.slice(0, 32_000));
  return names.some((name) => COLUMN.test(name)) && !names.some((name) => RECORD_COLUMN.test(name));
}
