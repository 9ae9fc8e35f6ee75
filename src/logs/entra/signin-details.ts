import { EventDetails } from '../event/event-details.ts';
import { addRest } from '../event/flatten-rest.ts';
import { objectOf, objectsOf, type RawObject, textOf } from '../record/raw-object.ts';
import { HELD_BY_COLUMNS } from './signin-held.ts';

/**
 * What a sign-in says beside the columns: why it failed, the device, what each policy answered, how it was authenticated, and every other scalar.
 * @param resultDescription of the diagnostic record around it.
 */
export function readSignInDetails(record: RawObject, resultDescription: unknown): EventDetails {
  const details = new EventDetails();
  details.add('failureReason', objectOf(record.status)?.failureReason);
  const device = objectOf(record.deviceDetail) ?? {};
  for (const name in device) details.add(`device.${name}`, device[name]);
  addPolicies(details, objectsOf(record.appliedConditionalAccessPolicies));
  addPolicies(details, objectsOf(record.conditionalAccessPolicies));
  const methods = objectsOf(record.authenticationDetails).flatMap((step) => textOf(step.authenticationMethod) ?? []);
  details.add('authenticationMethods', methods.join(';'));
  details.add('resultDescription', resultDescription);
  addRest(details, record, HELD_BY_COLUMNS);
  return details;
}

function addPolicies(details: EventDetails, policies: readonly RawObject[]): void {
  for (const policy of policies) details.add(`policy:${textOf(policy.displayName) ?? 'unnamed'}`, policy.result);
}
