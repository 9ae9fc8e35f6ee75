import type { EventDetails } from '../event/event-details.ts';
import type { EventFacts } from '../event/event-row.ts';
import { maskText } from '../record/mask-secret.ts';
import { firstText, guidIn, integerOf, isGuid, objectsOf, type RawObject, textOf } from '../record/raw-object.ts';

const NAME = 1;
const UPN = 5;

/** What a UAL record acted on: the name or UPN in `Target` (directory records), the inbox rule's name, or ObjectId. */
export function readUalTarget(
  record: RawObject,
  details: EventDetails,
): Pick<EventFacts, 'target' | 'target_id' | 'target_type'> {
  const targets = objectsOf(record.Target);
  const named = (type: number) => textOf(targets.find((target) => integerOf(target.Type) === type)?.ID);
  const rule = /inboxrule/i.test(textOf(record.Operation) ?? '')
    ? firstText(details.get('Name'), details.get('RuleName'))
    : null;
  const target = rule ?? named(UPN) ?? named(NAME) ?? textOf(record.ObjectId);
  const object = textOf(record.ObjectId);
  if (object !== target) details.add('ObjectId', object);
  return {
    target: target === null ? null : maskText(target),
    target_id: targetObjectId(record, targets),
    target_type: targetType(targets),
  };
}

/** Directory records write the kind before the id (`ServicePrincipal_…`) or as a word of its own. */
function targetType(targets: readonly RawObject[]): string | null {
  for (const target of targets) {
    const [, kind] = KIND.exec(textOf(target.ID) ?? '') ?? [];
    if (kind !== undefined) return kind;
  }
  return null;
}

const KIND = /^(User|ServicePrincipal|Application|Group|Role|Device|Policy|Domain|Tenant|Other)(?:_[0-9A-Fa-f-]{36})?$/;

function targetObjectId(record: RawObject, targets: readonly RawObject[]): string | null {
  for (const target of targets) {
    const id = textOf(target.ID);
    if (id?.includes('_') && guidIn(id) !== null) return guidIn(id);
  }
  const ids = [...targets.map((target) => textOf(target.ID)), textOf(record.ObjectId)];
  return ids.find(isGuid)?.toLowerCase() ?? null;
}
