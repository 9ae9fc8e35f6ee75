import type { Language, Person } from '../cast/person.ts';
import { withinDay } from '../mail/calendar.ts';
import { type BodyForm, compose } from '../mail/compose.ts';
import { textOfHtml } from '../mail/html-page.ts';
import type { Letter, Planted } from '../mail/letter.ts';
import { messageIdFor } from '../mail/message-id.ts';
import type { Charset } from '../mime/charset.ts';
import type { AttachmentFile } from '../mime/entity.ts';
import type { TransferEncoding } from '../mime/transfer-encoding.ts';
import type { Random } from '../random.ts';
import { type Filled, fillSlots, type Stage } from './fill-slots.ts';
import type { LetterData } from './story-data.ts';
import { storyFile } from './story-files.ts';

/** A letter and what it was made of, so that it can be answered and forwarded. */
export interface StoryLetter {
  readonly letter: Letter;
  readonly files: readonly AttachmentFile[];
  readonly plantedInFiles: readonly Planted[];
  readonly plantedInBody: readonly string[];
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A hand-written HTML body: its slots are filled with escaped text. */
function fillHtml(template: string, stage: Stage, random: Random): Filled & { readonly html: string } {
  let credentials: readonly string[] = [];
  const html = template.replace(/\{\{[^}]+\}\}/g, (slot) => {
    const filled = fillSlots(slot, stage, random);
    credentials = [...credentials, ...filled.credentials];
    return escapeHtml(filled.text);
  });
  return { html, text: textOfHtml(html), credentials: [...new Set(credentials)] };
}

function fillBody(data: LetterData, stage: Stage, random: Random): Filled & { readonly html?: string } {
  const template = data.body.join('\n');
  if (template.startsWith('<')) return fillHtml(template, stage, random);
  if (data.quote === undefined || data.quoteFrom === undefined) return fillSlots(template, stage, random);
  const asked = stage.cast.get(data.quoteFrom);
  return fillSlots(`${template}\n\nOn ${data.day}, ${asked.name} wrote:\n> ${data.quote}`, stage, random);
}

/** Builds one letter of the story (or a decoy) from its data. */
export function storyLetter(data: LetterData, stage: Stage, origin: 'story' | 'decoy', random: Random): StoryLetter {
  const people = (keys: readonly string[] = []): readonly Person[] => keys.map((key) => stage.cast.get(key));
  const subject = fillSlots(data.subject, stage, random);
  const body = fillBody(data, stage, random);
  const contents = (data.attachments ?? []).map((file) => fillSlots(file.content.join('\n'), stage, random));
  const files = (data.attachments ?? []).map((file, at) => storyFile(file, contents[at]?.text ?? ''));
  const plantedInFiles = contents.flatMap((content, at) =>
    content.credentials.map((credential) => ({ credential, part: String(at + 2) })),
  );
  const sentAt = withinDay(data.day, random);
  const from = stage.cast.get(data.from);
  const form = (data.form ?? 'plain') as BodyForm;
  const charset = (data.charset ?? 'utf-8') as Charset;
  const encoding = (data.encoding ?? '7bit') as TransferEncoding;
  const html = body.html === undefined ? {} : { html: body.html };
  const letter: Letter = {
    key: data.id,
    messageId: messageIdFor(from, sentAt, random),
    from,
    to: people(data.to),
    cc: people(data.cc),
    bcc: people(data.bcc),
    sentAt,
    subject: subject.text,
    language: (data.language ?? 'en') as Language,
    fields: [],
    entity: compose({ form, text: body.text, ...html, charset, encoding, files }, random),
    text: body.text,
    attachments: files.map((file) => file.fileName),
    kept: { state: 'whole' },
    planted: [
      ...subject.credentials.map((credential) => ({ credential, part: 'subject' })),
      ...body.credentials.map((credential) => ({ credential, part: '1' })),
      ...plantedInFiles,
    ],
    quotes: [],
    origin,
  };
  return { letter, files, plantedInFiles, plantedInBody: body.credentials };
}
