import type { Cast } from '../cast/make-cast.ts';
import type { Letter } from '../mail/letter.ts';
import type { Random } from '../random.ts';
import { makeMachineMail } from './machine-mail.ts';
import { makeThread } from './thread.ts';

/** Ordinary mail: conversations, and about one message in sixteen from machines and lists. */
export function makeFiller(cast: Cast, count: number, random: Random): readonly Letter[] {
  const letters: Letter[] = [];
  for (let thread = 0; letters.length < count; thread += 1) {
    const key = `filler-${thread}`;
    const chance = random.fork(key);
    letters.push(...(chance.chance(0.12) ? [makeMachineMail(key, cast, chance)] : makeThread(key, cast, chance)));
  }
  return letters.slice(0, count);
}
