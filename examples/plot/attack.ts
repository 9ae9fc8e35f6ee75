import type { Random } from '../random.ts';

/** What the attacker did with the stolen mail; times are UTC, ISO 8601. */
export interface Attack {
  /** Addresses the spray came from; the first one got in. */
  readonly sprayAddresses: readonly string[];
  /** Where the attacker worked from afterwards. */
  readonly workAddress: string;
  readonly application: {
    readonly name: string;
    readonly appId: string;
    readonly objectId: string;
    readonly servicePrincipalId: string;
  };
  readonly keyId: string;
  readonly keyHint: string;
  readonly times: {
    readonly sprayFrom: string;
    readonly sprayUntil: string;
    readonly signedIn: string;
    readonly consent: string;
    readonly credentialAdded: string;
    readonly servicePrincipalSignIn: string;
    readonly mailReadFrom: string;
    readonly mailReadUntil: string;
    readonly otherMailbox: string;
    readonly forwarding: string;
  };
  /** Roles: whose account was entered, whose mail the application read, whose mailbox was opened, from where mail was forwarded. */
  readonly entered: 'svc-test-migrate';
  readonly readMailboxes: readonly string[];
  readonly openedMailbox: string;
  readonly forwardedMailbox: string;
  readonly forwardTo: string;
}

/** `day`, `hour`:`minute` plus a few seeded minutes. */
function moment(day: string, hour: number, random: Random): string {
  const at = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`) + random.integer(0, 50 * 60) * 1000;
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

const plus = (time: string, minutes: number) =>
  new Date(Date.parse(time) + minutes * 60_000).toISOString().replace('.000Z', 'Z');

/** Plans the attack: its days are the story's, its minutes, addresses and ids come from the seed. */
export function planAttack(random: Random): Attack {
  const host = random.sample(
    Array.from({ length: 200 }, (_, at) => at + 20),
    6,
  );
  const sprayFrom = moment('2024-02-05', 3, random);
  const signedIn = plus(sprayFrom, random.integer(16, 19));
  const mailReadFrom = moment('2024-02-09', 4, random);
  return {
    sprayAddresses: host.slice(0, 4).map((last) => `192.0.2.${last}`),
    workAddress: `203.0.113.${host[4]}`,
    application: {
      name: random.pick(['Chart Archive Sync', 'Mailbox Insights', 'Tide Notifier', 'Document Preview Helper']),
      appId: random.uuid(),
      objectId: random.uuid(),
      servicePrincipalId: random.uuid(),
    },
    keyId: random.uuid(),
    keyHint: random.text('ABCDEFGHJKLMNPQRSTUVWXYZ', 3),
    times: {
      sprayFrom,
      sprayUntil: plus(sprayFrom, 15),
      signedIn,
      consent: moment('2024-02-06', 2, random),
      credentialAdded: moment('2024-02-07', 1, random),
      servicePrincipalSignIn: moment('2024-02-08', 5, random),
      mailReadFrom,
      mailReadUntil: moment('2024-02-16', 6, random),
      otherMailbox: moment('2024-02-19', 3, random),
      forwarding: moment('2024-02-20', 2, random),
    },
    entered: 'svc-test-migrate',
    readMailboxes: ['ciso', 'admin', 'director'],
    openedMailbox: 'ciso',
    forwardedMailbox: 'pm',
    forwardTo: `archive.${random.text('abcdefghijklmnopqrstuvwxyz', 6)}@postfach-eins.example`,
  };
}
