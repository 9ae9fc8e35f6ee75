import type { MapiProperty } from '../mapi/property.ts';
import { ATTRIBUTE, type TnefAttribute } from './attribute.ts';
import {
  pairProperties,
  RECEIVED_REPRESENTING,
  SENDER,
  SENT_REPRESENTING,
  tripleProperties,
} from './legacy-address.ts';
import { binaryProperty, booleanProperty, longProperty, textProperty, timeProperty } from './legacy-value.ts';

type ToProperty = (data: Buffer) => MapiProperty | readonly MapiProperty[] | null;

const text =
  (id: number): ToProperty =>
  (data) =>
    textProperty(id, data);
const time =
  (id: number): ToProperty =>
  (data) =>
    timeProperty(id, data);
/** A key written in hexadecimal digits. */
const key =
  (id: number): ToProperty =>
  (data) =>
    binaryProperty(id, Buffer.from(data.toString('latin1'), 'hex'));

/** Classes of the older Microsoft Mail and what they are now ([MS-OXTNEF] §2.1.3.3.2). */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['IPM.Microsoft Mail.Note', 'IPM.Note'],
  ['IPM.Microsoft Mail.Read Receipt', 'Report.IPM.Note.IPNRN'],
  ['IPM.Microsoft Mail.Non-Delivery', 'Report.IPM.Note.NDR'],
  ['IPM.Microsoft Schedule.MtgReq', 'IPM.Schedule.Meeting.Request'],
  ['IPM.Microsoft Schedule.MtgCncl', 'IPM.Schedule.Meeting.Canceled'],
  ['IPM.Microsoft Schedule.MtgRespP', 'IPM.Schedule.Meeting.Resp.Pos'],
  ['IPM.Microsoft Schedule.MtgRespN', 'IPM.Schedule.Meeting.Resp.Neg'],
  ['IPM.Microsoft Schedule.MtgRespA', 'IPM.Schedule.Meeting.Resp.Tent'],
]);

const messageClass =
  (id: number): ToProperty =>
  (data) => {
    const written = data.toString('latin1').replace(/\0.*$/s, '');
    return textProperty(id, Buffer.from(CLASSES.get(written) ?? written, 'latin1'));
  };

/** 1 high, 2 normal, 3 low, to the importance 2, 1, 0. */
const priority: ToProperty = (data) => {
  const value = data.length < 2 ? 0 : data.readUInt16LE(0);
  return value >= 1 && value <= 3 ? longProperty(0x0017, 3 - value) : null;
};

const appointmentId: ToProperty = (data) => (data.length < 4 ? null : longProperty(0x0062, data.readUInt32LE(0)));
const responseRequested: ToProperty = (data) => booleanProperty(0x0063, (data[0] ?? 0) !== 0);

const MESSAGE: ReadonlyMap<number, ToProperty> = new Map<number, ToProperty>([
  [ATTRIBUTE.messageClass, messageClass(0x001a)],
  [ATTRIBUTE.originalMessageClass, messageClass(0x004b)],
  [ATTRIBUTE.originalMessageClassOld, messageClass(0x004b)],
  [ATTRIBUTE.from, (data) => tripleProperties(SENDER, data)],
  [ATTRIBUTE.sentFor, (data) => pairProperties(SENT_REPRESENTING, data)],
  [ATTRIBUTE.subject, text(0x0037)],
  [ATTRIBUTE.dateSent, time(0x0039)],
  [ATTRIBUTE.dateReceived, time(0x0e06)],
  [ATTRIBUTE.dateModified, time(0x3008)],
  [ATTRIBUTE.dateStart, time(0x0060)],
  [ATTRIBUTE.dateEnd, time(0x0061)],
  [ATTRIBUTE.messageId, key(0x300b)],
  [ATTRIBUTE.parentId, key(0x0025)],
  [ATTRIBUTE.conversationId, key(0x000b)],
  [ATTRIBUTE.body, text(0x1000)],
  [ATTRIBUTE.priority, priority],
  [ATTRIBUTE.ownerAppointmentId, appointmentId],
  [ATTRIBUTE.requestResponse, responseRequested],
]);

const ATTACHMENT: ReadonlyMap<number, ToProperty> = new Map<number, ToProperty>([
  [ATTRIBUTE.attachmentTitle, text(0x3704)],
  [ATTRIBUTE.attachmentTransportName, text(0x370c)],
  [ATTRIBUTE.attachmentCreated, time(0x3007)],
  [ATTRIBUTE.attachmentModified, time(0x3008)],
  [ATTRIBUTE.attachmentMetaFile, (data) => binaryProperty(0x3709, data)],
]);

/** The properties that an attribute older than MAPI stands for ([MS-OXTNEF] §2.1.3.3); none where it stands for none. */
export function legacyProperties({ level, id, data }: TnefAttribute): readonly MapiProperty[] {
  const found = (level === 'message' ? MESSAGE : ATTACHMENT).get(id)?.(data) ?? [];
  return 'id' in found ? [found] : found;
}

/** The owner of a meeting: who asks for it in a request, who received it in a response ([MS-OXTNEF] §2.1.3.3.12). */
export function ownerProperties(data: Buffer, isResponse: boolean): readonly MapiProperty[] {
  return pairProperties(isResponse ? RECEIVED_REPRESENTING : SENT_REPRESENTING, data);
}
