import { PHRASES, type Topic } from '../../filler/topics.ts';
import type { Random } from '../../random.ts';

const ENGLISH = PHRASES.en;

/** What a letter is about. */
export const pickTopic = (random: Random): Topic => random.pick(ENGLISH.topics);

/** Puts a value into each slot of a sentence. */
export function filled(sentence: string, first: string, random: Random): string {
  return sentence.replace(/\{(\w+)\}/gu, (_, slot: string) => {
    if (slot === 'first') return first;
    const values = ENGLISH.slots[slot];
    return values ? random.pick(values) : String(random.integer(12, 4800));
  });
}

/** A letter's text on a topic, from a line to several pages; lines end with CRLF. */
export function letterText(topic: Topic, first: string, signature: string, random: Random): string {
  const say = (sentences: readonly string[]) => filled(random.pick(sentences), first, random);
  const paragraphs = Array.from({ length: paragraphCount(random) }, () =>
    Array.from({ length: random.integer(2, 7) }, () =>
      say(random.chance(0.8) ? topic.middle : random.pick(ENGLISH.topics).middle),
    ).join(' '),
  );
  const lines = [
    say(ENGLISH.greetings),
    say(topic.open),
    ...paragraphs,
    say(topic.ask),
    say(ENGLISH.closings),
    signature,
  ];
  return `${lines.join('\r\n\r\n')}\r\n`;
}

/** Most letters are short, a few are reports. */
function paragraphCount(random: Random): number {
  const draw = random.next();
  if (draw < 0.35) return random.integer(0, 1);
  if (draw < 0.85) return random.integer(1, 5);
  if (draw < 0.98) return random.integer(5, 14);
  return random.integer(14, 50);
}

/** What is said in answer, above what it answers. */
export function replyText(topic: Topic, first: string, signature: string, random: Random): string {
  const said = Array.from({ length: random.integer(1, 4) }, () => filled(random.pick(topic.reply), first, random)).join(
    ' ',
  );
  return `${filled(random.pick(ENGLISH.greetings), first, random)}\r\n\r\n${said}\r\n\r\n${signature}\r\n`;
}
