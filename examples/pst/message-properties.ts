import { createHash } from 'node:crypto';
import { compressRtf } from './compressed-rtf.ts';
import type { PstAddress, PstMessage, PstRecipient } from './message.ts';
import { oneOffId, searchKey } from './one-off-id.ts';
import { binary, boolean, integer32, type PstProperty, time } from './property.ts';

/** Message flags ([MS-OXCMSG] §2.2.1.6). */
const FLAG = { read: 0x01, unmodified: 0x02, hasAttachments: 0x10 } as const;
const UTF8 = 65001;
const EPOCH = new Date(Date.UTC(2024, 0, 1));

/** The properties of a message, without its size ([MS-PST] §2.4.5.1, [MS-OXOMSG] §2.2). */
export function messageProperties(message: PstMessage, codePage: number): readonly PstProperty[] {
  const submitted = message.submitted ?? message.delivered ?? EPOCH;
  const delivered = message.delivered ?? submitted;
  const { text, prefixLength } = splitSubject(message.subject);
  return [
    { id: 0x001a, text: message.messageClass ?? 'IPM.Note' },
    { id: 0x0037, text: `\u0001${String.fromCharCode(prefixLength + 1)}${message.subject}` },
    { id: 0x0070, text },
    integer32(0x0017, 1),
    integer32(0x0036, 0),
    time(0x0039, submitted),
    time(0x0e06, delivered),
    integer32(0x0e07, flagsOf(message)),
    integer32(0x0e17, 0),
    time(0x3007, delivered),
    time(0x3008, delivered),
    binary(0x300b, createHash('md5').update(`${message.messageId}${message.subject}${submitted.getTime()}`).digest()),
    integer32(0x3fde, UTF8),
    integer32(0x3ffd, codePage),
    ...bodyProperties(message),
    ...threadProperties(message),
    ...senderProperties(message),
    ...displayProperties(message.recipients),
  ];
}

/** PidTagMessageFlags of a message ([MS-OXCMSG] §2.2.1.6). */
export function flagsOf(message: PstMessage): number {
  const attached = message.attachments.length > 0 ? FLAG.hasAttachments : 0;
  return FLAG.unmodified | attached | (message.isRead ? FLAG.read : 0);
}

/** A prefix such as `RE: ` is told by its length ([MS-PST] §2.5.3.1.1.1). */
function splitSubject(subject: string): { readonly text: string; readonly prefixLength: number } {
  const prefixLength = /^[^\s:]{1,3}: /u.exec(subject)?.[0].length ?? 0;
  return { text: subject.slice(prefixLength), prefixLength };
}

function bodyProperties({ body }: PstMessage): readonly PstProperty[] {
  const properties: PstProperty[] = [];
  if (body.text !== undefined) properties.push({ id: 0x1000, text: body.text });
  if (body.html !== undefined) properties.push(binary(0x1013, Buffer.from(body.html, 'utf8')));
  if (body.rtf !== undefined) {
    properties.push(binary(0x1009, compressRtf(body.rtf, body.rtfStored === true)), boolean(0x0e1f, true));
  }
  return properties;
}

function threadProperties({ headers, messageId, inReplyTo, references }: PstMessage): readonly PstProperty[] {
  const texts: readonly (readonly [number, string | undefined])[] = [
    [0x007d, headers],
    [0x1035, messageId],
    [0x1039, references],
    [0x1042, inReplyTo],
  ];
  return texts.flatMap(([id, text]) => (text === undefined ? [] : [{ id, text }]));
}

/** Property ids that say one address: name, type, address, entry id, search key, and the address again as SMTP. */
const SENDER = [0x0c1a, 0x0c1e, 0x0c1f, 0x0c19, 0x0c1d, 0x5d01] as const;
const REPRESENTING = [0x0042, 0x0064, 0x0065, 0x0041, 0x003b, 0x5d02] as const;

function senderProperties({ sender, representing = sender }: PstMessage): readonly PstProperty[] {
  return [
    ...(sender ? addressProperties(sender, SENDER) : []),
    ...(representing ? addressProperties(representing, REPRESENTING) : []),
  ];
}

function addressProperties(
  who: PstAddress,
  ids: readonly [number, number, number, number, number, number],
): readonly PstProperty[] {
  const [name, type, address, entry, key, smtp] = ids;
  return [
    { id: name, text: who.name },
    { id: type, text: 'SMTP' },
    { id: address, text: who.address },
    binary(entry, oneOffId(who)),
    binary(key, searchKey(who)),
    { id: smtp, text: who.address },
  ];
}

function displayProperties(recipients: readonly PstRecipient[]): readonly PstProperty[] {
  const names = (kind: PstRecipient['kind']) =>
    recipients
      .filter((recipient) => recipient.kind === kind)
      .map(({ name }) => name)
      .join('; ');
  return [
    { id: 0x0e02, text: names('bcc') },
    { id: 0x0e03, text: names('cc') },
    { id: 0x0e04, text: names('to') },
  ];
}
