import { ZONES } from './calendar.ts';
import { Device, type Places } from './device.ts';
import type { Draw } from './draw.ts';

/** A client application: its id, and what Exchange writes of it. */
export interface ClientApp {
  readonly id: string;
  readonly info: string;
}

/** Somebody with an account: a laptop, perhaps a phone, and the applications they use. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly mailbox: string;
  readonly sid: string;
  readonly zone: number;
  readonly laptop: Device;
  readonly phone: Device | null;
  readonly laptopApps: readonly ClientApp[];
  readonly phoneApps: readonly ClientApp[];
}

const LAPTOPS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 Edg/119.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17126; Pro)',
];
const PHONES = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
];
const OUTLOOK: ClientApp = app('d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Client=MSExchangeRPC');
const WEB_MAIL: ClientApp = app('00000002-0000-0ff1-ce00-000000000000', 'Client=OWA;Action=ViaProxy');
const TEAMS: ClientApp = app('1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Client=REST;Client=RESTSystem;;');
const PHONE_APPS: readonly ClientApp[] = [
  app('27922004-5251-4030-b22d-91ecd9a37ea4', 'Client=OutlookService;Outlook-iOS/2.0;'),
  app('f8d98a96-0999-43f5-8af3-69971c7bb423', 'Client=ActiveSync;UserAgent=Apple-iPhone/2101.90'),
];
const OFFICES = 18;

/** Every how many people has a work phone, and so on: shares in a hundred. */
const SHARES = { phone: 35, proxy: 3, away: 6, webMail: 40, thirdParty: 25 };

/** @param thirdParty applications of other makers that the organisation knows. */
export function newPerson(draw: Draw, index: number, thirdParty: readonly ClientApp[]): Person {
  const zone = draw.percent(ZONES[0].share) ? 0 : draw.percent(70) ? 1 : 2;
  const places = newPlaces(draw, zone);
  return {
    id: draw.guid(),
    name: `Person.${index}@agency.example`,
    mailbox: draw.guid(),
    sid: `S-1-5-21-${draw.below(1e9)}-${draw.below(1e9)}-${draw.below(1e9)}-${index}`,
    zone,
    laptop: new Device('laptop', draw.of(LAPTOPS), places, draw),
    phone: draw.percent(SHARES.phone) ? new Device('phone', draw.of(PHONES), places, draw) : null,
    laptopApps: [
      OUTLOOK,
      TEAMS,
      ...(draw.percent(SHARES.webMail) ? [WEB_MAIL] : []),
      ...(draw.percent(SHARES.thirdParty) ? [draw.of(thirdParty)] : []),
    ],
    phoneApps: [draw.of(PHONE_APPS)],
  };
}

/** What of somebody's devices makes a record at that moment, and with which application. */
export function inHand(
  person: Person,
  draw: Draw,
  working: boolean,
): { readonly device: Device; readonly app: ClientApp } {
  const { laptop, phone, laptopApps, phoneApps } = person;
  const byPhone = phone !== null && draw.percent(working ? 20 : 80);
  return byPhone ? { device: phone, app: draw.of(phoneApps) } : { device: laptop, app: draw.of(laptopApps) };
}

function newPlaces(draw: Draw, zone: number): Places {
  const office = draw.below(OFFICES / ZONES.length) * ZONES.length + zone;
  const from = 7 + draw.below(25);
  return {
    zone,
    office: [0, 1].map((gate) => `198.51.100.${office * 4 + gate + 1}`),
    carrier: Array.from({ length: 60 }, (_, gate) => `203.0.113.${zone * 80 + gate}`),
    officeDays: [0, 1, 2, 3, 4].filter(() => draw.percent(60)),
    proxy: draw.percent(SHARES.proxy)
      ? Array.from({ length: 12 }, () => `192.0.2.${zone * 80 + draw.below(80)}`)
      : null,
    away: draw.percent(SHARES.away)
      ? { addresses: [`198.18.${draw.below(256)}.${1 + draw.below(254)}`], from, until: from + 1 + draw.below(6) }
      : null,
  };
}

function app(id: string, info: string): ClientApp {
  return { id, info };
}
