import type { Device } from './device.ts';
import type { Draw } from './draw.ts';
import type { ClientApp, Person } from './person.ts';

/** One record as the log's own API has it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The owner of a mailbox: a person, or nobody where it is shared. */
export type Owner = Pick<Person, 'name' | 'mailbox' | 'sid'>;

/** A program that reads mail without a user. */
export interface Service {
  readonly id: string;
  readonly app: string;
  readonly address: string;
  /** How many in a hundred mailboxes it reads. */
  readonly percent: number;
}

/** What all of a tenant share. */
export interface Organisation {
  readonly id: string;
  readonly people: readonly Person[];
  readonly resources: readonly string[];
  readonly services: readonly Service[];
  readonly sharedMailboxes: readonly Owner[];
  readonly sites: readonly { readonly url: string; readonly id: string; readonly list: string; readonly web: string }[];
}

/** Somebody does something, with a device and an application. */
export interface Use {
  readonly at: number;
  readonly person: Person;
  readonly device: Device;
  readonly app: ClientApp;
  readonly organisation: Organisation;
  readonly draw: Draw;
}

/** As the log writes times: to the second, without a zone. */
export function timeText(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

/** The fields every record has. */
export function sharedFields(
  {
    at,
    person,
    organisation,
    draw,
  }: Pick<Use, 'at' | 'organisation' | 'draw'> & { readonly person: Pick<Person, 'id' | 'name'> },
  operation: string,
  recordType: number,
  workload: string,
): Fields {
  return {
    CreationTime: timeText(at),
    Id: draw.guid(),
    Operation: operation,
    OrganizationId: organisation.id,
    RecordType: recordType,
    ResultStatus: workload === 'Exchange' ? 'Succeeded' : 'Success',
    UserKey: person.id,
    UserType: 0,
    Version: 1,
    Workload: workload,
    UserId: person.name,
  };
}
