import { graphRoleName } from '../record/public-names.ts';
import type { EventDetails } from './event-details.ts';

/** Some grants name the application permission by its id alone: its public name is added, as other records have it. */
export function addRoleName(details: EventDetails): void {
  const id = details.get('AppRole.Id');
  if (id === null || details.get('AppRole.Value') !== null) return;
  details.add('AppRole.Value', graphRoleName(id.replaceAll('"', '').toLowerCase()));
}
