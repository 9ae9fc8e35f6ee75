import type { BlockFile, Content } from './block-file.ts';
import { type TableKind, tableShape } from './columns.ts';
import { LocalNodes } from './local-nodes.ts';
import type { PstAttachment, PstMessage, PstRecipient } from './message.ts';
import { messageProperties } from './message-properties.ts';
import type { Names } from './names.ts';
import { NODE, NODE_TYPE } from './node-ids.ts';
import { oneOffId, searchKey } from './one-off-id.ts';
import {
  binary,
  boolean,
  integer32,
  type PstProperty,
  type StoredProperty,
  storedText,
  storedTexts,
  type TextForm,
} from './property.ts';
import { objectProperty, writeProperties } from './property-context.ts';
import { Table } from './table-context.ts';

/** What a store's messages are written with. */
export interface Writing {
  readonly file: BlockFile;
  readonly form: TextForm;
  readonly names: Names;
}

/** A message that stands in the file. */
export interface WrittenMessage {
  readonly content: Content;
  /** Its properties, for its row in the folder's table. */
  readonly properties: readonly StoredProperty[];
}

const MESSAGE_SIZE = 0x0e08;
const KIND = { to: 1, cc: 2, bcc: 3 } as const;
/** Ways in which something is attached ([MS-OXCMSG] §2.2.2.9). */
const METHOD = { byValue: 1, embedded: 5 } as const;

/** Writes a message, its recipients and attachments ([MS-PST] §2.4.5), and what is embedded in it. */
export function writeMessage(message: PstMessage, writing: Writing): WrittenMessage {
  const { file, form } = writing;
  const nodes = new LocalNodes(file);
  nodes.set(NODE.recipientTable, recipientTable(message.recipients, writing));
  if (message.attachments.length > 0) {
    nodes.set(NODE.attachmentTable, attachmentTable(message.attachments, nodes, writing));
  }
  const own = [...messageProperties(message, form.codePage), ...(message.properties ?? [])];
  const stored = own.map((property) => storedProperty(property, writing));
  const size = stored.reduce((sum, { bytes }) => sum + bytes.length, attachedBytes(message));
  const properties = [integer32(MESSAGE_SIZE, size), ...stored];
  return { content: writeProperties(file, properties, nodes), properties };
}

function attachedBytes(message: PstMessage): number {
  return message.attachments.reduce((sum, each) => sum + (each.kind === 'file' ? each.bytes.length : 1024), 0);
}

/** A property in the form that the store keeps it in. */
export function storedProperty(property: PstProperty, { form, names }: Writing): StoredProperty {
  const id = typeof property.id === 'number' ? property.id : names.idOf(property.id);
  if ('text' in property) return storedText(id, property.text, form);
  if ('texts' in property) return storedTexts(id, property.texts, form);
  return { ...property, id };
}

/** An empty table of a kind. */
export const newTable = (kind: TableKind, { file, form }: Writing): Table =>
  new Table(file, tableShape(kind, form.format));

/** [MS-PST] §2.4.5.3. */
function recipientTable(recipients: readonly PstRecipient[], writing: Writing): Content {
  const table = newTable('recipients', writing);
  for (const [row, recipient] of recipients.entries()) {
    const { name, address } = recipient;
    const properties: readonly PstProperty[] = [
      integer32(0x0c15, KIND[recipient.kind]),
      boolean(0x0e0f, true),
      integer32(0x0ffe, 6),
      binary(0x0fff, oneOffId(recipient)),
      { id: 0x3001, text: name },
      { id: 0x3002, text: 'SMTP' },
      { id: 0x3003, text: address },
      binary(0x300b, searchKey(recipient)),
      integer32(0x3900, 0),
      { id: 0x39fe, text: address },
      { id: 0x39ff, text: name },
      boolean(0x3a40, false),
    ];
    table.addRow(
      row,
      properties.map((property) => storedProperty(property, writing)),
    );
  }
  return table.finish();
}

/** Writes the attachments as subnodes and lists them ([MS-PST] §2.4.6). */
function attachmentTable(attachments: readonly PstAttachment[], nodes: LocalNodes, writing: Writing): Content {
  const table = newTable('attachments', writing);
  for (const attachment of attachments) {
    const own = new LocalNodes(writing.file);
    const properties = attachmentProperties(attachment, own, writing);
    const nid = nodes.add(NODE_TYPE.attachment, writeProperties(writing.file, properties, own));
    table.addRow(nid, properties);
  }
  return table.finish();
}

function attachmentProperties(attachment: PstAttachment, own: LocalNodes, writing: Writing): readonly StoredProperty[] {
  const { properties, method, size } =
    attachment.kind === 'file' ? fileProperties(attachment) : embeddedProperties(attachment, own, writing);
  const common: readonly PstProperty[] = [
    integer32(0x0e20, size),
    { id: 0x3001, text: attachment.name },
    integer32(0x3705, method),
    integer32(0x370b, -1),
  ];
  return [...common, ...properties].map((property) => storedProperty(property, writing));
}

interface Attached {
  readonly properties: readonly PstProperty[];
  readonly method: number;
  readonly size: number;
}

function fileProperties(file: PstAttachment & { readonly kind: 'file' }): Attached {
  const extension = /\.[^.]+$/u.exec(file.name)?.[0];
  const properties: readonly PstProperty[] = [
    binary(0x3701, file.bytes),
    { id: 0x3704, text: file.name },
    { id: 0x3707, text: file.name },
    ...(extension ? [{ id: 0x3703, text: extension }] : []),
    ...(file.mediaType ? [{ id: 0x370e, text: file.mediaType }] : []),
    ...(file.contentId ? [{ id: 0x3712, text: file.contentId }, integer32(0x3714, 4)] : []),
    ...(file.properties ?? []),
  ];
  return { properties, method: METHOD.byValue, size: file.bytes.length };
}

/** The embedded message is a node inside the attachment's ([MS-PST] §2.4.6.2.2). */
function embeddedProperties(
  attachment: PstAttachment & { readonly kind: 'message' },
  own: LocalNodes,
  writing: Writing,
): Attached {
  const { content, properties } = writeMessage(attachment.message, writing);
  const nid = own.add(NODE_TYPE.message, content);
  const size = properties.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return { properties: [objectProperty(0x3701, nid, size)], method: METHOD.embedded, size };
}
