import { decodeBase64 } from '../decode/base64.ts';
import type { AttachmentContent, MapiAttachment, MapiObject } from '../mapi/mapi-object.ts';
import type { MapiProperties } from '../mapi/property.ts';
import { TAG } from '../mapi/property-tag.ts';
import { GraphProperties } from './graph-properties.ts';
import { field, isJsonObject, type JsonObject, listField, objectField, textField } from './json-field.ts';

const RECIPIENT_KINDS = [
  ['toRecipients', 1],
  ['ccRecipients', 2],
  ['bccRecipients', 3],
] as const;

/** Levels of item attachments that are followed; JSON of a deeper nest is an attachment without content. */
const MOST_LEVELS = 64;

/**
 * A message resource of Microsoft Graph (learn.microsoft.com/graph/api/resources/message), with its expanded attachments, as a MAPI object: Graph shows
 * the same properties under other names.
 */
export function graphMessage(json: JsonObject, level = 0): MapiObject {
  return {
    properties: messageProperties(json),
    idOf: () => null,
    nameOf: () => null,
    recipients: RECIPIENT_KINDS.flatMap(([name, kind]) => listField(json, name).map((one) => recipient(one, kind))),
    attachments: listField(json, 'attachments').map((one) => attachment(one, level)),
    shortfalls: missingAttachments(json),
  };
}

function messageProperties(json: JsonObject): MapiProperties {
  const [sender, from] = [mailbox(objectField(json, 'sender')), mailbox(objectField(json, 'from'))];
  const body = objectField(json, 'body');
  const isHtml = textField(body, 'contentType')?.toLowerCase() === 'html';
  return new GraphProperties()
    .text(TAG.transportMessageHeaders, headerText(json))
    .text(TAG.internetMessageId, textField(json, 'internetMessageId'))
    .text(TAG.subject, textField(json, 'subject'))
    .text(TAG.sentRepresentingName, from.name)
    .text(TAG.sentRepresentingSmtpAddress, from.address)
    .text(TAG.senderName, sender.name)
    .text(TAG.senderSmtpAddress, sender.address)
    .time(TAG.clientSubmitTime, textField(json, 'sentDateTime'))
    .time(TAG.messageDeliveryTime, textField(json, 'receivedDateTime'))
    .time(TAG.creationTime, textField(json, 'createdDateTime'))
    .text(isHtml ? TAG.html : TAG.body, textField(body, 'content') ?? textField(json, 'bodyPreview')).properties;
}

/** The fields of `internetMessageHeaders` as a header has them; null where the export has none. */
function headerText(json: JsonObject): string | null {
  const fields = listField(json, 'internetMessageHeaders').flatMap((one) => {
    const [name, value] = [textField(one, 'name'), textField(one, 'value')];
    return name === null || value === null ? [] : [`${name}: ${value.replace(/[\r\n]+[ \t]*/g, '\r\n ')}\r\n`];
  });
  return fields.length === 0 ? null : fields.join('');
}

/** A `recipient` resource: `{emailAddress: {name, address}}`. */
function mailbox(json: JsonObject): { readonly name: string | null; readonly address: string | null } {
  const email = objectField(json, 'emailAddress');
  return { name: textField(email, 'name'), address: textField(email, 'address') };
}

function recipient(json: JsonObject, kind: number): MapiProperties {
  const { name, address } = mailbox(json);
  return new GraphProperties()
    .integer(TAG.recipientType, kind)
    .text(TAG.displayName, name)
    .text(TAG.smtpAddress, address).properties;
}

function attachment(json: JsonObject, level: number): MapiAttachment {
  const { properties } = new GraphProperties()
    .text(TAG.attachLongFilename, textField(json, 'name'))
    .text(TAG.attachMimeTag, textField(json, 'contentType'))
    .text(TAG.attachContentId, textField(json, 'contentId'));
  return { properties, open: () => attachmentContent(json, level) };
}

/** A fileAttachment, itemAttachment or referenceAttachment resource, told by what it holds. */
function attachmentContent(json: JsonObject, level: number): AttachmentContent {
  const encoded = textField(json, 'contentBytes');
  if (encoded !== null) {
    const size = Math.floor((encoded.length / 4) * 3);
    return { state: 'bytes', size, bytes: () => decodeBase64(Buffer.from(encoded, 'latin1')).bytes };
  }
  const item = field(json, 'item');
  if (isJsonObject(item)) {
    if (level < MOST_LEVELS) return { state: 'message', message: graphMessage(item, level + 1) };
    const detail = 'This item lies too deep in attached items and was not opened; export it by itself.';
    return { state: 'unread', shortfall: { reason: 'over-budget', detail } };
  }
  const target = textField(json, 'sourceUrl');
  if (target !== null) return { state: 'reference', target };
  const detail = 'The export names this attachment without its content; export it again with the attachments expanded.';
  return { state: 'unread', shortfall: { reason: 'not-found', detail } };
}

/** An export that says a message has attachments and lists none left them behind. */
function missingAttachments(json: JsonObject): MapiObject['shortfalls'] {
  if (field(json, 'hasAttachments') !== true || listField(json, 'attachments').length > 0) return [];
  const detail = 'The message has attachments that the export left out; export it again with the attachments expanded.';
  return [{ reason: 'not-found', detail }];
}
