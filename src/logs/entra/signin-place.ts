import type { EventFacts } from '../event/event-row.ts';
import { firstText, objectOf, type RawObject, textOf } from '../record/raw-object.ts';

/**
 * Where a sign-in came from: `location.countryOrRegion` and `location.city`, the envelope's two letters, or the portal's
 * "City, State, US".
 */
export function placeOf(record: RawObject, outer: unknown): Pick<EventFacts, 'country' | 'city'> {
  const location = objectOf(record.locationDetails) ?? objectOf(record.location);
  const words = location === null ? (textOf(record.location)?.split(',') ?? []) : [];
  const city = firstText(location?.city, record.city, words.length > 1 ? words[0] : null);
  for (const value of [location?.countryOrRegion, words.at(-1), outer]) {
    const text = textOf(value);
    if (text !== null && /^[A-Za-z]{2}$/.test(text)) return { country: text.toUpperCase(), city };
  }
  return { country: null, city };
}
