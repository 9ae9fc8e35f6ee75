import type { Attack } from '../plot/attack.ts';
import type { FatedLetter } from '../plot/fates.ts';
import type { Stage } from '../plot/fill-slots.ts';
import type { Random } from '../random.ts';
import { attackRecords } from './attack-records.ts';
import type { AuditRecord } from './audit-record.ts';
import { makeDevices } from './device.ts';
import { ordinaryRecords } from './ordinary-records.ts';
import { serviceSignInsNdjson } from './service-sign-ins.ts';
import { interactiveSignInsJson } from './sign-ins.ts';
import { sprayAttempts } from './spray.ts';
import { ualCsv } from './ual-csv.ts';

/** The three log exports. */
export interface Logs {
  readonly auditCsv: string;
  readonly signInsJson: string;
  readonly serviceSignInsNdjson: string;
  /** Rows of all three together. */
  readonly records: number;
  /** The records of the thief's reading in our own mailboxes. */
  readonly thefts: readonly AuditRecord[];
}

/** Message-IDs each person received, by role. */
function idsByReader(letters: readonly FatedLetter[]): (key: string) => readonly string[] {
  const ids = new Map<string, string[]>();
  for (const { letter } of letters) {
    for (const person of [...letter.to, ...letter.cc]) {
      if (letter.messageId === null) continue;
      const list = ids.get(person.key) ?? [];
      list.push(letter.messageId);
      ids.set(person.key, list);
    }
  }
  return (key) => ids.get(key) ?? [];
}

const lines = (text: string) => text.split('\n').length - 1;

export function makeLogs(stage: Stage, attack: Attack, letters: readonly FatedLetter[], random: Random): Logs {
  const { cast } = stage;
  const devices = makeDevices([...cast.agency, ...cast.services, cast.get('cloudops')], random.fork('devices'));
  const office = { cast, devices, messageIds: idsByReader(letters) };
  const attempts = sprayAttempts(attack, cast, random.fork('spray'));
  const ordinary = ordinaryRecords(office, random.fork('ordinary'));
  const attacked = attackRecords({ attack, office, random: random.fork('attack') }, attempts);
  const records = [...ordinary, ...attacked];
  const auditCsv = ualCsv(records, random.fork('ual'));
  const signInsJson = interactiveSignInsJson(cast, devices, attempts, random.fork('sign-ins'));
  const serviceSignIns = serviceSignInsNdjson(stage, attack, random.fork('service-sign-ins'));
  return {
    auditCsv,
    signInsJson,
    serviceSignInsNdjson: serviceSignIns,
    records: lines(auditCsv) - 1 + lines(signInsJson) - 2 + lines(serviceSignIns),
    thefts: attacked.filter(({ data }) => data.Operation === 'MailItemsAccessed'),
  };
}
