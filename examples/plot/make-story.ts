import type { Letter } from '../mail/letter.ts';
import type { Random } from '../random.ts';
import { fillSlots, type Stage } from './fill-slots.ts';
import { repeatsOf } from './repeats.ts';
import { DECOY_LETTERS, type LetterData, STORY_LETTERS } from './story-data.ts';
import { storyLetter } from './story-letters.ts';

/** Text that looks like a credential and is none. */
export interface Decoy {
  readonly letter: Letter;
  readonly why: string;
  /** The pieces of it that a careless rule takes. */
  readonly tempting: readonly string[];
}

function withRepeats(data: LetterData, stage: Stage, random: Random): readonly Letter[] {
  const first = storyLetter(data, stage, 'story', random);
  return [first.letter, ...repeatsOf(first, data.repeats ?? [], stage, random)];
}

/** The letters that carry the sixty credentials, with their replies and forwards. */
export function makeStory(stage: Stage, random: Random): readonly Letter[] {
  return STORY_LETTERS.flatMap((data) => withRepeats(data, stage, random.fork(data.id)));
}

export function makeDecoys(stage: Stage, random: Random): readonly Decoy[] {
  return DECOY_LETTERS.map((data) => {
    const chance = random.fork(data.id);
    const tempting = (data.tempting ?? []).map((text) => fillSlots(text, stage, chance).text);
    return { letter: storyLetter(data, stage, 'decoy', chance).letter, why: data.why ?? '', tempting };
  });
}
