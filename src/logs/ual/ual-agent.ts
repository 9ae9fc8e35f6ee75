import type { EventDetails } from '../event/event-details.ts';
import type { EventFacts } from '../event/event-row.ts';
import { maskText } from '../record/mask-secret.ts';
import { firstText, objectOf, type RawObject, textOf } from '../record/raw-object.ts';
import { remembered } from '../record/remembered.ts';

/** The program a UAL record was made with: its user agent, and the client or protocol it names. */
export function readUalAgent(record: RawObject, details: EventDetails): Pick<EventFacts, 'user_agent' | 'client_app'> {
  const info = textOf(record.ClientInfoString);
  const more = moreDetails(details);
  const agent = firstText(record.UserAgent, details.get('UserAgent'), more?.['User-Agent'], info);
  const clients = info === null ? null : clientsIn(info);
  return {
    user_agent: agent === null ? null : maskedAgent(agent),
    client_app: clients ?? firstText(details.get('RequestType'), record.ClientApplication),
  };
}

const maskedAgent = remembered(maskText);

const CLIENT = /Client=([^;]{1,100})/g;

/** `Client=REST;Client=RESTSystem;;` is REST;RESTSystem; null where no client is named. */
function clientsIn(info: string): string | null {
  const at = info.indexOf('Client=');
  if (at === -1) return null;
  const end = info.indexOf(';', at);
  if (end !== -1 && end - at <= 100 && !info.includes('Client=', end)) return info.slice(at + 7, end) || null;
  const clients = [...info.slice(0, 1000).matchAll(CLIENT)].map((match) => match[1]);
  return clients.length > 0 ? clients.join(';') : null;
}

/** Directory records keep the user agent in JSON text. */
function moreDetails(details: EventDetails): RawObject | null {
  const text = details.get('additionalDetails');
  return text?.includes('User-Agent') ? objectOf(text) : null;
}
