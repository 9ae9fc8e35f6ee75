import { AGENCY } from '../cast/organisations.ts';
import type { Random } from '../random.ts';
import { type AuditRecord, auditRecord } from './audit-record.ts';
import { type Device, withPort } from './device.ts';

/** Who read what in whose mailbox. */
export interface MailRead {
  readonly at: number;
  readonly mailbox: Device;
  readonly actor: {
    readonly userId: string;
    readonly userKey: string;
    readonly userType: number;
    readonly sid: string;
  };
  readonly logonType: 0 | 1 | 2;
  readonly address: string;
  readonly clientInfo: string;
  readonly clientAppId: string;
  readonly access: 'Bind' | 'Sync';
  /** Message-IDs; a Sync names none. */
  readonly messageIds: readonly string[];
}

const folderItems = (ids: readonly string[], random: Random) =>
  ids.map((id) => ({
    InternetMessageId: id,
    ...(random.chance(0.5) ? { SizeInBytes: random.integer(4000, 90_000) } : {}),
  }));

/** MailItemsAccessed (record type 50), as "Use MailItemsAccessed to investigate compromised accounts" describes it. */
export function mailItemsAccessed(read: MailRead, tenant: string, random: Random): AuditRecord {
  const path = random.pick(['\\Inbox', '\\Inbox', '\\Inbox', '\\Posteingang', '\\Sent Items']);
  const frame = {
    type: 'itemsAccessed',
    at: read.at,
    operation: 'MailItemsAccessed',
    userId: read.actor.userId,
    userKey: read.actor.userKey,
    userType: read.actor.userType,
    resultStatus: 'Succeeded',
    organisationId: tenant,
  } as const;
  const folder = { Id: random.bytes(30).toString('base64'), Path: path };
  const bound = { FolderItems: folderItems(read.messageIds, random), ...folder };
  const own = {
    AppId: read.clientAppId,
    ClientAppId: read.clientAppId,
    ClientIPAddress: random.chance(0.25) ? withPort(read.address, random) : read.address,
    ClientInfoString: read.clientInfo,
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: read.logonType,
    LogonUserSid: read.actor.sid,
    MailboxGuid: read.mailbox.mailboxGuid,
    MailboxOwnerSid: read.mailbox.sid,
    MailboxOwnerUPN: read.mailbox.person.upn,
    OperationProperties: [
      { Name: 'MailAccessType', Value: read.access },
      { Name: 'IsThrottled', Value: 'False' },
    ],
    OrganizationName: AGENCY.domain,
    OriginatingServer: `BN1P110MB${random.integer(1000, 9999)} (15.20.7249.017)\r\n`,
    SessionId: random.uuid(),
    AppAccessContext: {
      AADSessionId: random.uuid(),
      APIId: '00000003-0000-0000-c000-000000000000',
      ClientAppId: read.clientAppId,
      UniqueTokenId: random.bytes(16).toString('base64url'),
    },
    ...(read.access === 'Bind'
      ? { Folders: [bound], OperationCount: read.messageIds.length }
      : { Item: { Id: folder.Id, ParentFolder: folder }, Folders: [folder], OperationCount: 1 }),
  };
  return auditRecord(frame, own, random);
}

/** The owner as an actor. */
export function ownerOf(device: Device): MailRead['actor'] {
  return {
    userId: device.person.upn,
    userKey: device.person.objectId.slice(0, 16).replaceAll('-', ''),
    userType: 0,
    sid: device.sid,
  };
}
