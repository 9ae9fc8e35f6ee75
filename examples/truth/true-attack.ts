import { HOLE_FIRST, HOLE_LAST, SIGN_IN_FIRST, UAL_FIRST } from '../logs/days.ts';
import type { Attack } from '../plot/attack.ts';
import type { Stage } from '../plot/fill-slots.ts';
import type { TrueHole, TrueStep } from './truth.ts';

/** The seven steps of the attack, and what should notice each. */
export function trueAttack(attack: Attack, { cast }: Stage): readonly TrueStep[] {
  const { times, application } = attack;
  const entered = [cast.get(attack.entered).upn, cast.get(attack.entered).objectId];
  const app = [application.name, application.appId, application.objectId, application.servicePrincipalId];
  const names = (keys: readonly string[]) => keys.map((key) => cast.get(key).upn);
  const step = (
    name: string,
    detections: readonly string[],
    who: readonly string[],
    ip: string | undefined,
    from: string,
    until = from,
  ): TrueStep => ({
    step: name,
    detections,
    names: who,
    ip: ip ?? null,
    from,
    until,
  });
  const work = attack.workAddress;
  return [
    step(
      'password spray, then a success',
      ['spray'],
      entered,
      attack.sprayAddresses[0],
      times.sprayFrom,
      times.signedIn,
    ),
    step('consent to a mail permission', ['consent'], [...app, ...entered], work, times.consent),
    step('credential added to an application', ['credential-added'], [...app, ...entered], work, times.credentialAdded),
    step(
      'service principal signs in with the new key',
      ['service-principal', 'key-used', 'new-key'],
      app,
      work,
      times.servicePrincipalSignIn,
      times.mailReadUntil,
    ),
    step(
      'first-seen application reads mail',
      ['first-seen'],
      [...app, ...names(attack.readMailboxes)],
      work,
      times.mailReadFrom,
      times.mailReadUntil,
    ),
    step(
      'mailbox opened by somebody else',
      ['non-owner'],
      [...entered, ...names([attack.openedMailbox])],
      work,
      times.otherMailbox,
    ),
    step('mail forwarded out', ['forward'], [...entered, ...names([attack.forwardedMailbox])], work, times.forwarding),
  ];
}

const DAY = 86_400_000;

/** Where the logs cannot answer. `firstTheft` is a UTC day. */
export function trueHoles(firstTheft: string): readonly TrueHole[] {
  const dayBefore = (day: string) => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10);
  const why = 'retention did not reach back to the first theft';
  return [
    { source: 'ual', from: HOLE_FIRST, until: HOLE_LAST, why: 'no record of anything on these days' },
    { source: 'ual', from: firstTheft, until: dayBefore(UAL_FIRST), why },
    { source: 'entra-signin', from: firstTheft, until: dayBefore(SIGN_IN_FIRST), why },
  ];
}
