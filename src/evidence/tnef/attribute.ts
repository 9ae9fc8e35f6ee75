/** Whose attribute it is ([MS-OXTNEF] §2.1.3.1): the message's, or the attachment's that is being described. */
export type TnefLevel = 'message' | 'attachment';

/** One attribute of a TNEF stream ([MS-OXTNEF] §2.1.3). */
export interface TnefAttribute {
  readonly level: TnefLevel;
  /** The whole identifier, type in its upper half. */
  readonly id: number;
  /** Its data as far as the stream has it. */
  readonly data: Buffer;
  /** Where the data begins in the stream. */
  readonly offset: number;
}

/** Identifiers ([MS-OXTNEF] §2.1.3.2 and §2.1.3.3). */
export const ATTRIBUTE = {
  messageClass: 0x00078008,
  originalMessageClass: 0x00070006,
  originalMessageClassOld: 0x00070600,
  from: 0x00008000,
  subject: 0x00018004,
  dateSent: 0x00038005,
  dateReceived: 0x00038006,
  messageId: 0x00018009,
  parentId: 0x0001800a,
  conversationId: 0x0001800b,
  body: 0x0002800c,
  priority: 0x0004800d,
  dateModified: 0x00038020,
  owner: 0x00060000,
  sentFor: 0x00060001,
  dateStart: 0x00030006,
  dateEnd: 0x00030007,
  ownerAppointmentId: 0x00040008,
  requestResponse: 0x00040009,
  oemCodepage: 0x00069007,
  messageProperties: 0x00069003,
  recipientTable: 0x00069004,
  attachmentData: 0x0006800f,
  attachmentTitle: 0x00018010,
  attachmentMetaFile: 0x00068011,
  attachmentCreated: 0x00038012,
  attachmentModified: 0x00038013,
  attachmentTransportName: 0x00069001,
  attachmentRendering: 0x00069002,
  attachmentProperties: 0x00069005,
} as const;
