import { type JsonRecord, jsonRecord, readText } from './json-record.ts';
import type {
  Application,
  DirectoryCredential,
  OwnerReference,
  RoleReference,
  ServicePrincipal,
  User,
} from './snapshot.ts';

/** Reads a Graph `user`. @returns null where neither an id nor a user principal name says who it is. */
export function readUser(entry: JsonRecord): User | null {
  const userPrincipalName = entry.text('userPrincipalName');
  const id = entry.text('id') ?? userPrincipalName;
  if (id === null) return null;
  return {
    kind: 'user',
    id: id.toLowerCase(),
    userPrincipalName,
    displayName: entry.text('displayName'),
    mail: entry.text('mail'),
    mailNickname: entry.text('mailNickname'),
    proxyAddresses: entry.list('proxyAddresses').flatMap(smtpAddress),
    otherMails: entry.list('otherMails').flatMap(present),
    samAccountName: entry.text('onPremisesSamAccountName') ?? entry.text('samAccountName'),
    securityIdentifiers: [entry.text('securityIdentifier'), entry.text('onPremisesSecurityIdentifier')].flatMap(
      (sid) => (sid === null ? [] : [sid.toLowerCase()]),
    ),
    accountEnabled: entry.flag('accountEnabled'),
    lastPasswordChangeAt: entry.instant('lastPasswordChangeDateTime'),
    department: entry.text('department'),
    manager: readReference(entry.value('manager')),
    roles: [...entry.list('assignedRoles').flatMap(readRole), ...entry.list('memberOf').flatMap(readDirectoryRole)],
    licences: entry.list('assignedLicenses').flatMap(readLicence),
    userType: entry.text('userType'),
  };
}

/** Reads a Graph `application`. @returns null where neither an id nor an application id says which it is. */
export function readApplication(entry: JsonRecord): Application | null {
  const appId = entry.text('appId')?.toLowerCase() ?? null;
  const id = entry.text('id')?.toLowerCase() ?? appId;
  if (id === null) return null;
  return {
    kind: 'application',
    id,
    appId,
    displayName: entry.text('displayName'),
    owners: entry.list('owners').flatMap(readOwner),
    credentials: readCredentials(entry),
  };
}

/** Reads a Graph `servicePrincipal`. @returns null where neither an id nor an application id says which it is. */
export function readServicePrincipal(entry: JsonRecord): ServicePrincipal | null {
  const appId = entry.text('appId')?.toLowerCase() ?? null;
  const id = entry.text('id')?.toLowerCase() ?? appId;
  if (id === null) return null;
  return {
    kind: 'service-principal',
    id,
    appId,
    displayName: entry.text('displayName'),
    accountEnabled: entry.flag('accountEnabled'),
    owners: entry.list('owners').flatMap(readOwner),
    appRoles: entry.list('appRoleAssignments').flatMap(readRole),
    credentials: readCredentials(entry),
  };
}

function readCredentials(entry: JsonRecord): readonly DirectoryCredential[] | null {
  if (!entry.has('passwordCredentials') && !entry.has('keyCredentials')) return null;
  return [
    ...entry.list('passwordCredentials').flatMap((value) => readCredential(value, 'password')),
    ...entry.list('keyCredentials').flatMap((value) => readCredential(value, 'key')),
  ];
}

function readCredential(value: unknown, type: DirectoryCredential['type']): readonly DirectoryCredential[] {
  const entry = jsonRecord(value);
  const keyId = entry?.text('keyId') ?? null;
  if (entry === null || keyId === null) return [];
  return [
    {
      type,
      keyId: keyId.toLowerCase(),
      hint: type === 'password' ? entry.text('hint') : null,
      displayName: entry.text('displayName'),
      startAt: entry.instant('startDateTime'),
      endAt: entry.instant('endDateTime'),
    },
  ];
}

function readReference(value: unknown): OwnerReference | null {
  const entry = jsonRecord(value);
  if (entry === null) {
    const text = readText(value);
    if (text === null) return null;
    return text.includes('@')
      ? { id: null, userPrincipalName: text, displayName: null }
      : { id: text.toLowerCase(), userPrincipalName: null, displayName: null };
  }
  const id = entry.text('id')?.toLowerCase() ?? null;
  const userPrincipalName = entry.text('userPrincipalName');
  const displayName = entry.text('displayName');
  return id === null && userPrincipalName === null && displayName === null
    ? null
    : { id, userPrincipalName, displayName };
}

function readOwner(value: unknown): readonly OwnerReference[] {
  const owner = readReference(value);
  return owner === null ? [] : [owner];
}

function readRole(value: unknown): readonly RoleReference[] {
  const entry = jsonRecord(value);
  if (entry === null) {
    const name = readText(value);
    return name === null ? [] : [{ id: null, name }];
  }
  const id =
    entry.text('roleTemplateId') ?? entry.text('roleDefinitionId') ?? entry.text('appRoleId') ?? entry.text('id');
  const name = entry.text('appRoleValue') ?? entry.text('value') ?? entry.text('displayName') ?? entry.text('roleName');
  return id === null && name === null ? [] : [{ id: id?.toLowerCase() ?? null, name }];
}

/** `memberOf` lists groups and administrative units beside roles; only entries typed as directory roles count. */
function readDirectoryRole(value: unknown): readonly RoleReference[] {
  const type = jsonRecord(value)?.text('@odata.type') ?? '';
  return type.toLowerCase().endsWith('.directoryrole') ? readRole(value) : [];
}

function readLicence(value: unknown): readonly string[] {
  const entry = jsonRecord(value);
  return present(entry === null ? value : (entry.text('skuPartNumber') ?? entry.text('skuId')));
}

function present(value: unknown): readonly string[] {
  const text = readText(value);
  return text === null ? [] : [text];
}

/** Exchange prefixes each address with its type; `SMTP:` in capitals marks the primary one. */
function smtpAddress(value: unknown): readonly string[] {
  const text = readText(value);
  if (text === null) return [];
  const colon = text.indexOf(':');
  if (colon < 0) return [text];
  return text.slice(0, colon).toLowerCase() === 'smtp' ? present(text.slice(colon + 1)) : [];
}
