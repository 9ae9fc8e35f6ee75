import { isPersonalToken } from '../secrets/index.ts';
import { applicationByWords } from './application-words.ts';
import { isPersons, type NamedSubject, subjectId } from './named-subject.ts';
import type { CredentialPlace, KeyedName, Surroundings } from './surroundings.ts';
import { type Tie, type TieEvidence, type TieReason, tieBy } from './tie.ts';

/** Whom a text's names and addresses mean. */
export interface Registry {
  readonly byKey: ReadonlyMap<string, NamedSubject>;
  /** An address or name, as it is written. */
  readonly byName: (name: string) => NamedSubject | null;
  readonly applications: readonly NamedSubject[];
}

/** A subject and what ties a credential to it. */
export interface SurroundingTie {
  readonly named: NamedSubject;
  readonly tie: Tie;
}

interface Scene {
  readonly around: Surroundings;
  readonly registry: Registry;
}

type Step = (place: CredentialPlace, scene: Scene) => SurroundingTie | null;

/** Kinds that belong to an account; a door's code and a network's key belong to none. */
const OF_ACCOUNTS = new Set([
  'password',
  'passphrase',
  'token',
  'api-key',
  'client-secret',
  'private-key',
  'cookie',
  'header',
  'mfa-seed',
]);
const OF_THINGS =
  /wifi|wi-fi|wpa|psk|webhook|community|snmp|^prose-(?:code|key|pin|shared-secret|transfer-code)$|^mailed-key$|bitlocker|licen[cs]e/;
/** With more of them in one text or message, a name beside them may be any one's. */
const MOST_NAMELESS = 2;
/** Bytes before and after a value within which a name of the same text is held to be its account's. */
const BEFORE = 1200;
const AFTER = 400;

/**
 * Ties a credential that names nobody by what stands around it. Every rule asks for exactly one subject: of two nobody knows whose it is.
 * @param places of medium or high confidence, the oldest first.
 */
export function tieBySurroundings(
  places: readonly CredentialPlace[],
  around: Surroundings,
  registry: Registry,
): SurroundingTie | null {
  const candidates = places.filter(isOfAccount);
  for (const step of STEPS) {
    for (const place of candidates) {
      const found = step(place, { around, registry });
      if (found !== null) return found;
    }
  }
  return null;
}

function isOfAccount({ kind, rule }: CredentialPlace): boolean {
  return (OF_ACCOUNTS.has(kind) || kind === 'connection-string') && !OF_THINGS.test(rule);
}

/** Where the text names an account or a host of its own, another name nearby is another's. */
function isNameless({ principal, host, kind }: CredentialPlace): boolean {
  return principal === null && host === null && kind !== 'connection-string';
}

/** The step, for places that name nobody, with few like them in the same text or message. */
function nameless(within: 'text' | 'message', step: Step): Step {
  return (place, scene) => {
    const isAlone = isNameless(place) && scene.around.namelessBeside(place)[within] <= MOST_NAMELESS;
    return isAlone ? step(place, scene) : null;
  };
}

const bySender =
  (reason: TieReason): Step =>
  (place, { around, registry }) => {
    const sender = place.voice === 'written' ? around.senderOf(place.message) : null;
    const named = sender === null ? null : registry.byName(sender);
    return named === null ? null : { named, tie: tieBy(reason, evidenceOf(place)) };
  };

const writer: Step = (place, scene) =>
  place.principal === null && place.saidOf === 'writer' ? bySender('writer')(place, scene) : null;

const reader: Step = (place, { around, registry }) => {
  if (!isNameless(place) || place.saidOf !== 'reader' || place.voice !== 'written') return null;
  const [address, ...others] = around.readersOf(place.message);
  const named = address === undefined || others.length > 0 ? null : registry.byName(address);
  return named === null ? null : { named, tie: tieBy('reader', evidenceOf(place)) };
};

const sameText = nameless('text', (place, scene) => {
  const isNear = (name: KeyedName) =>
    name.part === place.part &&
    name.member === place.member &&
    name.stop <= place.stop + AFTER &&
    name.start >= place.start - BEFORE;
  return onlyNamed(
    'same-text',
    scene.around.namesIn(place.message).filter((name) => isNear(name) && name.voice === place.voice),
    place,
    scene,
  );
});

/** The body says whose the attached key is. */
const sameMessage = nameless('message', (place, scene) => {
  const isElsewhere = (name: KeyedName) => name.part !== place.part || name.member !== place.member;
  return onlyNamed(
    'same-message',
    scene.around.namesIn(place.message).filter((name) => isElsewhere(name) && name.voice !== 'quoted'),
    place,
    scene,
  );
});

const quoted = nameless('message', (place, scene) => {
  if (place.voice !== 'written') return null;
  const names = scene.around.namesIn(place.message).filter(({ voice }) => voice === 'quoted');
  return onlyNamed('quoted', names, place, scene);
});

const thread = nameless('message', (place, scene) =>
  place.voice === 'written' ? onlyNamed('thread', scene.around.namesBefore(place.message), place, scene) : null,
);

const words: Step = (place, { registry }) => {
  const named = applicationByWords(place, registry.applications);
  return named === null ? null : { named, tie: tieBy('application-words', evidenceOf(place)) };
};

/** In the mail itself; what stands in a script or a file belongs to what runs it. */
const maker = nameless('message', (place, scene) =>
  isPersonalToken(place.rule) && place.member === '[]' && isBody(place.part) ? bySender('maker')(place, scene) : null,
);

const STEPS: readonly Step[] = [writer, sameText, sameMessage, quoted, reader, words, thread, maker];

/** A body is the first part, or the first of the first. */
function isBody(part: string): boolean {
  return part === 'subject' || /^1(?:\.1){0,4}$/.test(part);
}

/** The one subject that the names mean, those who write and read the message aside, and persons: they are the ones to ask. */
function onlyNamed(
  reason: TieReason,
  names: readonly KeyedName[],
  place: CredentialPlace,
  { around, registry }: Scene,
): SurroundingTie | null {
  const people = new Set(
    around
      .peopleOf(place.message)
      .flatMap((address) => registry.byName(address) ?? [])
      .map(subjectId),
  );
  const found = new Map<string, SurroundingTie>();
  for (const name of names) {
    const named = registry.byKey.get(name.name);
    if (named === undefined || isPersons(named) || people.has(subjectId(named))) continue;
    const tie = tieBy(reason, evidenceOf(name));
    if (!found.has(subjectId(named))) found.set(subjectId(named), { named, tie });
  }
  const [only] = found.values();
  return only !== undefined && found.size === 1 ? only : null;
}

function evidenceOf({ message, part, member, start, stop }: CredentialPlace | KeyedName): TieEvidence {
  return { message, part, member, span: [start, stop] };
}
