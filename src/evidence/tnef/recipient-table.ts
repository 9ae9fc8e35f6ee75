import type { MapiProperties } from '../mapi/property.ts';
import type { Shortfall } from '../shortfall.ts';
import { type PropertyAllowance, readPropertyList } from './property-list.ts';
import { REST_DAMAGED } from './read-attributes.ts';

/** More recipients than a message may have; an absurd count must not fill memory. */
const MOST_RECIPIENTS = 100_000;

interface RecipientTable {
  readonly recipients: readonly MapiProperties[];
  readonly shortfall: Shortfall | null;
}

/** Reads attRecipTable ([MS-OXTNEF] §2.1.3.5): a count, and a property list for each recipient. */
export function readRecipients(data: Buffer, allowance: PropertyAllowance): RecipientTable {
  const recipients: MapiProperties[] = [];
  if (data.length < 4) return { recipients, shortfall: REST_DAMAGED };
  const count = data.readUInt32LE(0);
  let at = 4;
  for (let index = 0; index < count; index++) {
    if (index === MOST_RECIPIENTS) return { recipients, shortfall: REST_DAMAGED };
    const { properties, next, shortfall } = readPropertyList(data, allowance, at);
    if (properties.size > 0) recipients.push(properties);
    if (shortfall !== null) return { recipients, shortfall };
    at = next;
  }
  return { recipients, shortfall: null };
}
