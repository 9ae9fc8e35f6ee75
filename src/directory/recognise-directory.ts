import { exportText } from './export-text.ts';

const HEAD_BYTES = 65_536;
const SECTION = /"(?:users|applications|servicePrincipals)"\s{0,20}:\s{0,20}\[/i;
const CONTEXT = /"@odata\.context"\s{0,20}:\s{0,20}"[^"]{0,400}\$metadata#(?:users|applications|servicePrincipals)\b/i;
const OTHER_CONTEXT = /"@odata\.context"\s{0,20}:\s{0,20}"[^"]{0,400}\$metadata#/i;
const CAPTURED = /"capturedAt"\s{0,20}:/i;
const USER = /"userPrincipalName"\s{0,20}:/i;
const USER_ONLY =
  /"(?:accountEnabled|proxyAddresses|otherMails|assignedLicenses|lastPasswordChangeDateTime)"\s{0,20}:/i;
const APPLICATION = /"appId"\s{0,20}:/i;
const APPLICATION_ONLY =
  /"(?:passwordCredentials|keyCredentials|signInAudience|servicePrincipalType|appRoleAssignments)"\s{0,20}:/i;
/** Names that only log records and messages have: sign-ins name users and applications too. */
const RECORD =
  /"(?:ipAddress|ClientIP|CreationTime|AuditData|activityDateTime|correlationId|receivedDateTime|operationName)"\s{0,20}:/i;

/** Whether a file that starts with `head` (the first 64 KB are enough) is a directory export that `readDirectory` reads. */
export function recogniseDirectory(head: Uint8Array): boolean {
  const text = exportText(head.subarray(0, HEAD_BYTES));
  if (!/^\s*[[{]/.test(text)) return false;
  if (CONTEXT.test(text)) return true;
  if (OTHER_CONTEXT.test(text) || RECORD.test(text)) return false;
  if (CAPTURED.test(text) && SECTION.test(text)) return true;
  return (USER.test(text) && USER_ONLY.test(text)) || (APPLICATION.test(text) && APPLICATION_ONLY.test(text));
}
