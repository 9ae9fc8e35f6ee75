import names from '../data/names.json' with { type: 'json' };
import roles from '../data/roles.json' with { type: 'json' };
import type { Random } from '../random.ts';
import { AGENCY, VENDOR } from './organisations.ts';
import type { Language, Person, StoreFormat } from './person.ts';

/** Everybody in the story, by role. */
export interface Cast {
  /** @throws RangeError for a role the story does not have. */
  readonly get: (key: string) => Person;
  readonly agency: readonly Person[];
  readonly vendor: readonly Person[];
  readonly third: readonly Person[];
  readonly services: readonly Person[];
  readonly everyone: readonly Person[];
  readonly tenantId: string;
}

interface Role {
  readonly key: string;
  readonly title: string;
  readonly department?: string;
  readonly organisation?: string;
  readonly domain?: string;
  readonly language?: string;
  readonly zone?: number;
  readonly store?: string;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const toLocalPart = (name: string) =>
  name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');

function makePerson(
  role: Role,
  side: Person['side'],
  domain: string,
  name: readonly [string, string],
  random: Random,
): Person {
  const [given, family] = name;
  const local = `${toLocalPart(given)}.${toLocalPart(family)}`;
  const short = `${toLocalPart(given).charAt(0)}${toLocalPart(family)}@${domain}`;
  return {
    key: role.key,
    side,
    givenName: given,
    name: `${given} ${family}`,
    address: `${local}@${domain}`,
    upn: side === 'agency' && random.chance(0.25) ? short : `${local}@${domain}`,
    aliases: [short],
    title: role.title,
    department: role.department ?? '',
    organisation: role.organisation ?? (side === 'agency' ? AGENCY.name : VENDOR.name),
    language: (role.language ?? 'en') as Language,
    zone: role.zone ?? -300,
    objectId: random.uuid(),
    store: (role.store ?? null) as StoreFormat | null,
    kind: 'person',
  };
}

/** An address that is no person: a service account, a shared mailbox, a list, a case. */
function makeAddress(
  key: string,
  address: string,
  fields: Pick<Person, 'name' | 'side' | 'kind' | 'objectId'> & Partial<Person>,
): Person {
  return {
    givenName: 'team',
    upn: address,
    aliases: [],
    title: '',
    department: '',
    organisation: fields.side === 'agency' ? AGENCY.name : VENDOR.name,
    language: 'en',
    zone: -300,
    store: null,
    key,
    address,
    ...fields,
  };
}

/** Names are drawn without repetition within a language. */
function nameDrawer(random: Random): (language: Language) => readonly [string, string] {
  const decks = new Map<string, (readonly [string, string])[]>();
  return (language) => {
    const deck = decks.get(language) ?? [];
    if (deck.length === 0) {
      const families = random.sample(names[language].family, 99);
      const givens = random.sample(names[language].given, 99);
      deck.push(...families.map((family, at) => [givens[at % givens.length] as string, family] as const));
      decks.set(language, deck);
    }
    return deck.pop() as readonly [string, string];
  };
}

function sharedAddresses(random: Random): readonly Person[] {
  const domains: Readonly<Record<string, string>> = {
    agency: AGENCY.domain,
    'agency-list': AGENCY.lists,
    vendor: VENDOR.domain,
    'vendor-list': VENDOR.lists,
  };
  return roles.shared.map((shared) =>
    makeAddress(shared.key, `${shared.local}@${domains[shared.side] ?? AGENCY.domain}`, {
      name: shared.name,
      side: shared.side.startsWith('agency') ? 'agency' : 'vendor',
      kind: shared.side.endsWith('list') ? 'list' : 'shared',
      objectId: random.uuid(),
      store: (shared.store ?? null) as StoreFormat | null,
    }),
  );
}

function serviceAccounts(random: Random): readonly Person[] {
  return roles.service.map((role) =>
    makeAddress(role.key, `${role.key}@${AGENCY.domain}`, {
      name: role.title,
      side: 'agency',
      kind: 'service',
      title: role.title,
      department: role.department,
      objectId: random.uuid(),
    }),
  );
}

/** Casts the story: another seed gives other people in the same roles. */
export function makeCast(random: Random): Cast {
  const draw = nameDrawer(random.fork('names'));
  const agency = roles.agency.map((role) =>
    makePerson(role, 'agency', AGENCY.domain, draw('en'), random.fork(role.key)),
  );
  const vendor = roles.vendor.map((role) =>
    makePerson(role, 'vendor', VENDOR.domain, draw(role.language as Language), random.fork(role.key)),
  );
  const third = roles.third.map((role) =>
    makePerson(role, 'third', role.domain, draw(role.language as Language), random.fork(role.key)),
  );
  const services = serviceAccounts(random.fork('services'));
  const everyone = [...agency, ...vendor, ...third, ...services, ...sharedAddresses(random.fork('shared'))];
  const byKey = new Map(everyone.map((person) => [person.key, person]));
  const caseAddress = (key: string) =>
    makeAddress(key, `${key}@${VENDOR.cases}`, {
      name: `Case ${key.slice(5)}`,
      side: 'vendor',
      kind: 'shared',
      objectId: '',
    });
  return {
    agency,
    vendor,
    third,
    services,
    everyone,
    tenantId: random.fork('tenant').uuid(),
    get: (key) => {
      const person = byKey.get(key) ?? (/^case-\d+$/.test(key) ? caseAddress(key) : undefined);
      if (person === undefined) throw new RangeError(`nobody in the story is called ${key}`);
      return person;
    },
  };
}
