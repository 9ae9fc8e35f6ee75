import type { Cast } from '../cast/make-cast.ts';
import type { Person } from '../cast/person.ts';
import type { Attack } from '../plot/attack.ts';
import type { Random } from '../random.ts';

/** One try to sign in. */
export interface SprayAttempt {
  readonly at: number;
  readonly person: Person;
  readonly address: string;
  /** AADSTS code; 0 where the password was right. */
  readonly error: number;
  readonly userAgent: string;
  readonly appId: string;
}

/** Azure Active Directory PowerShell, a public client that sprayers like. */
const POWERSHELL = '1b730954-1685-4b74-9bfd-dac224a7b894';
const AGENT = 'python-requests/2.31.0';
const DAY = 86_400_000;

const attempt = (at: number, person: Person, address: string, error: number): SprayAttempt => ({
  at,
  person,
  address,
  error,
  userAgent: AGENT,
  appId: POWERSHELL,
});

/** A week of single tries from each address, too few to notice. */
function lowAndSlow(attack: Attack, people: readonly Person[], random: Random): SprayAttempt[] {
  const end = Date.parse(attack.times.sprayFrom);
  return attack.sprayAddresses.flatMap((address) =>
    random
      .sample(people, 9)
      .map((person, at) =>
        attempt(
          end - (7 - (at % 7)) * DAY + random.integer(0, 80_000) * 1000,
          person,
          address,
          random.chance(0.85) ? 50126 : 50053,
        ),
      ),
  );
}

/** Then many accounts from one address within a quarter of an hour, and the password that stood in the mail fits. */
export function sprayAttempts(attack: Attack, cast: Cast, random: Random): readonly SprayAttempt[] {
  const [address = ''] = attack.sprayAddresses;
  const people = [...cast.agency, ...cast.services].filter((person) => person.key !== attack.entered);
  const from = Date.parse(attack.times.sprayFrom);
  const tried = random.sample(people, 11);
  const burst = tried.map((person, at) =>
    attempt(
      from + Math.round((at / (tried.length - 1)) * 900) * 1000,
      person,
      address,
      random.chance(0.85) ? 50126 : 50053,
    ),
  );
  const success = attempt(Date.parse(attack.times.signedIn), cast.get(attack.entered), address, 0);
  const back = ['consent', 'credentialAdded', 'otherMailbox', 'forwarding'] as const;
  const returns = back.map((step) =>
    attempt(Date.parse(attack.times[step]) - 360_000, cast.get(attack.entered), attack.workAddress, 0),
  );
  return [...lowAndSlow(attack, people, random), ...burst, success, ...returns];
}
