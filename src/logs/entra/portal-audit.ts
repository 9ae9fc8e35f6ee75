import { type RawObject, textOf } from '../record/raw-object.ts';
import { fieldsOf } from '../record/record-fields.ts';

const MAX_TARGETS = 10;
const MAX_PROPERTIES = 30;

/**
 * A row of the audit CSV that the Entra portal downloads, in the shape of Graph's directoryAudit resource: targets, their changed properties and further
 * details stand in numbered columns (`Target1ModifiedProperty2NewValue`).
 */
export function portalAudit(row: RawObject): RawObject {
  const field = fieldsOf(row);
  const upn = field('actoruserprincipalname', 'initiatedbyactoruserprincipalname');
  const user = {
    id: field('actorobjectid'),
    userPrincipalName: upn,
    displayName: field('actordisplayname'),
    ipAddress: field('ipaddress'),
  };
  const app = {
    servicePrincipalId: field('actorserviceprincipalid', 'actorobjectid'),
    displayName: field('actordisplayname'),
  };
  const isUser = upn !== null || !/application|app|service/i.test(textOf(field('actortype')) ?? '');
  const targets = numbers(MAX_TARGETS).flatMap((number) => targetOf(field, number));
  return {
    id: null,
    activityDateTime: field('dateutc', 'date'),
    activityDisplayName: field('activity'),
    category: field('category'),
    loggedByService: field('service'),
    correlationId: field('correlationid'),
    result: field('result'),
    resultReason: field('resultreason'),
    userAgent: field('useragent'),
    initiatedBy: isUser ? { user } : { app },
    targetResources: targets,
    additionalDetails: numbers(MAX_PROPERTIES).flatMap((number) => {
      const key = field(`additionaldetail${number}key`);
      return key === null ? [] : [{ key, value: field(`additionaldetail${number}value`) }];
    }),
  };
}

type Field = ReturnType<typeof fieldsOf>;

function targetOf(field: Field, number: number): readonly RawObject[] {
  const at = `target${number}`;
  const id = field(`${at}objectid`);
  const displayName = field(`${at}displayname`);
  const userPrincipalName = field(`${at}userprincipalname`);
  if (id === null && displayName === null && userPrincipalName === null) return [];
  const modifiedProperties = numbers(MAX_PROPERTIES).flatMap((property) => {
    const name = field(`${at}modifiedproperty${property}name`);
    if (name === null) return [];
    const of = (value: string) => field(`${at}modifiedproperty${property}${value}`);
    return [{ displayName: name, oldValue: of('oldvalue'), newValue: of('newvalue') }];
  });
  return [{ id, displayName, userPrincipalName, type: field(`${at}type`), modifiedProperties }];
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
