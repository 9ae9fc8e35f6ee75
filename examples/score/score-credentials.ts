import type { ScoredCase, ScoredCredential } from '../scored-case.ts';
import type { Truth } from '../truth/truth.ts';
import { type MatchedCredential, matchCredentials } from './match-credentials.ts';
import { bareId, coveredPlaces } from './places.ts';
import type { Ratio, Score } from './score.ts';

const sure = (credential: ScoredCredential) => credential.confidence !== 'low';
const dead = (credential: ScoredCredential) =>
  credential.resolution === 'proven' || credential.resolution === 'deactivated';

const ratio = <T>(items: readonly T[], right: (item: T) => boolean): Ratio => ({
  right: items.filter(right).length,
  of: items.length,
});

const anyEqual = (names: readonly string[], given: string | null | undefined) =>
  typeof given === 'string' && names.some((name) => name.toLowerCase() === given.toLowerCase());

/** Whether the case tied a credential to who or what it belongs to. */
function ownerRight({ planted, found }: MatchedCredential): boolean {
  return found.some(
    (one) =>
      anyEqual(planted.principal, one.principal) ||
      anyEqual(planted.application, one.application) ||
      anyEqual(planted.application, one.principal),
  );
}

function countFalseAlarms(truth: Truth, strange: readonly ScoredCredential[]): Score['falseAlarms'] {
  const decoys = new Set(truth.decoys.flatMap((decoy) => (decoy.messageId === null ? [] : [bareId(decoy.messageId)])));
  const alarms = strange.filter(sure);
  const onDecoys = alarms.filter((one) =>
    one.occurrences.every(({ messageId }) => messageId !== null && decoys.has(bareId(messageId))),
  );
  return {
    onDecoys: onDecoys.length,
    elsewhere: alarms.length - onDecoys.length,
    rules: [...new Set(alarms.map((one) => one.rule))].sort(),
  };
}

type CredentialScore = Pick<
  Score,
  | 'credentials'
  | 'credentialsMedium'
  | 'kinds'
  | 'credentialsMissed'
  | 'precision'
  | 'falseAlarms'
  | 'occurrences'
  | 'stolenMarks'
  | 'owners'
  | 'resets'
  | 'falselyProven'
  | 'falselyTied'
>;

/** The part of the score that is about credentials: found, tied, marked and proven. */
export function scoreCredentials(truth: Truth, results: ScoredCase): CredentialScore {
  const { matched, harmless, strange } = matchCredentials(truth, results);
  const hit = matched.filter(({ found }) => found.length > 0);
  const genuine = matched.flatMap(({ found }) => found).filter(sure).length + harmless.filter(sure).length;
  const provable = matched.filter(({ planted }) => planted.proven !== null && planted.stolen);
  const kinds = new Set(truth.credentials.map((planted) => planted.kind));
  const owned = hit.filter(({ planted }) => planted.principal.length + planted.application.length > 0);
  return {
    credentials: { right: hit.length, of: matched.length },
    credentialsMedium: ratio(matched, ({ found }) => found.some(sure)),
    kinds: { right: new Set(hit.map(({ planted }) => planted.kind)).size, of: kinds.size },
    credentialsMissed: matched.filter(({ found }) => found.length === 0).map(({ planted }) => planted.id),
    precision: { right: genuine, of: genuine + strange.filter(sure).length },
    falseAlarms: countFalseAlarms(truth, strange),
    occurrences: {
      right: matched.reduce(
        (sum, { planted, found }) =>
          sum +
          coveredPlaces(
            planted.places,
            found.flatMap((one) => one.occurrences),
          ),
        0,
      ),
      of: truth.credentials.reduce((sum, planted) => sum + planted.places.length, 0),
    },
    stolenMarks: ratio(hit, ({ planted, found }) => found.some((one) => one.stolen) === planted.stolen),
    owners: ratio(owned, ownerRight),
    resets: ratio(provable, ({ found }) => found.some(dead)),
    falselyTied: hit
      .filter((one) => one.found.some(({ tied }) => tied === true) && !ownerRight(one))
      .map(({ planted }) => planted.id),
    falselyProven: matched
      .filter(({ planted, found }) => planted.proven === null && found.some(dead))
      .map(({ planted }) => planted.id),
  };
}
