import { counted } from '../../core/index.ts';
import type { CopyPlace, Sighting, Sightings } from '../../response/index.ts';
import { printable } from '../terminal/table.ts';

/** People named one by one; of more, how many. */
const MOST_PEOPLE = 12;
const MOST_COPIES = 4;

const VOICE: { readonly [Voice in Sighting['voice']]: string } = {
  written: '',
  quoted: 'quoted',
  embedded: 'in a message attached',
};

/** Who first sent a credential, who last repeated it, who has copies, and every message it stands in. Everything is masked. */
export function sightingLines({ messages, firstSent, lastQuoted, mailboxes, people }: Sightings): readonly string[] {
  const copies = messages.reduce((sum, message) => sum + message.copies.length, 0);
  const threads = new Set(messages.map((message) => message.thread)).size;
  const told = `${counted(messages.length, 'message')} in ${counted(threads, 'conversation')}; copies held: ${copies}`;
  const pairs = [
    ['first sent', firstSent === null ? null : sent(firstSent)],
    ['last quoted', lastQuoted === null ? 'nowhere' : sent(lastQuoted)],
    ['copies in', mailboxes.join(', ')],
    ['sent among', peopleText(people)],
  ] as const;
  const summary = pairs.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(13)} ${printable(value)}`]));
  return [...summary, '', told, ...messages.flatMap(messageLines)];
}

function sent({ sentAt, from, voice }: Sighting): string {
  const by = from === null ? '' : ` by ${from}`;
  const how = voice === 'written' ? '' : `, ${VOICE[voice]}`;
  return `${sentAt?.slice(0, 16) ?? 'without a date'}${by}${how}`;
}

function peopleText(people: readonly string[]): string | null {
  if (people.length === 0) return null;
  const more = people.length - MOST_PEOPLE;
  return `${people.slice(0, MOST_PEOPLE).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function messageLines(message: Sighting): readonly string[] {
  const head = [sent(message), message.messageId].filter((text) => text !== null).join('  ');
  const more = message.copies.length - MOST_COPIES;
  return [
    `  ${printable(head)}`,
    `      ${printable(message.context)}`,
    ...message.copies.slice(0, MOST_COPIES).map((copy) => `      › ${printable(placeText(copy))}`),
    ...(more > 0 ? [`      › and ${more} more`] : []),
  ];
}

function placeText({ source, container, folder, parts, recovered }: CopyPlace): string {
  const path = [source, ...container, folder].filter((step) => step !== null).join(' › ');
  const where = parts.filter((part) => part !== '').map((part) => (part === 'subject' ? part : `part ${part}`));
  return `${path}${where.length === 0 ? '' : ` › ${where.join(', ')}`}${recovered ? ' (recovered)' : ''}`;
}
