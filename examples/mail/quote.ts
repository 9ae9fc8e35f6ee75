import { dateField, outlookDate, zoneOf } from './calendar.ts';
import type { Letter } from './letter.ts';

export type QuoteStyle = 'top' | 'outlook' | 'inline';

/** Lines said before a `>` quote, by language. */
const WROTE: Readonly<Record<string, (date: string, name: string) => string>> = {
  en: (date, name) => `On ${date}, ${name} wrote:`,
  de: (date, name) => `Am ${date} schrieb ${name}:`,
  fr: (date, name) => `Le ${date}, ${name} a écrit :`,
  es: (date, name) => `El ${date}, ${name} escribió:`,
  ja: (date, name) => `${date} ${name} のメール:`,
  ru: (date, name) => `${date}, ${name} пишет:`,
};

const addresses = (people: Letter['to']) => people.map((person) => `${person.name} <${person.address}>`).join('; ');

/** The header block that Outlook puts above what it quotes. */
function outlookBlock(letter: Letter): string {
  const lines = [
    `From: ${letter.from.name} <${letter.from.address}>`,
    `Sent: ${outlookDate(letter.sentAt, -300)}`,
    `To: ${addresses(letter.to)}`,
    ...(letter.cc.length > 0 ? [`Cc: ${addresses(letter.cc)}`] : []),
    `Subject: ${letter.subject}`,
  ];
  return lines.join('\n');
}

/** An earlier letter's text as a reply or forward shows it, the new text first. */
export function quoteBelow(text: string, earlier: Letter, style: QuoteStyle): string {
  if (style === 'outlook')
    return `${text}\n\n________________________________\n${outlookBlock(earlier)}\n\n${earlier.text}`;
  if (style === 'inline')
    return `${text}\n\n---------- Forwarded message ----------\n${outlookBlock(earlier)}\n\n${earlier.text}`;
  const wrote = WROTE[earlier.language] ?? WROTE.en;
  const date = dateField(earlier.sentAt, zoneOf(earlier.from, earlier.sentAt)).slice(0, -6);
  const quoted = earlier.text
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`));
  return `${text}\n\n${wrote?.(date, earlier.from.name) ?? ''}\n${quoted.join('\n')}`;
}
