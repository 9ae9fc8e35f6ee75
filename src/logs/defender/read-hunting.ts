import { EventDetails } from '../event/event-details.ts';
import { eventIdOf } from '../event/event-id.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { addRest } from '../event/flatten-rest.ts';
import { NO_FACTS } from '../event/no-facts.ts';
import { maskText } from '../record/mask-secret.ts';
import { firstText, guidIn, lower, type RawObject, textOf } from '../record/raw-object.ts';
import { firstAddress } from '../record/read-address.ts';
import { readTime } from '../record/read-time.ts';
import { type Fields, fieldsOf, heldNames } from '../record/record-fields.ts';
import { readCloudAppEvent } from './cloud-app-event.ts';
import { messageOf } from './hunting-message.ts';
import { readHuntingSignIn } from './hunting-signin.ts';
import { tableOf } from './hunting-table.ts';

const HELD: ReadonlySet<string> = new Set(
  `timestamp timegenerated actiontype reportid tenantid ipaddress port countrycode country city isp useragent accountupn accountobjectid
   accountname application accountdisplayname subject internetmessageid recipientemailaddress senderfromaddress senderipv4 senderipv6
   deviceid correlationid severity errorcode`.split(/\s+/),
);

/**
 * One row of a Defender advanced hunting table (learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables), as CSV or JSON, or the
 * `properties` of a streamed record. Rows that hold another log's record whole (sign-ins, CloudAppEvents) are read as that record, so that both meet.
 * @param category the streamed record's category (`AdvancedHunting-EmailEvents`); empty for a row of an export.
 */
export function readHunting(record: RawObject, category = ''): EventFacts | UnreadRecord {
  const field = fieldsOf(record);
  const at = readTime(field('timestamp', 'timegenerated'));
  if (at === null) return { unread: 'damaged', detail: 'The hunting row has no readable time.' };
  const table = tableOf(field, category);
  if (table.name === 'SignInEvents') return readHuntingSignIn(field, table.isApplication);
  const inner = table.name === 'CloudAppEvents' ? readCloudAppEvent(field) : null;
  if (inner !== null) return inner;
  const address = firstAddress(field('ipaddress', 'senderipv4', 'senderipv6', 'remoteip'));
  const agent = textOf(field('useragent'));
  const failure = textOf(field('failurereason', 'errorcode'));
  const details = new EventDetails();
  addRest(details, record, heldNames(record, HELD));
  return {
    ...NO_FACTS,
    event_id: eventIdOf(null, record),
    source: 'defender',
    at,
    category: table.category,
    operation: firstText(field('actiontype'), field('title'), table.name) ?? 'unknown',
    workload: table.name,
    outcome: outcomeOf(field),
    error_code: failure,
    ...actorOf(field),
    app_id: lower(textOf(field('oauthappid'))) ?? guidIn(textOf(field('applicationid'))),
    app_name: firstText(field('application'), field('appname')),
    ip: address?.ip ?? null,
    port: address?.port ?? null,
    ...placeOf(field),
    user_agent: agent === null ? null : maskText(agent),
    client_app: textOf(field('protocol')),
    risk: table.category === 'alert' ? lower(textOf(field('severity'))) : null,
    device_id: lower(textOf(field('deviceid'))),
    correlation_id: lower(textOf(field('correlationid', 'networkmessageid', 'alertid'))),
    tenant_id: lower(textOf(field('tenantid'))),
    ...messageOf(field),
    target: targetOf(field),
    target_id: guidIn(textOf(field('targetaccountobjectid', 'objectid'))),
    target_type: textOf(field('objecttype', 'entitytype')),
    details: details.toJson(),
  };
}

function actorOf(field: Fields): Pick<EventFacts, 'principal' | 'principal_id' | 'principal_type'> {
  const id = lower(textOf(field('accountobjectid')));
  const name = firstText(
    field('accountupn'),
    field('senderfromaddress'),
    field('sendermailfromaddress'),
    field('initiatingprocessaccountupn'),
  );
  const principal = lower(name) ?? id ?? lower(textOf(field('accountname', 'accountdisplayname')));
  const isApp = /^(?:application|serviceprincipal)$/i.test(textOf(field('accounttype')) ?? '');
  return {
    principal,
    principal_id: guidIn(id),
    principal_type: principal === null ? 'unknown' : isApp ? 'service-principal' : 'user',
  };
}

function placeOf(field: Fields): Pick<EventFacts, 'country' | 'city' | 'network'> {
  const country = textOf(field('countrycode', 'country'));
  return {
    country: country !== null && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : null,
    city: textOf(field('city')),
    network: textOf(field('isp')),
  };
}

function outcomeOf(field: Fields): EventFacts['outcome'] {
  const said = firstText(field('actionresult'), field('deliveryaction'), field('actiontype')) ?? '';
  if (/fail|error|block|denied|junk|not allowed/i.test(said) || textOf(field('failurereason')) !== null)
    return 'failure';
  return /succe|deliver|allow|replaced/i.test(said) ? 'success' : 'unknown';
}

function targetOf(field: Fields): string | null {
  const target = firstText(
    field('targetaccountupn'),
    field('recipientemailaddress'),
    field('objectname'),
    field('targetaccountdisplayname'),
    field('url'),
    field('targetdevicename'),
    field('title'),
    field('appname'),
    field('devicename'),
  );
  return target === null ? null : maskText(target);
}
