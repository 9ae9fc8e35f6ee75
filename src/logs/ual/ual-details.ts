import { EventDetails } from '../event/event-details.ts';
import { addRest } from '../event/flatten-rest.ts';
import { addRoleName } from '../event/role-name.ts';
import { objectOf, objectsOf, type RawObject } from '../record/raw-object.ts';
import { cmdletParameters } from './cmdlet-parameters.ts';
import { HELD_BY_COLUMNS } from './ual-held.ts';

/** What a UAL record says beside the columns: parameters, changed properties, and every other scalar. */
export function readUalDetails(record: RawObject): EventDetails {
  const details = new EventDetails();
  details.addPairs(objectsOf(record.Parameters));
  if (typeof record.Parameters === 'string') {
    for (const [name, value] of cmdletParameters(record.Parameters)) details.add(name, value);
  }
  details.addPairs(objectsOf(record.ModifiedProperties));
  details.addPairs(objectsOf(record.ExtendedProperties));
  details.addPairs(objectsOf(record.OperationProperties));
  details.addPairs(objectsOf(record.DeviceProperties));
  details.add('DestFolder.Path', objectOf(record.DestFolder)?.Path);
  const shared = objectOf(objectOf(record.Item)?.ParentFolder);
  for (const name of ['MemberUpn', 'MemberRights', 'Path']) details.add(`ParentFolder.${name}`, shared?.[name]);
  addRoleName(details);
  addRest(details, record, HELD_BY_COLUMNS);
  return details;
}
