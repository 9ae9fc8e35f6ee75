import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { maskText } from '../record/mask-secret.ts';
import { firstText, guidIn, lower, objectOf, objectsOf, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { type Fields, fieldsOf, heldNames } from '../record/record-fields.ts';

const HELD: ReadonlySet<string> = new Set(
  `id title severity tenantid azuretenantid createddatetime firstactivitydatetime eventdatetime alertcreationtime firsteventtime
   evidence userstates`.split(/\s+/),
);

/**
 * One security alert: Microsoft Graph's `alert` of either version (learn.microsoft.com/graph/api/resources/security-alert), its rows as CSV, or
 * Defender for Endpoint's own.
 */
export function readAlert(record: RawObject): EventFacts | UnreadRecord {
  const field = fieldsOf(record);
  const at = readTime(
    field('firstactivitydatetime', 'eventdatetime', 'firsteventtime', 'createddatetime', 'alertcreationtime'),
  );
  if (at === null) return { unread: 'damaged', detail: 'The alert has no readable time.' };
  const { upn, id, ip } = partiesOf(field);
  const title = textOf(field('title'));
  const address = firstAddress(ip);
  const details = new EventDetails();
  addRest(details, record, heldNames(record, HELD));
  return {
    ...NO_FACTS,
    event_id: eventIdOf(field('id'), record),
    source: 'defender',
    at,
    category: 'alert',
    operation: 'Alert',
    workload: firstText(field('servicesource'), field('provider'), field('detectionsource')),
    principal: upn ?? id,
    principal_id: guidIn(id),
    principal_type: upn === null && id === null ? 'unknown' : 'user',
    ip: address?.ip ?? null,
    risk: lower(textOf(field('severity'))),
    device_id: lower(textOf(field('machineid'))),
    correlation_id: lower(textOf(field('incidentid'))),
    tenant_id: lower(textOf(field('tenantid', 'azuretenantid'))),
    target: title === null ? null : maskText(title),
    target_type: textOf(field('category')),
    details: details.toJson(),
  };
}

interface Parties {
  readonly upn: string | null;
  readonly id: string | null;
  readonly ip: unknown;
}

/** The first user and address that the alert names as evidence; `user@x/192.0.2.1; …` in rows of Microsoft-Extractor-Suite. */
function partiesOf(field: Fields): Parties {
  const states = [...objectsOf(field('userstates')), ...objectsOf(field('relateduser'))];
  const evidence = objectsOf(field('evidence'));
  const accounts = evidence.flatMap((one): readonly RawObject[] => {
    const account = objectOf(one.userAccount);
    return account === null ? [] : [account];
  });
  const [affected = '', affectedIp = null] = textOf(field('affecteduser'))?.split(';', 1)[0]?.split('/') ?? [];
  const upn = firstText(
    ...accounts.map((one) => one.userPrincipalName),
    ...evidence.map((one) => one.userPrincipalName),
    ...states.map((state) => state.userPrincipalName ?? state.UserPrincipalName),
    affected,
  );
  return {
    upn: lower(upn),
    id: lower(firstText(...accounts.map((one) => one.azureAdUserId), ...evidence.map((one) => one.aadUserId))),
    ip: firstText(
      ...evidence.map((one) => one.ipAddress),
      ...states.map((state) => state.logonIp ?? state.LogonIP),
      affectedIp,
    ),
  };
}
