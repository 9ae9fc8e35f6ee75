import type { Cast } from '../cast/make-cast.ts';
import type { Language, Person } from '../cast/person.ts';
import type { Random } from '../random.ts';

/** Who writes to whom in one thread. At least one of them has a mailbox we hold. */
export interface Participants {
  readonly starter: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly language: Language;
  readonly audience: 'vendor' | 'colleagues' | 'any';
}

/** The provider's people, those who do most of the talking named more often. */
const VENDOR_ROLES = [
  'v-eng1',
  'v-eng1',
  'v-eng1',
  'v-tam',
  'v-tam',
  'gov-support',
  'gov-support',
  'v-eng2',
  'v-eng2',
  'v-sec',
  'v-lead',
  'v-sales',
  'v-de',
  'v-fr',
  'v-ja',
  'case',
];

/** Some write to an older address of the same mailbox, or in capitals. */
function asWritten(person: Person, random: Random): Person {
  const alias = person.aliases[0];
  if (person.side !== 'vendor' || alias === undefined || !random.chance(0.15)) return person;
  const address = random.chance(0.6) ? alias : person.address.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return { ...person, address };
}

function vendorThread(cast: Cast, ours: Person, random: Random): Participants {
  const role = random.pick(VENDOR_ROLES);
  const vendor = asWritten(cast.get(role === 'case' ? `case-${random.integer(4000, 5999)}` : role), random);
  const colleague = random.pick(cast.agency);
  const cc = [
    ...(random.chance(0.3) && colleague.key !== ours.key ? [colleague] : []),
    ...(random.chance(0.06) ? [cast.get('coastal-cloud')] : []),
    ...(random.chance(0.1) ? [cast.get('cloudops')] : []),
  ];
  const language = vendor.language !== 'en' && random.chance(0.7) ? vendor.language : 'en';
  const starts = vendor.kind === 'person' && random.chance(0.4);
  return { starter: starts ? vendor : ours, to: [starts ? ours : vendor], cc, language, audience: 'vendor' };
}

function thirdThread(cast: Cast, ours: Person, random: Random): Participants {
  const third = random.pick(cast.third);
  const starts = random.chance(0.5);
  return {
    starter: starts ? third : ours,
    to: [starts ? ours : third],
    cc: [],
    language: third.language,
    audience: 'any',
  };
}

function colleagueThread(cast: Cast, ours: Person, random: Random): Participants {
  const others = random.sample(
    cast.agency.filter((person) => person.key !== ours.key),
    random.integer(1, 4),
  );
  const starts = random.chance(0.5);
  const [first, ...rest] = others as [Person, ...Person[]];
  return {
    starter: starts ? ours : first,
    to: [starts ? first : ours],
    cc: rest,
    language: 'en',
    audience: 'colleagues',
  };
}

export function pickParticipants(cast: Cast, random: Random): Participants {
  const ours = random.pick(cast.agency.filter((person) => person.store !== null));
  const draw = random.next();
  if (draw < 0.36) return vendorThread(cast, ours, random);
  if (draw < 0.58) return thirdThread(cast, ours, random);
  return colleagueThread(cast, ours, random);
}
