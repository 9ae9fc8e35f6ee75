import type { Random } from '../random.ts';
import { type AuditRecord, auditRecord } from './audit-record.ts';
import type { Device } from './device.ts';

/** Sign-ins as the audit log has them; the error numbers are Entra's AADSTS codes. */
export interface Logon {
  readonly at: number;
  readonly device: Pick<Device, 'person' | 'userAgent'>;
  readonly address: string;
  /** AADSTS code; 0 for a success. */
  readonly error: number;
  readonly appId: string;
}

const ERRORS: Readonly<Record<number, string>> = {
  50126: 'InvalidUserNameOrPassword',
  50053: 'IdsLocked',
  50055: 'PasswordExpired',
  50074: 'UserStrongAuthClientAuthNRequired',
};

const GRAPH = '00000003-0000-0000-c000-000000000000';

/** UserLoggedIn or UserLoginFailed (record type 15). Some failures say ResultStatus "Success", and some user ids are in other case. */
export function logonRecord(logon: Logon, tenant: string, random: Random): AuditRecord {
  const { person } = logon.device;
  const failed = logon.error !== 0;
  const userId = random.chance(0.07) ? person.upn.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : person.upn;
  const frame = {
    type: 'logon',
    at: logon.at,
    operation: failed ? 'UserLoginFailed' : 'UserLoggedIn',
    userId,
    userKey: person.objectId,
    userType: 0,
    resultStatus: failed && random.chance(0.4) ? 'Failed' : 'Success',
    organisationId: tenant,
  } as const;
  const own = {
    ClientIP: logon.address,
    ObjectId: GRAPH,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'ResultStatusDetail', Value: failed ? 'UserError' : 'Success' },
      { Name: 'UserAgent', Value: logon.device.userAgent },
      { Name: 'RequestType', Value: 'OAuth2:Authorize' },
      { Name: 'KeepMeSignedIn', Value: null },
    ],
    ModifiedProperties: [],
    Actor: [
      { ID: person.objectId, Type: 0 },
      { ID: person.upn, Type: 5 },
    ],
    ActorContextId: tenant,
    ActorIpAddress: logon.address,
    InterSystemsId: random.uuid(),
    IntraSystemId: random.uuid(),
    Target: [{ ID: GRAPH, Type: 0 }],
    TargetContextId: tenant,
    ApplicationId: logon.appId,
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows10' },
      { Name: 'SessionId', Value: random.uuid() },
    ],
    ErrorNumber: String(logon.error),
    ...(failed ? { LogonError: ERRORS[logon.error] ?? 'Other' } : {}),
  };
  return auditRecord(frame, own, random);
}
