import type { Person } from '../cast/person.ts';
import type { Entity } from '../mime/entity.ts';
import { encodeWords, foldField } from '../mime/header-field.ts';
import type { Random } from '../random.ts';
import { dateField, zoneOf } from './calendar.ts';
import type { Letter } from './letter.ts';

/** Which copy: the sender's own in Sent, or one that was delivered to somebody. */
export type CopyKind = { readonly type: 'sent' } | { readonly type: 'delivered'; readonly to: Person };

const WORD_CHARSET = {
  ja: 'iso-2022-jp',
  ru: 'koi8-r',
  en: 'utf-8',
  de: 'iso-8859-1',
  fr: 'utf-8',
  es: 'iso-8859-1',
} as const;

function mailboxes(name: string, people: readonly Person[]): string[] {
  if (people.length === 0) return [];
  const list = people.map((person) => {
    const display = encodeWords(person.name, 'utf-8', 'Q');
    return `${/[.,@]/.test(display) && !display.startsWith('=?') ? `"${display}"` : display} <${person.address}>`;
  });
  return [foldField(name, list.join(', '))];
}

function trace(letter: Letter, to: Person, random: Random): string[] {
  const arrived = letter.sentAt + random.integer(1, 40) * 1000;
  const id = random.text('0123456789abcdef', 12);
  const origin = letter.from.address.split('@')[1] ?? 'unknown.example';
  return [
    `Return-Path: <${letter.from.address}>`,
    foldField(
      'Received',
      `from mx1.${origin} (198.51.100.${random.integer(2, 250)}) by mx2.bcs-agency.example (Postfix) with ESMTPS id ${id} for <${to.address}>; ${dateField(arrived, 0)}`,
    ),
    foldField('Received', `from client.${origin} by mx1.${origin} with ESMTPSA; ${dateField(letter.sentAt + 1000, 0)}`),
  ];
}

function headerFields(letter: Letter, kind: CopyKind, entity: Entity, random: Random): readonly string[] {
  const form = letter.language === 'ja' || letter.language === 'ru' ? 'B' : 'Q';
  return [
    ...(kind.type === 'delivered' ? trace(letter, kind.to, random) : []),
    ...mailboxes('From', [letter.from]),
    ...mailboxes('To', letter.to),
    ...mailboxes('Cc', letter.cc),
    ...(kind.type === 'sent' ? mailboxes('Bcc', letter.bcc) : []),
    foldField('Subject', encodeWords(letter.subject, WORD_CHARSET[letter.language], form)),
    `Date: ${dateField(letter.sentAt, zoneOf(letter.from, letter.sentAt))}`,
    ...(letter.messageId === null ? [] : [`Message-ID: ${letter.messageId}`]),
    ...letter.fields,
    'MIME-Version: 1.0',
    ...entity.fields,
  ];
}

/** The bytes of one copy of a letter, CRLF line ends; null where our copies are gone. */
export function renderCopy(letter: Letter, kind: CopyKind, random: Random): Buffer | null {
  if (letter.kept.state === 'none') return null;
  const entity = letter.kept.state === 'partly' ? letter.kept.entity : letter.entity;
  const header = `${headerFields(letter, kind, entity, random).join('\r\n')}\r\n\r\n`;
  return Buffer.concat([Buffer.from(header, 'utf8'), entity.body]);
}

/** The whole message as it was sent, without trace fields, for forwarding as an attachment and for its size. */
export function renderOriginal(letter: Letter, random: Random): Buffer {
  const header = `${headerFields(letter, { type: 'sent' }, letter.entity, random)
    .filter((field) => !field.startsWith('Bcc:'))
    .join('\r\n')}\r\n\r\n`;
  return Buffer.concat([Buffer.from(header, 'utf8'), letter.entity.body]);
}
