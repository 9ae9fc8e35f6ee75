import type { EventFacts } from '../event/event-row.ts';
import { objectOf, textOf } from '../record/raw-object.ts';
import type { Fields } from '../record/record-fields.ts';
import { readUal } from '../ual/read-ual.ts';

/**
 * The unified audit log record that a row of CloudAppEvents holds in RawEventData, so that it meets its copy in the audit log itself; what only the row
 * knows (country, city, network) is added.
 * @returns null where the row holds none.
 */
export function readCloudAppEvent(field: Fields): EventFacts | null {
  const raw = objectOf(field('raweventdata'));
  if (raw === null || textOf(raw.CreationTime) === null || textOf(raw.Operation) === null) return null;
  const facts = readUal(raw);
  if ('unread' in facts) return null;
  const country = textOf(field('countrycode'));
  return {
    ...facts,
    country: country !== null && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : null,
    city: textOf(field('city')),
    network: textOf(field('isp')),
  };
}
