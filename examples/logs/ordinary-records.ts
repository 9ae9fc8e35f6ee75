import type { Cast } from '../cast/make-cast.ts';
import type { Random } from '../random.ts';
import { cmdletRecord } from './admin-records.ts';
import { type AuditRecord, auditRecord } from './audit-record.ts';
import { daysBetween, inHole, instantOf, isWorkday, LOGS_LAST, UAL_FIRST } from './days.ts';
import { type Device, presentOn } from './device.ts';
import { logonRecord } from './logon-records.ts';
import { mailItemsAccessed, ownerOf } from './mail-records.ts';

export interface OfficeDay {
  readonly cast: Cast;
  readonly devices: readonly Device[];
  /** Message-IDs a person has received, by role. */
  readonly messageIds: (key: string) => readonly string[];
}

const officeSecond = (random: Random) => random.integer(13 * 3600, 22 * 3600);

/** What one person leaves in the audit log on one day. */
function personDay(day: string, device: Device, office: OfficeDay, random: Random): AuditRecord[] {
  const tenant = office.cast.tenantId;
  const address = random.pick(device.addresses);
  const at = () => instantOf(day, officeSecond(random));
  const { mailClient } = device;
  const logon = (error: number, time: number) =>
    logonRecord({ at: time, device, address, error, appId: mailClient.appId }, tenant, random);
  const ids = office.messageIds(device.person.key);
  const read = () =>
    mailItemsAccessed(
      {
        at: at(),
        mailbox: device,
        actor: ownerOf(device),
        logonType: 0,
        address,
        clientInfo: mailClient.info,
        clientAppId: mailClient.appId,
        access: random.chance(0.1) ? 'Sync' : 'Bind',
        messageIds: random.sample(ids, random.integer(1, 6)),
      },
      tenant,
      random,
    );
  const first = at();
  return [
    ...(random.chance(0.04) ? [logon(random.chance(0.8) ? 50126 : 50053, first - 40_000)] : []),
    logon(0, first),
    ...(ids.length > 0 ? [read()] : []),
    ...(random.chance(0.25) ? [fileRecord(at(), device, address, tenant, random)] : []),
    ...(ids.length > 0 && random.chance(0.08) ? [substrateRead(at(), device, office, random)] : []),
  ];
}

/** Exchange's own substrate reads mail all day; reviewers set it aside. */
function substrateRead(at: number, device: Device, office: OfficeDay, random: Random): AuditRecord {
  const messageIds = random.sample(office.messageIds(device.person.key), 2);
  const client = { clientInfo: 'Client=REST;Client=RESTSystem;;', clientAppId: '00000002-0000-0ff1-ce00-000000000000' };
  const read = {
    at,
    mailbox: device,
    actor: ownerOf(device),
    logonType: 0,
    address: '2603:10b6:208::1',
    ...client,
    access: 'Bind',
    messageIds,
  } as const;
  return mailItemsAccessed(read, office.cast.tenantId, random);
}

function fileRecord(at: number, device: Device, address: string, tenant: string, random: Random): AuditRecord {
  const name = `${random.pick(['Plan', 'Minutes', 'Sheet', 'Budget'])} ${random.integer(1, 60)}.docx`;
  const frame = {
    type: 'sharePointFile',
    at,
    operation: random.pick(['FileAccessed', 'FileModified', 'FileDownloaded']),
    userId: device.person.upn.toLowerCase(),
    userKey: `i:0h.f|membership|${device.person.objectId}`,
    userType: 0,
    resultStatus: 'Succeeded',
    organisationId: tenant,
  } as const;
  return auditRecord(
    frame,
    {
      ClientIP: address,
      ObjectId: `https://bcs.sharepoint.example/sites/survey/${name}`,
      SourceFileName: name,
      SiteUrl: 'https://bcs.sharepoint.example/sites/survey/',
      UserAgent: device.userAgent,
    },
    random,
  );
}

/** The two who look after the shared mailbox open it as delegates every working day. */
function sharedMailboxReads(day: string, office: OfficeDay, random: Random): AuditRecord[] {
  const shared = office.devices.find((device) => device.person.key === 'cloudops');
  const ids = office.messageIds('cloudops');
  if (shared === undefined || ids.length === 0 || !isWorkday(day)) return [];
  return office.devices
    .filter((device) => ['cloud', 'network'].includes(device.person.key))
    .map((device) => {
      const client = { clientInfo: device.mailClient.info, clientAppId: device.mailClient.appId };
      const read = {
        at: instantOf(day, officeSecond(random)),
        mailbox: shared,
        actor: ownerOf(device),
        logonType: 2,
        address: device.addresses[0] ?? '',
        ...client,
        access: 'Bind',
        messageIds: random.sample(ids, 3),
      } as const;
      return mailItemsAccessed(read, office.cast.tenantId, random);
    });
}

/** A harmless rule that files the newsletter. */
function filingRule(day: string, device: Device, tenant: string, random: Random): AuditRecord {
  const parameters = [
    { Name: 'Name', Value: 'Newsletter' },
    { Name: 'SubjectContainsWords', Value: 'platform-all' },
    { Name: 'MoveToFolder', Value: 'Lists' },
  ];
  const actor = { person: device.person, address: device.addresses[0] ?? '' };
  return cmdletRecord(
    instantOf(day, officeSecond(random)),
    'New-InboxRule',
    `${device.person.upn}\\Newsletter`,
    actor,
    parameters,
    tenant,
    random,
  );
}

/** Four months of ordinary work; nothing at all on the days of the hole. */
export function ordinaryRecords(office: OfficeDay, random: Random): readonly AuditRecord[] {
  const people = office.devices.filter((device) => device.person.kind === 'person');
  return daysBetween(UAL_FIRST, LOGS_LAST)
    .filter((day) => !inHole(day))
    .flatMap((day) => {
      const chance = random.fork(day);
      const present = presentOn(day, people, chance);
      const records = present.flatMap((device) => personDay(day, device, office, chance));
      const rule = chance.chance(0.1) ? [filingRule(day, chance.pick(people), office.cast.tenantId, chance)] : [];
      return [...records, ...sharedMailboxReads(day, office, chance), ...rule];
    });
}
