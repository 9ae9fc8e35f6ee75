import type { Person } from '../cast/person.ts';
import type { Random } from '../random.ts';
import { isWorkday } from './days.ts';

/** What somebody signs in with, day after day. */
export interface Device {
  readonly person: Person;
  /** Addresses: office, home. */
  readonly addresses: readonly string[];
  readonly userAgent: string;
  readonly mailClient: MailClient;
  readonly mailboxGuid: string;
  readonly sid: string;
}

export interface MailClient {
  readonly appId: string;
  readonly name: string;
  readonly info: string;
}

/** First-party mail clients with their public application ids. */
const CLIENTS: readonly MailClient[] = [
  { appId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c', name: 'Microsoft Office', info: 'Client=MSExchangeRPC' },
  { appId: '9199bf20-a13f-4107-85dc-02114787ef48', name: 'One Outlook Web', info: 'Client=OWA;Action=ViaProxy' },
  {
    appId: '27922004-5251-4030-b22d-91ecd9a37ea4',
    name: 'Outlook Mobile',
    info: 'Client=OutlookService;Outlook-iOS/2.0;',
  },
];

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0',
];

/** One device for each person, the same for the whole story. */
export function makeDevices(people: readonly Person[], random: Random): readonly Device[] {
  return people.map((person, at) => {
    const own = random.fork(person.key);
    return {
      person,
      addresses: [
        `198.51.100.${10 + (at % 6)}`,
        own.chance(0.5) ? `203.0.113.${100 + at}` : `2001:db8:${own.text('123456789abcdef', 4)}::${at + 1}`,
      ],
      userAgent: own.pick(AGENTS),
      mailClient: own.pick(CLIENTS),
      mailboxGuid: own.uuid(),
      sid: `S-1-5-21-${own.integer(1e8, 4e9)}-${own.integer(1e8, 4e9)}-${own.integer(1e8, 4e9)}-${own.integer(1e5, 9e6)}`,
    };
  });
}

/** An address as some services write it: with a port, IPv6 then in brackets. */
export function withPort(address: string, random: Random): string {
  const port = random.integer(1025, 65000);
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Who works on a day; three at least even on a Sunday, so that no day is empty by chance. */
export function presentOn(day: string, devices: readonly Device[], random: Random): readonly Device[] {
  const share = isWorkday(day) ? 0.86 : 0.12;
  const least = random.sample(devices, 3);
  return devices.filter((device) => random.chance(share) || least.includes(device));
}
