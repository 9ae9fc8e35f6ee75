import { AGENCY } from '../cast/organisations.ts';
import type { Person } from '../cast/person.ts';
import type { Random } from '../random.ts';
import { type AuditRecord, auditRecord } from './audit-record.ts';
import { withPort } from './device.ts';

interface Actor {
  readonly person: Person;
  readonly address: string;
}

type Parameters = readonly { readonly Name: string; readonly Value: string | null }[];

/** An Exchange cmdlet (record type 1): New-InboxRule, Set-Mailbox, Add-MailboxPermission… */
export function cmdletRecord(
  at: number,
  operation: string,
  object: string,
  actor: Actor,
  parameters: Parameters,
  tenant: string,
  random: Random,
): AuditRecord {
  const frame = {
    type: 'exchangeAdmin',
    at,
    operation,
    userId: actor.person.upn,
    userKey: actor.person.objectId,
    userType: 2,
    resultStatus: 'True',
    organisationId: tenant,
  } as const;
  const own = {
    ClientIP: withPort(actor.address, random),
    ObjectId: object,
    AppId: EXCHANGE,
    ClientAppId: '',
    ExternalAccess: false,
    OrganizationName: AGENCY.domain,
    OriginatingServer: `BN1P110MB${random.integer(1000, 9999)} (15.20.7249.017)`,
    Parameters: parameters,
    SessionId: random.uuid(),
  };
  return auditRecord(frame, own, random);
}

const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000';

type Modified = readonly { readonly Name: string; readonly NewValue: string; readonly OldValue: string }[];

export interface DirectoryTarget {
  readonly id: string;
  readonly name: string;
  readonly type: 'ServicePrincipal' | 'Application' | 'User';
}

/** A change of the directory (record type 8): consent, a credential added, a role given… */
export function directoryRecord(
  at: number,
  operation: string,
  target: DirectoryTarget,
  actor: Actor,
  modified: Modified,
  tenant: string,
  random: Random,
): AuditRecord {
  const { person } = actor;
  const frame = {
    type: 'directory',
    at,
    operation,
    userId: person.upn,
    userKey: person.objectId,
    userType: 0,
    resultStatus: 'Success',
    organisationId: tenant,
  } as const;
  const own = {
    ObjectId: target.type === 'User' ? target.name : `${target.type}_${target.id}`,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'additionalDetails', Value: '{}' },
      { Name: 'extendedAuditEventCategory', Value: target.type },
    ],
    ModifiedProperties: modified,
    Actor: [
      { ID: person.upn, Type: 5 },
      { ID: `User_${person.objectId}`, Type: 2 },
      { ID: person.objectId, Type: 2 },
      { ID: 'User', Type: 2 },
    ],
    ActorContextId: tenant,
    ActorIpAddress: actor.address,
    InterSystemsId: random.uuid(),
    IntraSystemId: random.uuid(),
    SupportTicketId: '',
    Target: [
      { ID: `${target.type}_${target.id}`, Type: 2 },
      { ID: target.id, Type: 2 },
      { ID: target.type, Type: 2 },
      { ID: target.name, Type: 1 },
    ],
    TargetContextId: tenant,
  };
  return auditRecord(frame, own, random);
}
