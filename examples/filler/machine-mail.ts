import type { Cast } from '../cast/make-cast.ts';
import { AGENCY } from '../cast/organisations.ts';
import type { Person } from '../cast/person.ts';
import { anyMoment, dateField } from '../mail/calendar.ts';
import type { Letter } from '../mail/letter.ts';
import { messageIdFor } from '../mail/message-id.ts';
import { type Entity, multipartEntity, textEntity } from '../mime/entity.ts';
import type { Random } from '../random.ts';

const ASCII = { charset: 'us-ascii', encoding: '7bit' } as const;

function machine(cast: Cast, key: string, name: string, local: string): Person {
  return {
    ...cast.get('cloudops'),
    key,
    name,
    address: `${local}@${AGENCY.domain}`,
    upn: '',
    aliases: [],
    store: null,
    kind: 'service',
  };
}

interface MachineDraft {
  readonly from: Person;
  readonly to: readonly Person[];
  readonly subject: string;
  readonly text: string;
  readonly entity?: Entity;
  readonly fields?: readonly string[];
  readonly messageId?: string | null;
}

function machineLetter(key: string, draft: MachineDraft, random: Random): Letter {
  const sentAt = anyMoment(random);
  return {
    key,
    messageId: draft.messageId === undefined ? messageIdFor(draft.from, sentAt, random) : draft.messageId,
    from: draft.from,
    to: draft.to,
    cc: [],
    bcc: [],
    sentAt,
    subject: draft.subject,
    language: 'en',
    fields: draft.fields ?? [],
    entity: draft.entity ?? textEntity('plain', draft.text, ASCII),
    text: draft.text,
    attachments: [],
    kept: { state: 'whole' },
    planted: [],
    quotes: [],
    origin: 'filler',
  };
}

const holder = (cast: Cast, random: Random) => random.pick(cast.agency.filter((person) => person.store !== null));

/** A scanner writes no Message-ID at all. */
function scannerMail(cast: Cast, random: Random): MachineDraft {
  const text = `Scanned document from the device on floor ${random.integer(1, 4)}.\nPages: ${random.integer(1, 30)}\n`;
  return {
    from: machine(cast, 'scanner', 'Scanner', 'scanner-2'),
    to: [holder(cast, random)],
    subject: `Scan ${random.integer(100, 999)}`,
    text,
    messageId: null,
  };
}

/** A monitor counts its Message-IDs from one again after every restart: the same id stands on different messages. */
function monitorMail(cast: Cast, random: Random): MachineDraft {
  const text = `Check: disk usage\nHost: tide0${random.integer(1, 9)}\nState: ${random.pick(['OK', 'WARNING'])}\nUsed: ${random.integer(30, 95)} %\n`;
  const messageId = `<monitor-${random.integer(1, 12)}@tide-monitor.${AGENCY.domain}>`;
  const to = random.chance(0.4) ? [cast.get('cloudops'), cast.get('gov-support')] : [cast.get('cloudops')];
  return {
    from: machine(cast, 'monitor', 'Tide monitor', 'monitor'),
    to,
    subject: 'Disk usage report',
    text,
    messageId,
  };
}

/** A list adds its own fields, a tag and a footer (RFC 2919, RFC 2369). */
function listMail(cast: Cast, random: Random): MachineDraft {
  const list = cast.get('platform-list');
  const from = random.pick(cast.agency);
  const topic = random.pick([
    'patch night',
    'on-call rota',
    'new dashboards',
    'storage clean-up',
    'certificate renewals',
  ]);
  const text = `All,\n\n${topic} is planned for week ${random.integer(1, 9)}. Please tell ${holder(cast, random).givenName} by Thursday if that is a problem.\n\n${from.givenName}\n_______________________________________________\nplatform-all mailing list\nplatform-all@${AGENCY.lists}\n`;
  const fields = [
    `List-Id: Platform <platform-all.${AGENCY.lists}>`,
    `List-Unsubscribe: <mailto:platform-all-leave@${AGENCY.lists}>`,
    'Precedence: list',
  ];
  return { from, to: [list], subject: `[platform-all] ${topic}`, text, fields };
}

/** A delivery failure (RFC 3464): its own id, and the id of what failed. */
function bounceMail(cast: Cast, random: Random): MachineDraft {
  const sender = holder(cast, random);
  const failed = `no.such.person${random.integer(1, 99)}@halvorsen.example`;
  const text = `Your message to ${failed} could not be delivered.\n`;
  const status = `Reporting-MTA: dns; mx2.${AGENCY.domain}\r\n\r\nFinal-Recipient: rfc822; ${failed}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n`;
  const header = `From: ${sender.address}\r\nTo: ${failed}\r\nSubject: Lost on the way\r\nMessage-ID: ${messageIdFor(sender, 0, random)}\r\n\r\n`;
  const parts = [
    textEntity('plain', text, ASCII),
    { fields: ['Content-Type: message/delivery-status'], body: Buffer.from(status) },
    { fields: ['Content-Type: text/rfc822-headers'], body: Buffer.from(header) },
  ];
  const entity = multipartEntity('report', parts, random, '; report-type=delivery-status');
  return {
    from: machine(cast, 'daemon', 'Mail Delivery System', 'mailer-daemon'),
    to: [sender],
    subject: 'Undelivered Mail Returned to Sender',
    text,
    entity,
  };
}

/** An invitation (RFC 5545, RFC 6047). */
function inviteMail(cast: Cast, random: Random): MachineDraft {
  const from = holder(cast, random);
  const to = random.sample(
    cast.agency.filter((person) => person.key !== from.key),
    3,
  );
  const start = anyMoment(random);
  const stamp = (at: number) => `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const subject = random.pick(['Planning', 'Review of the tide tables', 'One to one', 'Retrospective']);
  const text = `${subject}\nWhen: ${dateField(start, -300)}\nWhere: Room 2.${random.integer(101, 130)}\n`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${random.uuid()}`,
    `DTSTAMP:${stamp(start)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + 3_600_000)}`,
    `SUMMARY:${subject}`,
    `ORGANIZER:mailto:${from.address}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  const calendar = textEntity('calendar', lines.join('\n'), {
    charset: 'utf-8',
    encoding: '7bit',
    declared: 'utf-8; method=REQUEST',
  });
  const entity = multipartEntity('alternative', [textEntity('plain', text, ASCII), calendar], random);
  return { from, to, subject: `Invitation: ${subject}`, text, entity };
}

const MACHINES = [scannerMail, monitorMail, monitorMail, listMail, listMail, bounceMail, inviteMail];

/** Mail that no colleague typed: scans, monitors, lists, bounces, invitations. */
export function makeMachineMail(key: string, cast: Cast, random: Random): Letter {
  return machineLetter(key, random.pick(MACHINES)(cast, random), random);
}
