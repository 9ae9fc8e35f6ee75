import { ALPHANUMERIC, DIGITS, HEX, UPPER } from '../alphabets.ts';
import type { Cast } from '../cast/make-cast.ts';
import type { Random } from '../random.ts';
import type { Application } from './application.ts';
import type { PlantedCredential } from './credential.ts';

/** What the story's slots are filled from. */
export interface Stage {
  readonly cast: Cast;
  readonly credentials: ReadonlyMap<string, PlantedCredential>;
  readonly applications: ReadonlyMap<string, Application>;
}

export interface Filled {
  readonly text: string;
  /** Ids of the credentials that stand in it, each once. */
  readonly credentials: readonly string[];
}

const RANDOM_TEXT: Readonly<Record<string, string>> = {
  digits: DIGITS,
  upper: UPPER,
  hex: HEX,
  base64: `${ALPHANUMERIC}+/`,
};

function known<T>(value: T | undefined, slot: string): T {
  if (value === undefined) throw new RangeError(`the story has no ${slot}`);
  return value;
}

function credentialText(stage: Stage, name: string): string {
  const [id = '', piece] = name.split('.');
  const { minted } = known(stage.credentials.get(id), name);
  return piece === undefined ? minted.text : known(minted.pieces[piece], name);
}

function person(stage: Stage, slot: string, key: string): string {
  const one = stage.cast.get(key);
  const fields: Readonly<Record<string, string>> = {
    first: one.givenName,
    name: one.name,
    mail: one.address,
    upn: one.upn,
    title: one.title,
  };
  return known(fields[slot], slot);
}

function application(stage: Stage, name: string): string {
  const [key = '', field] = name.split('.');
  const one = known(stage.applications.get(key), name);
  return field === 'appId' ? one.appId : one.name;
}

/**
 * Fills `{{slot:argument}}`: v (credential), first, name, mail, upn, title (of a role), app, tenant, uuid, digits, upper, hex, base64.
 * @throws RangeError for a slot the story does not know.
 */
export function fillSlots(template: string, stage: Stage, random: Random): Filled {
  const credentials = new Set<string>();
  const text = template.replace(/\{\{([a-z0-9]+)(?::([A-Za-z0-9.-]+))?\}\}/g, (_, slot: string, argument = '') => {
    if (slot === 'v') {
      credentials.add(argument.split('.')[0]);
      return credentialText(stage, argument);
    }
    if (slot === 'app') return application(stage, argument);
    if (slot === 'tenant') return stage.cast.tenantId;
    if (slot === 'uuid') return random.uuid();
    const alphabet = RANDOM_TEXT[slot];
    return alphabet === undefined ? person(stage, slot, argument) : random.text(alphabet, Number(argument));
  });
  return { text, credentials: [...credentials] };
}
