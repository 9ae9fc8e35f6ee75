import type { EventFacts } from '../event/event-row.ts';
import {
  firstText,
  guidIn,
  integerOf,
  isGuid,
  lower,
  objectsOf,
  type RawObject,
  textOf,
} from '../record/raw-object.ts';

type Actor = Pick<EventFacts, 'principal' | 'principal_id' | 'principal_type'>;

/** UserType of the Management Activity API, and the words Sentinel writes for it. */
const TYPE_OF: Readonly<Record<string, Actor['principal_type']>> = {
  '0': 'user',
  '1': 'user',
  '2': 'admin',
  '3': 'admin',
  '4': 'system',
  '5': 'service-principal',
  '6': 'service-principal',
  '7': 'system',
  '8': 'system',
  '9': 'admin',
  '10': 'user',
  regular: 'user',
  reserved: 'user',
  admin: 'admin',
  dcadmin: 'admin',
  system: 'system',
  application: 'service-principal',
  serviceprincipal: 'service-principal',
};

/** Who acted in a UAL record: the UPN in lower case, or the service principal's or user's object id where there is no UPN. */
export function readUalActor(record: RawObject, outerUser: unknown): Actor {
  const user = firstText(record.UserId, outerUser);
  const id = actorObjectId(record);
  if (user?.toLowerCase().startsWith('serviceprincipal_')) {
    const own = guidIn(user) ?? user.slice('ServicePrincipal_'.length).toLowerCase();
    return { principal: own, principal_id: guidIn(user) ?? id, principal_type: 'service-principal' };
  }
  const known = user !== null && !/^(not available|unknown)$/i.test(user) ? user.toLowerCase() : null;
  return { principal: known ?? id, principal_id: id ?? guidIn(known), principal_type: actorType(record, known) };
}

function actorType(record: RawObject, user: string | null): Actor['principal_type'] {
  if (user?.startsWith('nt authority\\')) return 'system';
  const number = integerOf(record.UserType);
  return TYPE_OF[number === null ? (lower(textOf(record.UserType)) ?? '') : String(number)] ?? 'unknown';
}

/** `Actor` holds several ids; the object id is the one marked as a user's or service principal's, or of type 0, or the UserKey. */
function actorObjectId(record: RawObject): string | null {
  const actors = objectsOf(record.Actor);
  for (const actor of actors) {
    const id = textOf(actor.ID);
    if (id !== null && /^(User|ServicePrincipal)_/i.test(id) && guidIn(id) !== null) return guidIn(id);
  }
  const direct = actors.find((actor) => integerOf(actor.Type) === 0);
  for (const id of [textOf(direct?.ID), textOf(record.UserKey), textOf(record.TokenObjectId)]) {
    if (isGuid(id)) return id.toLowerCase();
  }
  return null;
}
