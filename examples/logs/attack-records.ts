import type { Attack } from '../plot/attack.ts';
import type { Random } from '../random.ts';
import { cmdletRecord, directoryRecord } from './admin-records.ts';
import type { AuditRecord } from './audit-record.ts';
import { inHole } from './days.ts';
import type { Device } from './device.ts';
import { logonRecord } from './logon-records.ts';
import { mailItemsAccessed } from './mail-records.ts';
import type { OfficeDay } from './ordinary-records.ts';
import type { SprayAttempt } from './spray.ts';

interface Scene {
  readonly attack: Attack;
  readonly office: OfficeDay;
  readonly random: Random;
}

const ms = (time: string) => Date.parse(time);

function entered({ attack, office }: Scene) {
  return { person: office.cast.get(attack.entered), address: attack.workAddress };
}

function deviceOf(office: OfficeDay, key: string): Device {
  const device = office.devices.find((one) => one.person.key === key);
  if (device === undefined) throw new RangeError(`${key} has no device`);
  return device;
}

/** The application is registered, and everybody's consent to reading mail is given for it. */
function consentRecords(scene: Scene): AuditRecord[] {
  const { attack, office, random } = scene;
  const { application } = attack;
  const tenant = office.cast.tenantId;
  const target = { id: application.servicePrincipalId, name: application.name, type: 'ServicePrincipal' } as const;
  const at = ms(attack.times.consent);
  const permissions = `[] => [[Id: ${random.uuid()}, ClientId: ${application.servicePrincipalId}, PrincipalId: , ResourceId: ${random.uuid()}, ConsentType: AllPrincipals, Scope:  Mail.Read offline_access User.Read, CreatedDateTime: , LastModifiedDateTime ]]; `;
  const consent = [
    { Name: 'ConsentContext.IsAdminConsent', NewValue: 'True', OldValue: '' },
    { Name: 'ConsentContext.IsAppOnly', NewValue: 'False', OldValue: '' },
    { Name: 'ConsentContext.OnBehalfOfAll', NewValue: 'True', OldValue: '' },
    { Name: 'ConsentAction.Permissions', NewValue: permissions, OldValue: '' },
    { Name: 'TargetId.ServicePrincipalNames', NewValue: application.appId, OldValue: '' },
  ];
  const role = [
    { Name: 'AppRole.Value', NewValue: 'Mail.Read', OldValue: '' },
    { Name: 'AppRole.DisplayName', NewValue: 'Read mail in all mailboxes', OldValue: '' },
    { Name: 'ServicePrincipal.DisplayName', NewValue: application.name, OldValue: '' },
  ];
  const added = { id: application.objectId, name: application.name, type: 'Application' } as const;
  const actor = entered(scene);
  return [
    directoryRecord(
      at - 240_000,
      'Add application.',
      added,
      actor,
      [{ Name: 'DisplayName', NewValue: `[\r\n  "${application.name}"\r\n]`, OldValue: '[]' }],
      tenant,
      random,
    ),
    directoryRecord(at - 120_000, 'Add service principal.', target, actor, [], tenant, random),
    directoryRecord(at, 'Consent to application.', target, actor, consent, tenant, random),
    directoryRecord(at + 45_000, 'Add app role assignment to service principal.', target, actor, role, tenant, random),
  ];
}

function credentialRecord(scene: Scene): AuditRecord {
  const { attack, office, random } = scene;
  const key = `[KeyIdentifier=${attack.keyId},KeyType=Password,KeyUsage=Verify,DisplayName=sync]`;
  const modified = [
    { Name: 'KeyDescription', NewValue: `[\r\n  "${key}"\r\n]`, OldValue: '[]' },
    { Name: 'Included Updated Properties', NewValue: 'KeyDescription', OldValue: '' },
  ];
  const target = { id: attack.application.objectId, name: attack.application.name, type: 'Application' } as const;
  // The operation has an en dash and a trailing space in the service's own records.
  const operation = 'Update application \u2013 Certificates and secrets management ';
  return directoryRecord(
    ms(attack.times.credentialAdded),
    operation,
    target,
    entered(scene),
    modified,
    office.cast.tenantId,
    random,
  );
}

/** The application reads three mailboxes over a week; what it did on the days of the hole is not recorded. */
function applicationReads({ attack, office, random }: Scene): AuditRecord[] {
  const { application } = attack;
  const actor = {
    userId: `ServicePrincipal_${application.servicePrincipalId}`,
    userKey: application.servicePrincipalId,
    userType: 5,
    sid: 'S-1-5-18',
  };
  const span = ms(attack.times.mailReadUntil) - ms(attack.times.mailReadFrom);
  const times = [0, 0.004, 0.15, 0.3, 0.6, 0.85, 1].map(
    (share) => ms(attack.times.mailReadFrom) + Math.round((share * span) / 1000) * 1000,
  );
  const reads = attack.readMailboxes.flatMap((key, mailbox) => {
    const device = deviceOf(office, key);
    return times.map((at, number) => {
      const access = mailbox === 0 && number === 1 ? ('Sync' as const) : ('Bind' as const);
      const messageIds = access === 'Sync' ? [] : random.sample(office.messageIds(key), random.integer(8, 30));
      const client = { clientInfo: 'Client=REST;;', clientAppId: application.appId };
      return mailItemsAccessed(
        {
          at: at + mailbox * 61_000,
          mailbox: device,
          actor,
          logonType: 1,
          address: attack.workAddress,
          ...client,
          access,
          messageIds,
        },
        office.cast.tenantId,
        random,
      );
    });
  });
  return reads.filter((record) => !inHole(record.data.CreationTime.slice(0, 10)));
}

/** The entered account gives itself a colleague's mailbox and reads in it. */
function otherMailboxRecords(scene: Scene): AuditRecord[] {
  const { attack, office, random } = scene;
  const actor = entered(scene);
  const tenant = office.cast.tenantId;
  const owner = deviceOf(office, attack.openedMailbox);
  const at = ms(attack.times.otherMailbox);
  const parameters = [
    { Name: 'Identity', Value: owner.person.upn },
    { Name: 'User', Value: actor.person.upn },
    { Name: 'AccessRights', Value: 'FullAccess' },
    { Name: 'AutoMapping', Value: 'False' },
  ];
  const client = { clientInfo: 'Client=OWA;Action=ViaProxy', clientAppId: '9199bf20-a13f-4107-85dc-02114787ef48' };
  const delegate = {
    userId: actor.person.upn,
    userKey: actor.person.objectId,
    userType: 0,
    sid: deviceOf(office, attack.entered).sid,
  };
  const reads = [5, 9, 31].map((minutes) =>
    mailItemsAccessed(
      {
        at: at + minutes * 60_000,
        mailbox: owner,
        actor: delegate,
        logonType: 2,
        address: actor.address,
        ...client,
        access: 'Bind',
        messageIds: random.sample(office.messageIds(attack.openedMailbox), 6),
      },
      tenant,
      random,
    ),
  );
  return [cmdletRecord(at, 'Add-MailboxPermission', owner.person.upn, actor, parameters, tenant, random), ...reads];
}

function forwardingRecords(scene: Scene): AuditRecord[] {
  const { attack, office, random } = scene;
  const actor = entered(scene);
  const owner = office.cast.get(attack.forwardedMailbox).upn;
  const at = ms(attack.times.forwarding);
  const rule = [
    { Name: 'Mailbox', Value: owner },
    { Name: 'Name', Value: '.' },
    { Name: 'ForwardTo', Value: attack.forwardTo },
    { Name: 'SubjectContainsWords', Value: 'password;credential;token' },
    { Name: 'MarkAsRead', Value: 'True' },
    { Name: 'StopProcessingRules', Value: 'False' },
  ];
  const forwarding = [
    { Name: 'Identity', Value: owner },
    { Name: 'ForwardingSmtpAddress', Value: `smtp:${attack.forwardTo}` },
    { Name: 'DeliverToMailboxAndForward', Value: 'True' },
  ];
  return [
    cmdletRecord(at, 'New-InboxRule', `${owner}\\.`, actor, rule, office.cast.tenantId, random),
    cmdletRecord(at + 130_000, 'Set-Mailbox', owner, actor, forwarding, office.cast.tenantId, random),
  ];
}

/** Everything the attacker left in the audit log. */
export function attackRecords(scene: Scene, attempts: readonly SprayAttempt[]): readonly AuditRecord[] {
  const { office, random } = scene;
  const logons = attempts.map((attempt) =>
    logonRecord(
      {
        at: attempt.at,
        device: { person: attempt.person, userAgent: attempt.userAgent },
        address: attempt.address,
        error: attempt.error,
        appId: attempt.appId,
      },
      office.cast.tenantId,
      random,
    ),
  );
  return [
    ...logons,
    ...consentRecords(scene),
    credentialRecord(scene),
    ...applicationReads(scene),
    ...otherMailboxRecords(scene),
    ...forwardingRecords(scene),
  ];
}
