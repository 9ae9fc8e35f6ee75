import { Calendar, localHour, zoneAt } from './calendar.ts';
import { directoryRecord, loginRecord, strangersLogin } from './directory-records.ts';
import { Draw } from './draw.ts';
import { fileRecord } from './file-record.ts';
import { accessRecord, itemRecord, ruleRecord } from './mail-records.ts';
import { type ClientApp, inHand, newPerson, type Person } from './person.ts';
import type { Fields, Organisation, Use } from './use.ts';

const LATE_MILLISECONDS = 5 * 60_000;
const RECORDS_A_USER = 2000;
const FEWEST_USERS = 50;
const USERS_A_SHARED_MAILBOX = 25;
const THIRD_PARTY_APPS = 30;
const SITES = 60;
const SHARED_MAILBOX_PERCENT = 6;
const SERVICE_PERCENT = 4;
const STRANGER_PERCENT = 1.2;
const RULE_PERCENT = 0.3;

/** Programs that read mail without a user: how many in a hundred mailboxes each reads. */
const SERVICES = [
  { percent: 100, address: '198.51.100.201' },
  { percent: 30, address: '198.51.100.202' },
  { percent: 2, address: '192.0.2.250' },
];

/** A tenant whose records come one by one, in the order of their arrival; every draw is from one sequence. */
export class Tenant {
  readonly #records: number;
  readonly #calendar: Calendar;
  readonly #draw = new Draw(20_240_101);
  readonly #organisation: Organisation;
  readonly #people: readonly Person[];
  readonly #byZone: readonly (readonly Person[])[];
  /** The moment of each person's last record: nobody's own records are out of time. */
  readonly #last = new Map<Person, number>();

  constructor(records: number, days: number) {
    const draw = this.#draw;
    this.#records = records;
    this.#calendar = new Calendar(days);
    const thirdParty = Array.from(
      { length: THIRD_PARTY_APPS },
      (): ClientApp => ({ id: draw.guid(), info: 'Client=REST;;' }),
    );
    const users = Math.max(FEWEST_USERS, Math.round(records / RECORDS_A_USER));
    this.#people = Array.from({ length: users }, (_, index) => newPerson(draw, index, thirdParty));
    this.#byZone = [0, 1, 2].map((zone) => withHeavyUsers(this.#people.filter((person) => person.zone === zone)));
    this.#organisation = newOrganisation(draw, this.#people);
  }

  record(index: number): Fields {
    const draw = this.#draw;
    const late = draw.between(0, LATE_MILLISECONDS);
    const at = this.#calendar.at(index / this.#records) + late;
    const kind = draw.below(100);
    if (kind < 25 && draw.percent(STRANGER_PERCENT)) return strangersLogin(draw, at, this.#organisation);
    const use = this.#use(at);
    if (kind < 25) return loginRecord(use);
    if (kind < 50) return this.#mailAccess(use);
    if (kind < 80) return fileRecord(use);
    if (kind < 93) return draw.percent(RULE_PERCENT) ? ruleRecord(use) : itemRecord(use);
    return directoryRecord(use);
  }

  #use(arrival: number): Use {
    const draw = this.#draw;
    const zone = zoneAt(arrival, draw);
    const inZone = this.#byZone[zone] ?? [];
    const person = draw.of(inZone.length > 0 ? inZone : this.#people);
    const at = Math.max(arrival, this.#last.get(person) ?? 0);
    this.#last.set(person, at);
    const hour = localHour(at, person.zone);
    return { at, person, draw, organisation: this.#organisation, ...inHand(person, draw, hour >= 8 && hour < 18) };
  }

  #mailAccess(use: Use): Fields {
    const { draw, person, organisation } = use;
    if (draw.percent(SERVICE_PERCENT)) {
      const service = draw.of(organisation.services);
      const reads = Math.max(1, Math.floor((this.#people.length * service.percent) / 100));
      return accessRecord(use, { kind: 'service', service, owner: this.#people[draw.below(reads)] ?? person });
    }
    if (draw.percent(SHARED_MAILBOX_PERCENT)) {
      const shared =
        organisation.sharedMailboxes[Number(person.sid.split('-').at(-1)) % organisation.sharedMailboxes.length];
      return accessRecord(use, { kind: 'delegate', owner: shared ?? person });
    }
    return accessRecord(use, { kind: 'owner', owner: person });
  }
}

/** One in four writes three times as much as the others. */
function withHeavyUsers(people: readonly Person[]): readonly Person[] {
  return people.flatMap((person, index) => (index % 4 === 0 ? [person, person, person] : [person]));
}

function newOrganisation(draw: Draw, people: readonly Person[]): Organisation {
  return {
    id: draw.guid(),
    people,
    resources: Array.from({ length: 6 }, () => draw.guid()),
    services: SERVICES.map((service) => ({ ...service, id: draw.guid(), app: draw.guid() })),
    sharedMailboxes: Array.from({ length: Math.ceil(people.length / USERS_A_SHARED_MAILBOX) }, (_, index) => ({
      name: `team.${index}@agency.example`,
      mailbox: draw.guid(),
      sid: `S-1-5-21-${draw.below(1e9)}-${draw.below(1e9)}-${draw.below(1e9)}-${900_000 + index}`,
    })),
    sites: Array.from({ length: SITES }, (_, index) => ({
      url: `https://agency.sharepoint.example/sites/team${index}/`,
      id: draw.guid(),
      list: draw.guid(),
      web: draw.guid(),
    })),
  };
}
