import type { MailboxFile } from '../mailbox/mailbox-file.ts';
import type { PlantedCredential } from '../plot/credential.ts';
import type { FatedLetter } from '../plot/fates.ts';
import type { Stage } from '../plot/fill-slots.ts';
import type { TrueCredential, TruePlace } from './truth.ts';

/** Every place each credential stands in, by its id; a message is one place however often it says it. */
function placesByCredential(
  files: readonly MailboxFile[],
  read: ReadonlySet<FatedLetter>,
): ReadonlyMap<string, readonly TruePlace[]> {
  const places = new Map<string, TruePlace[]>();
  for (const file of files) {
    for (const { fated } of file.copies) {
      const { letter, stolen } = fated;
      const once = new Map(letter.planted.map((planted) => [planted.credential, planted.part]));
      for (const [credential, part] of once) {
        const list = places.get(credential) ?? [];
        list.push({ source: file.path, messageId: letter.messageId, part, stolen: stolen || read.has(fated) });
        places.set(credential, list);
      }
    }
  }
  return places;
}

function principalNames(credential: PlantedCredential, { cast }: Stage): readonly string[] {
  if (credential.principal === null) return [];
  const person = cast.get(credential.principal);
  return [...new Set([person.upn, person.address, ...person.aliases, person.objectId])];
}

function applicationNames(credential: PlantedCredential, stage: Stage): readonly string[] {
  const one = credential.application === null ? undefined : stage.applications.get(credential.application);
  return one === undefined ? [] : [one.name, one.appId, one.objectId, one.servicePrincipalId];
}

/** The planted credentials with where they ended up. `read`: what the thief read in our own mailboxes. */
export function trueCredentials(
  stage: Stage,
  files: readonly MailboxFile[],
  read: ReadonlySet<FatedLetter>,
): readonly TrueCredential[] {
  const places = placesByCredential(files, read);
  return [...stage.credentials.values()].map((credential) => {
    const found = places.get(credential.id) ?? [];
    return {
      id: credential.id,
      kind: credential.kind,
      value: credential.minted.value,
      accept: credential.minted.accept,
      beside: credential.minted.beside,
      principal: principalNames(credential, stage),
      application: applicationNames(credential, stage),
      host: credential.host,
      stolen: found.some((place) => place.stolen),
      proven: credential.proof,
      places: found,
    };
  });
}
