import type { EventFacts } from '../event/event-row.ts';
import { applicationName } from '../record/public-names.ts';
import { firstText, guidIn, isGuid, lower, objectOf, type RawObject, textOf } from '../record/raw-object.ts';
import { type Fields, fieldsOf } from '../record/record-fields.ts';

const CLAIM_OF_UPN = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn';
const CLAIM_OF_NAME = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';
const CLAIM_OF_OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

type Caller = Pick<
  EventFacts,
  'principal' | 'principal_id' | 'principal_type' | 'app_id' | 'app_name' | 'session_id' | 'token_id'
>;

/** Who made an Azure request: `caller`, or the claims of the token it was made with. */
export function callerOf(field: Fields): Caller {
  const claims = claimsOf(field);
  const upn = firstText(claims[CLAIM_OF_UPN], claims.upn, claims[CLAIM_OF_NAME], claims.unique_name);
  const name = lower(firstText(field('caller', 'eventinitiatedby', 'identityname'), upn, claims.name));
  const id = guidIn(firstText(claims[CLAIM_OF_OBJECT_ID], claims.oid)) ?? guidIn(name);
  const app = lower(firstText(claims.appid, claims.azp));
  const kind = textOf(claims.idtyp);
  const isApp = kind === 'app' || (kind === null && (isGuid(name) || (name === null && app !== null)));
  return {
    principal: name ?? id ?? app,
    principal_id: id,
    principal_type: name === null && id === null && app === null ? 'unknown' : isApp ? 'service-principal' : 'user',
    app_id: app,
    app_name: applicationName(app),
    session_id: textOf(claims.sid) ?? textOf(claims['http://schemas.microsoft.com/identity/claims/sid']),
    token_id: textOf(claims.uti),
  };
}

function claimsOf(field: Fields): RawObject {
  const identity = fieldsOf(objectOf(field('identity')) ?? {});
  return objectOf(field('claims')) ?? objectOf(identity('claims')) ?? {};
}
