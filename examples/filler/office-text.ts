import type { Language, Person } from '../cast/person.ts';
import type { Random } from '../random.ts';
import { PHRASES, type Topic } from './topics.ts';

/** Draws a topic fit for the audience. */
export function pickTopic(language: Language, audience: string, random: Random): Topic {
  const { topics } = PHRASES[language];
  const fit = topics.filter((topic) => topic.audience === audience || topic.audience === 'any');
  return random.pick(fit.length > 0 ? fit : topics);
}

/** Fills `{slot}` from the language's lists; a sentence begins with a capital. */
export function fillPhrase(phrase: string, language: Language, to: Person, random: Random): string {
  const { slots } = PHRASES[language];
  const text = phrase.replace(/\{([a-z]+)\}/g, (whole, slot: string) => {
    if (slot === 'first') return to.kind === 'person' ? to.givenName : 'all';
    if (slot === 'number') return String(random.integer(3, random.pick([40, 400, 4000])));
    const list = slots[slot];
    return list === undefined ? whole : random.pick(list);
  });
  return language === 'de' ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function signature(from: Person, random: Random): string {
  const lines = [from.name, from.title, from.organisation];
  if (random.chance(0.3)) lines.push(`+1 555 01${random.integer(10, 99)} ext. ${random.integer(100, 999)}`);
  return random.chance(0.35)
    ? `-- \n${lines.join('\n')}`
    : random.chance(0.5)
      ? lines.slice(0, 2).join('\n')
      : from.givenName;
}

const joiner = (language: Language) => (language === 'ja' ? '' : ' ');

/** The first letter of a thread. */
export function openingText(topic: Topic, language: Language, from: Person, to: Person, random: Random): string {
  const say = (phrase: string) => fillPhrase(phrase, language, to, random);
  const { greetings, closings } = PHRASES[language];
  const middle = random.sample(topic.middle, random.integer(2, 5)).map(say);
  const first = [say(random.pick(topic.open)), ...middle.slice(0, 2)].join(joiner(language));
  const rest = middle.slice(2).join(random.chance(0.3) ? '\n' : joiner(language));
  const paragraphs = [
    say(random.pick(greetings)),
    first,
    rest,
    say(random.pick(topic.ask)),
    `${random.pick(closings)}\n${signature(from, random)}`,
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

/** An answer, without what it quotes. */
export function replyText(topic: Topic, language: Language, from: Person, to: Person, random: Random): string {
  const say = (phrase: string) => fillPhrase(phrase, language, to, random);
  const sentences = [
    ...random.sample(topic.reply, random.integer(1, 2)),
    ...random.sample(topic.middle, random.integer(0, 2)),
  ];
  const body = sentences.map(say).join(joiner(language));
  const greeting = random.chance(0.6) ? `${say(random.pick(PHRASES[language].greetings))}\n\n` : '';
  const closing = random.chance(0.5)
    ? `${random.pick(PHRASES[language].closings)}\n${signature(from, random)}`
    : from.givenName;
  return `${greeting}${body}\n\n${closing}`;
}
