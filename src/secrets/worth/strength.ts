import type { SecretKind } from '../finding.ts';
import type { SecretValue } from '../secret-value.ts';
import { isWeakDefault } from '../validators/placeholder.ts';
import { entropyOf } from '../validators/randomness.ts';
import { characterCost } from './character-cost.ts';
import { ownNames } from './own-names.ts';
import { LEVELS, RATES, SHORTEST_MACHINE_MADE } from './rates.ts';
import { knownParts, type ValuePart } from './value-parts.ts';
import { weighingWords } from './weighing-words.ts';

/** What makes a value easy to guess: the most telling of its parts. */
export type Weakness = 'own-name' | 'usual' | 'run' | 'repeat' | 'calendar' | 'word' | 'short';

/**
 * How long a guesser takes who knows how people build passwords. `trivial`: up to ten thousand guesses, which a sign-in page lets through in days;
 * `weak`: below a hundred million; `fair`: below 10^12, hours for whoever has the hash; `strong`: beyond. What machines draw is not guessed.
 */
export type Strength =
  | { readonly level: 'machine-made' }
  | { readonly level: 'trivial' | 'weak' | 'fair' | 'strong'; readonly because: Weakness | null };

const ALWAYS_DRAWN: ReadonlySet<SecretKind> = new Set([
  'token',
  'api-key',
  'private-key',
  'certificate',
  'cookie',
  'mfa-seed',
  'recovery-code',
  'hash',
  'url',
  'identifier',
]);
const LONGEST_READ = 96;
/** Where the preview shows nothing of a value, nothing is said of what it is made of either. */
const SHORTEST_EXPLAINED = 12;

/** @param names of the account, host and organisation it belongs to, as far as they are known. */
export function strengthOf(secret: SecretValue, kind: SecretKind, names: readonly (string | null)[]): Strength {
  const value = secret.reveal();
  if (isDrawn(value, kind)) return { level: 'machine-made' };
  const { guesses, parts } = estimate(value.slice(0, LONGEST_READ), names);
  const found = LEVELS.find(([, least]) => guesses > least);
  const level = found?.[0] ?? 'trivial';
  const isTold = level !== 'strong' && [...value].length >= SHORTEST_EXPLAINED;
  return { level, because: isTold ? weaknessOf(parts) : null };
}

/** The power of ten of guesses that a value costs; never leaves the room. */
export function guessesOf(value: string, names: readonly (string | null)[]): number {
  return estimate(value.slice(0, LONGEST_READ), names).guesses;
}

function isDrawn(value: string, kind: SecretKind): boolean {
  if (value.length < SHORTEST_MACHINE_MADE) return false;
  if (ALWAYS_DRAWN.has(kind)) return true;
  return isRandom(value);
}

/** Signs without spaces that no word, name or sentence explains: a key in a connection string, a secret of an application. */
function isRandom(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0;
  if (!/^[\x21-\x7e]{16,}$/.test(value) || digits < 3 || entropyOf(value) < 3.4) return false;
  const isLong = value.length >= 32 && /^[A-Za-z0-9+/_~.=-]{32,}$/.test(value);
  return isLong || !/[a-z]{4}|[A-Z]{4}/.test(value);
}

interface Estimate {
  readonly guesses: number;
  readonly parts: readonly ValuePart[];
}

/** The cheapest way to cut a value into parts: shortest path over its characters. */
function estimate(value: string, names: readonly (string | null)[]): Estimate {
  if (isWeakDefault(value))
    return { guesses: RATES.usual, parts: [{ start: 0, end: value.length, kind: 'usual', cost: RATES.usual }] };
  const known = knownParts(value, { ...weighingWords(), own: ownNames(names) });
  const ending = Map.groupBy(known, (part) => part.end);
  const best: Estimate[] = [{ guesses: 0, parts: [] }];
  for (let end = 1; end <= value.length; end += 1) {
    const single: ValuePart = { start: end - 1, end, kind: 'characters', cost: characterCost(value, end - 1) };
    const ways = [single, ...(ending.get(end) ?? [])].map((part) => extended(best[part.start], part));
    best.push(ways.reduce((cheapest, way) => (way.guesses < cheapest.guesses ? way : cheapest)));
  }
  return best[value.length] ?? { guesses: 0, parts: [] };
}

function extended(before: Estimate | undefined, part: ValuePart): Estimate {
  const { guesses = 0, parts = [] } = before ?? {};
  const last = parts.at(-1);
  const joins = last !== undefined && !(last.kind === 'characters' && part.kind === 'characters');
  return { guesses: guesses + part.cost + (joins ? RATES.join : 0), parts: [...parts, part] };
}

const ALWAYS_TOLD: readonly Weakness[] = ['own-name', 'usual'];

/** What tells most, else what covers most of the value. */
function weaknessOf(parts: readonly ValuePart[]): Weakness {
  const told = ALWAYS_TOLD.find((kind) => parts.some((part) => part.kind === kind));
  if (told !== undefined) return told;
  const covered = new Map<Weakness, number>();
  for (const { kind, start, end } of parts)
    if (kind !== 'characters') covered.set(kind, (covered.get(kind) ?? 0) + end - start);
  const [most] = [...covered].sort(([a, length], [b, other]) => other - length || (a < b ? -1 : 1));
  return most?.[0] ?? 'short';
}
