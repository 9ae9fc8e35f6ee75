import type { MapiAttachment, MapiObject } from '../mapi/mapi-object.ts';
import type { NamedProperties } from '../mapi/named-properties.ts';
import type { MapiProperties } from '../mapi/property.ts';
import type { Shortfall } from '../shortfall.ts';
import { readAttachment } from './attachment.ts';
import type { PstTable } from './heap.ts';
import type { PstNode } from './node.ts';
import { readProperties } from './property-context.ts';
import { NODE_ID, NODE_TYPE, nodeType } from './store-ids.ts';
import { readTable } from './table-context.ts';

/** Recipients, and attachments, of one message that are read; what comes after is a shortfall. */
const MOST_ROWS = 20_000;
/** The same of a message and all that are embedded in it: those may share their lists, so that a small file could hold any number. */
const MOST_ROWS_WITHIN = 100_000;

/** What one message and those embedded in it may still read of their lists. */
interface RowsLeft {
  count: number;
}

/**
 * Reads a message's node: its properties, recipients and list of attachments ([MS-PST] §2.4.5, §2.4.6). What is attached is not read.
 * @returns a shortfall where the properties are lost.
 */
export function messageObject(node: PstNode, names: NamedProperties): MapiObject | Shortfall {
  return objectWithin(node, names, { count: MOST_ROWS_WITHIN });
}

function objectWithin(node: PstNode, names: NamedProperties, left: RowsLeft): MapiObject | Shortfall {
  const context = readProperties(node);
  if ('reason' in context) return context;
  const shortfalls: Shortfall[] = [...context.shortfalls];
  const recipients = readRecipients(node, left, shortfalls);
  const attachments = readAttachments(node, names, left, shortfalls);
  return { ...names, properties: context.properties, recipients, attachments, shortfalls };
}

function innerTable(node: PstNode, nid: number): PstTable | Shortfall | null {
  const inner = node.subnode(nid);
  return inner === null || 'reason' in inner ? inner : readTable(inner);
}

function readRecipients(node: PstNode, left: RowsLeft, shortfalls: Shortfall[]): readonly MapiProperties[] {
  const table = innerTable(node, NODE_ID.recipientTable);
  if (table === null) return [];
  if ('reason' in table) {
    shortfalls.push(RECIPIENTS_LOST);
    return [];
  }
  const recipients: MapiProperties[] = [];
  let isWhole = true;
  for (const row of table.rows()) {
    if (recipients.length >= MOST_ROWS || left.count <= 0) {
      shortfalls.push(tooMany('recipients'));
      break;
    }
    left.count -= 1;
    if ('id' in row) recipients.push(row.properties);
    else isWhole = false;
  }
  if (!isWhole) shortfalls.push(RECIPIENTS_LOST);
  return recipients;
}

function readAttachments(
  node: PstNode,
  names: NamedProperties,
  left: RowsLeft,
  shortfalls: Shortfall[],
): readonly MapiAttachment[] {
  const attachments: MapiAttachment[] = [];
  const readMessage = (inner: PstNode) => objectWithin(inner, names, left);
  for (const nid of attachmentNodes(node, shortfalls)) {
    if (attachments.length >= MOST_ROWS || left.count <= 0) {
      shortfalls.push(tooMany('attachments'));
      break;
    }
    left.count -= 1;
    const attachment = readAttachment(node.subnode(nid), readMessage);
    if ('reason' in attachment) shortfalls.push(attachment);
    else attachments.push(attachment);
  }
  return attachments;
}

/** Nodes of the attachments in the order of their table; where that is damaged, those that stand in the message beside it follow. */
function attachmentNodes(node: PstNode, shortfalls: Shortfall[]): ReadonlySet<number> {
  const nids = new Set<number>();
  const table = innerTable(node, NODE_ID.attachmentTable);
  if (table === null) return nids;
  if ('reason' in table || !addRows(table, nids)) {
    shortfalls.push(ATTACHMENTS_LOST);
    for (const inner of node.subnodes()) {
      if ('nid' in inner && nodeType(inner.nid) === NODE_TYPE.attachment) nids.add(inner.nid);
    }
  }
  return nids;
}

/** Whether all rows could be read, or are still named. */
function addRows(table: PstTable, nids: Set<number>): boolean {
  let isWhole = true;
  for (const row of table.rows()) {
    if (nids.size > MOST_ROWS) break;
    if ('id' in row) nids.add(row.id);
    else {
      for (const id of row.ids) nids.add(id);
      if (row.count === 0 || row.ids.length < row.count) isWhole = false;
    }
  }
  return isWhole;
}

const RECIPIENTS_LOST: Shortfall = {
  reason: 'damaged',
  detail:
    'The list of recipients is damaged; those that could be read are there. Compare the message with another copy.',
};

const ATTACHMENTS_LOST: Shortfall = {
  reason: 'damaged',
  detail:
    'The list of attachments is damaged; those still found beside it were read. Compare the message with another copy.',
};

function tooMany(what: string): Shortfall {
  return {
    reason: 'over-budget',
    detail: `The message, or what is embedded in it, has more ${what} than are read; the rest was not. Open it by hand.`,
  };
}
