import type { Language } from '../cast/person.ts';
import { withinDay } from '../mail/calendar.ts';
import { compose } from '../mail/compose.ts';
import type { Letter, Planted } from '../mail/letter.ts';
import { messageIdFor } from '../mail/message-id.ts';
import { type QuoteStyle, quoteBelow } from '../mail/quote.ts';
import { renderOriginal } from '../mail/render-copy.ts';
import { attachmentEntity, type Entity, messageEntity, multipartEntity, textEntity } from '../mime/entity.ts';
import type { Random } from '../random.ts';
import { fillSlots, type Stage } from './fill-slots.ts';
import type { RepeatData } from './story-data.ts';
import type { StoryLetter } from './story-letters.ts';

const inPart = (credentials: readonly string[], part: string): Planted[] =>
  credentials.map((credential) => ({ credential, part }));

/** Forwarded whole, as message/rfc822 beside the new text. */
function wrapped(text: string, earlier: Letter, random: Random): Entity {
  const cover = textEntity('plain', `${text}\n`, { charset: 'utf-8', encoding: 'quoted-printable' });
  return multipartEntity('mixed', [cover, messageEntity(renderOriginal(earlier, random))], random);
}

interface Carried {
  readonly entity: Entity;
  readonly text: string;
  readonly planted: readonly Planted[];
  readonly attachments: readonly string[];
}

/** What a repeat carries of the earlier letter. */
function carry(data: RepeatData, own: string, earlier: StoryLetter, random: Random): Carried {
  if (data.style === 'rfc822') {
    const planted = [
      ...inPart(earlier.plantedInBody, '2.1'),
      ...inPart(
        earlier.plantedInFiles.map((file) => file.credential),
        '2.2',
      ),
    ];
    return { entity: wrapped(own, earlier.letter, random), text: own, planted, attachments: [] };
  }
  const text = quoteBelow(own, earlier.letter, data.style as QuoteStyle);
  const files = data.kind === 'forward' ? earlier.files : [];
  const form = data.style === 'outlook' ? 'alternative' : 'plain';
  const entity = compose(
    { form, text, charset: 'utf-8', encoding: random.pick(['quoted-printable', '8bit']), files },
    random,
  );
  const planted = [...inPart(earlier.plantedInBody, '1'), ...(files.length > 0 ? earlier.plantedInFiles : [])];
  return { entity, text, planted, attachments: files.map((file) => file.fileName) };
}

function repeatLetter(key: string, data: RepeatData, earlier: StoryLetter, stage: Stage, random: Random): StoryLetter {
  const from = stage.cast.get(data.from);
  const own = `${fillSlots(data.text.join('\n'), stage, random).text}\n\n${from.givenName}`;
  const sentAt = withinDay(data.day, random);
  const carried = carry(data, own, earlier, random);
  const prefix = data.kind === 'forward' ? 'FW: ' : 'RE: ';
  const base = earlier.letter.subject.replace(/^(RE|FW): /, '');
  const letter: Letter = {
    key,
    messageId: messageIdFor(from, sentAt, random),
    from,
    to: data.to.map((role) => stage.cast.get(role)),
    cc: [],
    bcc: [],
    sentAt,
    subject: prefix + base,
    language: (data.language ?? earlier.letter.language) as Language,
    fields: [`In-Reply-To: ${earlier.letter.messageId}`, `References: ${earlier.letter.messageId}`],
    entity: carried.entity,
    text: carried.text,
    attachments: carried.attachments,
    kept: { state: 'whole' },
    planted: carried.planted,
    quotes: [...earlier.letter.quotes, earlier.letter.key],
    origin: 'story',
  };
  const files = data.kind === 'forward' ? earlier.files : [];
  return {
    letter,
    files,
    plantedInFiles: earlier.plantedInFiles.filter(() => files.length > 0),
    plantedInBody: earlier.plantedInBody,
  };
}

/** The replies to and forwards of a story letter, in order. */
export function repeatsOf(
  first: StoryLetter,
  repeats: readonly RepeatData[],
  stage: Stage,
  random: Random,
): readonly Letter[] {
  let previous = first;
  return repeats.map((data, at) => {
    const key = `${first.letter.key}/${at + 1}`;
    const repeat = repeatLetter(key, data, data.deep === true ? previous : first, stage, random.fork(key));
    previous = repeat;
    return repeat.letter;
  });
}

/** A part that was removed by retention: what our partly kept copies show instead of their files. */
export function withoutFiles(letter: Letter, random: Random): Entity {
  const text = `${letter.text}\n\n[${letter.attachments.length} attachment(s) removed by the retention policy]\n`;
  const notice = Buffer.from(`Removed: ${letter.attachments.join(', ')}\r\n`);
  const body = textEntity('plain', text, { charset: 'utf-8', encoding: 'quoted-printable' });
  if (random.chance(0.5)) return body;
  const stub = attachmentEntity({ fileName: 'removed-attachments.txt', mediaType: 'text/plain', bytes: notice });
  return multipartEntity('mixed', [body, stub], random);
}
