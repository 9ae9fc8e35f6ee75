import { DAY, HOUR, localDay, localHour } from './calendar.ts';
import type { Draw } from './draw.ts';

const MINUTE = 60_000;

/** A token for one application, as long as it lives. */
export interface Token {
  /** The request that issued it. */
  readonly guid: string;
  /** The same id as mail records write it: base64url of its bytes. */
  readonly id: string;
  readonly issued: number;
  readonly ends: number;
}

/** Where a person's devices may be: each place is a network with addresses. */
export interface Places {
  readonly zone: number;
  readonly office: readonly string[];
  readonly carrier: readonly string[];
  /** Days of the week, Monday 0, on which the person is in the office. */
  readonly officeDays: readonly number[];
  /** Addresses that a proxy hands out anew for each request; null for nearly everybody. */
  readonly proxy: readonly string[] | null;
  /** Where the person travels to, and on which days; null for most. */
  readonly away: { readonly addresses: readonly string[]; readonly from: number; readonly until: number } | null;
}

/** A laptop or a phone: one session at a time, a token for each application, mostly one address. */
export class Device {
  readonly agent: string;
  readonly #kind: 'laptop' | 'phone';
  readonly #places: Places;
  readonly #draw: Draw;
  readonly #tokens = new Map<string, Token>();
  #session = '';
  #sessionEnds = 0;
  #address = '';
  #addressEnds = 0;
  #home: string;
  #homeEnds = 0;

  constructor(kind: 'laptop' | 'phone', agent: string, places: Places, draw: Draw) {
    this.#kind = kind;
    this.agent = agent;
    this.#places = places;
    this.#draw = draw;
    this.#home = newHome(draw);
  }

  /** A session lasts days or weeks. */
  session(at: number): string {
    if (at >= this.#sessionEnds) {
      this.#session = this.#draw.guid();
      this.#sessionEnds = at + this.#draw.between(1, 20) * DAY;
      this.#tokens.clear();
    }
    return this.#session;
  }

  /** The token in use: an hour or so old at most; a day where the application hears of changes at once. */
  token(app: string, at: number): Token {
    const token = this.#tokens.get(app);
    return token !== undefined && at < token.ends && at >= token.issued ? token : this.issue(app, at);
  }

  /** A new token, as at a sign-in. */
  issue(app: string, at: number): Token {
    this.session(at);
    const guid = this.#draw.guid();
    const life = this.#draw.percent(10) ? this.#draw.between(20, 28) * HOUR : this.#draw.between(60, 90) * MINUTE;
    const token = { guid, id: tokenText(guid), issued: at, ends: at + life };
    this.#tokens.set(app, token);
    return token;
  }

  address(at: number): string {
    const { proxy } = this.#places;
    if (proxy !== null) return this.#draw.of(proxy);
    if (at >= this.#addressEnds) this.#move(at);
    return this.#address;
  }

  #move(at: number): void {
    const [draw, { zone, carrier }] = [this.#draw, this.#places];
    if (this.#kind === 'phone' && draw.percent(30)) {
      this.#address = draw.of(carrier);
      this.#addressEnds = at + draw.between(0.3, 2) * HOUR;
      return;
    }
    const hour = localHour(at, zone);
    this.#address = this.#fixedAddress(at, hour);
    const stays = hour < 8 ? 8 - hour : hour < 17 ? 17 - hour : 32 - hour;
    const leavesEarly = this.#kind === 'phone' ? draw.between(1, 6) : draw.percent(8) ? draw.between(0.5, 5) : stays;
    this.#addressEnds = at + Math.min(stays + draw.between(0, 1), leavesEarly) * HOUR;
  }

  #fixedAddress(at: number, hour: number): string {
    const { zone, office, officeDays, away } = this.#places;
    const day = localDay(at, zone);
    if (away !== null && day >= away.from && day < away.until) return this.#draw.of(away.addresses);
    if (hour >= 8 && hour < 17 && officeDays.includes(day % 7)) return this.#draw.of(office);
    if (at >= this.#homeEnds) {
      this.#home = this.#homeEnds === 0 ? this.#home : newHome(this.#draw);
      this.#homeEnds = at + this.#draw.between(3, 40) * DAY;
    }
    return this.#home;
  }
}

function newHome(draw: Draw): string {
  return draw.percent(60)
    ? `100.${64 + draw.below(64)}.${draw.below(256)}.${1 + draw.below(254)}`
    : `2001:db8:${draw.below(4096).toString(16)}:${draw.below(65_536).toString(16)}::${(1 + draw.below(65_535)).toString(16)}`;
}

/** The bytes of a GUID, its first three fields with the last byte first, as base64url. */
function tokenText(guid: string): string {
  const hex = guid.replaceAll('-', '');
  const bytes = Buffer.from(hex, 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes.toString('base64url');
}
