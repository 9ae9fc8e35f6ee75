import type { AttachmentContent, MapiAttachment, MapiObject } from '../mapi/mapi-object.ts';
import { PropertyReader } from '../mapi/property-reader.ts';
import { TYPE } from '../mapi/property-type.ts';
import type { Shortfall } from '../shortfall.ts';
import type { PstNode } from './node.ts';
import { type PstProperties, readProperties } from './property-context.ts';

/** PidTagAttachDataBinary and PidTagAttachDataObject, which share their id; how it is attached; where it is ([MS-OXCMSG] §2.2.2). */
const DATA = 0x3701;
const METHOD = 0x3705;
const PATHNAME = 0x3708;
const LONG_PATHNAME = 0x370d;
const EMBEDDED_MESSAGE = 5;

type ReadMessage = (node: PstNode) => MapiObject | Shortfall;

/** Reads an attachment's properties ([MS-PST] §2.4.6.2); what is attached is read when opened. */
export function readAttachment(node: PstNode | Shortfall | null, readMessage: ReadMessage): MapiAttachment | Shortfall {
  if (node === null || 'reason' in node) return ATTACHMENT_LOST;
  const context = readProperties(node);
  if ('reason' in context) return ATTACHMENT_LOST;
  return { properties: context.properties, open: () => open(node, context, readMessage) };
}

/** By what stands there rather than by the method alone, which some writers leave at nothing. */
function open(node: PstNode, context: PstProperties, readMessage: ReadMessage): AttachmentContent {
  const reader = new PropertyReader(context.properties);
  const data = context.properties.get(DATA);
  if (data?.type === TYPE.binary) {
    const bytes = () => firstValue(data.values());
    return { state: 'bytes', size: data.size, bytes, head: () => context.head(DATA) ?? bytes() };
  }
  if (data?.type === TYPE.object) {
    const nid = context.objectNode(DATA);
    const object = (nid === null ? null : node.subnode(nid)) ?? DATA_LOST;
    if ('reason' in object) return { state: 'unread', shortfall: object };
    return reader.integer(METHOD) === EMBEDDED_MESSAGE ? embeddedMessage(object, readMessage) : storedObject(object);
  }
  const target = reader.text(LONG_PATHNAME) ?? reader.text(PATHNAME);
  return target === null || target === '' ? { state: 'unread', shortfall: NO_DATA } : { state: 'reference', target };
}

function firstValue(values: readonly Uint8Array[] | Shortfall): Uint8Array | Shortfall {
  return 'reason' in values ? values : (values[0] ?? new Uint8Array(0));
}

function embeddedMessage(node: PstNode, readMessage: ReadMessage): AttachmentContent {
  const message = readMessage(node);
  return 'reason' in message ? { state: 'unread', shortfall: MESSAGE_LOST } : { state: 'message', message };
}

function storedObject(node: PstNode): AttachmentContent {
  return { state: 'bytes', size: node.size, bytes: () => node.content() };
}

const ATTACHMENT_LOST: Shortfall = {
  reason: 'damaged',
  detail:
    'The properties of an attachment are lost, and with them what is attached; look for another copy of the message.',
};

const DATA_LOST: Shortfall = {
  reason: 'damaged',
  detail: 'What is attached here is lost from the store; look for another copy of the message.',
};

const MESSAGE_LOST: Shortfall = {
  reason: 'damaged',
  detail: 'A message is attached here whose properties are lost from the store; look for another copy of it.',
};

const NO_DATA: Shortfall = {
  reason: 'not-found',
  detail: 'The store has no data for this attachment, as where it was never downloaded; ask for it on the server.',
};
