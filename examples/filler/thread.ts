import type { Cast } from '../cast/make-cast.ts';
import type { Person } from '../cast/person.ts';
import { anyMoment, laterThan } from '../mail/calendar.ts';
import { compose } from '../mail/compose.ts';
import type { Letter } from '../mail/letter.ts';
import { messageIdFor } from '../mail/message-id.ts';
import { quoteBelow } from '../mail/quote.ts';
import type { Random } from '../random.ts';
import { pickShape, typographic } from './letter-shape.ts';
import { officeFile } from './office-file.ts';
import { fillPhrase, openingText, pickTopic, replyText } from './office-text.ts';
import { type Participants, pickParticipants } from './participants.ts';

interface Draft {
  readonly key: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly sentAt: number;
  readonly subject: string;
  readonly text: string;
  readonly fields: readonly string[];
  readonly mayAttach: boolean;
  readonly quotes: readonly string[];
}

/** Turns a draft into a letter, in a shape of the sender's choosing. */
function finish(draft: Draft, { language }: Participants, cast: Cast, random: Random): Letter {
  const { charset, encoding, form } = pickShape(language, random);
  const text = typographic(draft.text, charset, random);
  const files =
    draft.mayAttach && random.chance(0.16)
      ? Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => officeFile(random))
      : [];
  const bcc =
    draft.from.side === 'third' || !random.chance(0.02)
      ? []
      : [random.pick([cast.get('gov-support'), cast.get('v-eng1')])];
  return {
    key: draft.key,
    messageId: messageIdFor(draft.from, draft.sentAt, random),
    from: draft.from,
    to: draft.to,
    cc: draft.cc,
    bcc: bcc.filter((person) => ![...draft.to, ...draft.cc, draft.from].some((other) => other.key === person.key)),
    sentAt: draft.sentAt,
    subject: draft.subject,
    language,
    fields: draft.fields,
    entity: compose({ form, text, charset, encoding, files }, random),
    text,
    attachments: files.map((file) => file.fileName),
    kept: { state: 'whole' },
    planted: [],
    quotes: draft.quotes,
    origin: 'filler',
  };
}

function answer(
  previous: Letter,
  first: Letter,
  key: string,
  participants: Participants,
  topic: ReturnType<typeof pickTopic>,
  random: Random,
): Draft | null {
  const from = previous.to[0];
  if (from === undefined || from.kind === 'list') return null;
  const own = replyText(topic, participants.language, from, previous.from, random);
  const style = random.pick(['top', 'top', 'outlook', 'inline'] as const);
  const prefix =
    style === 'inline' && participants.language === 'en' ? 'Fwd: ' : participants.language === 'de' ? 'AW: ' : 'Re: ';
  const subject = /^(Re|AW|Fwd): /.test(previous.subject) ? previous.subject : prefix + previous.subject;
  return {
    key,
    from,
    to: [previous.from],
    cc: previous.cc,
    sentAt: laterThan(previous.sentAt, random),
    subject,
    text: quoteBelow(own, previous, style === 'inline' ? 'outlook' : style),
    fields: [
      `In-Reply-To: ${previous.messageId}`,
      `References: ${[...new Set([first.messageId, previous.messageId])].join('\r\n ')}`,
    ],
    mayAttach: random.chance(0.4),
    quotes: [...previous.quotes, previous.key],
  };
}

/** One conversation of one to five letters. */
export function makeThread(key: string, cast: Cast, random: Random): readonly Letter[] {
  const participants = pickParticipants(cast, random);
  const { starter, to, cc, language, audience } = participants;
  const addressee = to[0] ?? starter;
  const topic = pickTopic(language, audience, random);
  const subject = fillPhrase(random.pick(topic.subject), language, addressee, random);
  const text = openingText(topic, language, starter, addressee, random);
  const opening = {
    key: `${key}.0`,
    from: starter,
    to,
    cc,
    sentAt: anyMoment(random),
    subject,
    text,
    fields: [],
    mayAttach: true,
    quotes: [],
  };
  const letters = [finish(opening, participants, cast, random)];
  const length = random.pick([1, 1, 1, 2, 2, 3, 4, 5]);
  while (letters.length < length) {
    const draft = answer(
      letters.at(-1) as Letter,
      letters[0] as Letter,
      `${key}.${letters.length}`,
      participants,
      topic,
      random,
    );
    if (draft === null || draft.sentAt > Date.parse('2024-02-29T23:00:00Z')) break;
    letters.push(finish(draft, participants, cast, random));
  }
  return letters;
}
