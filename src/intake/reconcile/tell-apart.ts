import type { EntryRow } from './claim.ts';
import { nearestOf, type SentMessage } from './same-message.ts';

/** One message among those that the rows of one claim key mean. */
export interface ToldApart extends SentMessage {
  /** What its first row gives; it stays while further rows come. */
  readonly first: SentMessage;
  readonly families: ReadonlySet<string>;
  /** Its rows of the group at hand. */
  readonly rows: readonly EntryRow[];
}

interface Growing extends ToldApart {
  subjectNormal: string | null;
  readonly families: Set<string>;
  rows: EntryRow[];
}

/** Messages of one id that are told apart; rows of yet further ones join the last. */
const MOST_APART = 1000;
/** Attachments' rows look for their family in so many families of one message. */
const MOST_FAMILIES = 10_000;

/**
 * Tells the messages of one claim key apart. Rows come in the order of `entryGroups`: dated messages, undated ones, attachments.
 * @param known the messages told apart in earlier groups of the same key, whose places they keep.
 */
export function tellApart(rows: readonly EntryRow[], known: readonly ToldApart[]): readonly ToldApart[] {
  const messages: Growing[] = known.map((one) => ({ ...one, families: new Set(one.families), rows: [] }));
  for (const row of rows) {
    const message = messageOf(row, messages);
    message.rows.push(row);
    if (row.item !== 'message') continue;
    message.subjectNormal ??= row.subject_normal;
    if (row.family !== null && message.families.size < MOST_FAMILIES) message.families.add(familyOf(row));
  }
  return messages;
}

function messageOf(row: EntryRow, messages: Growing[]): Growing {
  const found =
    row.item === 'message'
      ? nearestOf(messages, { sentAt: row.sent_at, subjectNormal: row.subject_normal })
      : (messages.find(({ families }) => families.has(familyOf(row))) ?? messages[0]);
  const message = found ?? (messages.length < MOST_APART ? undefined : messages.at(-1));
  if (message !== undefined) return message;
  const first = { sentAt: row.sent_at, subjectNormal: row.subject_normal };
  const added = { ...first, first, families: new Set<string>(), rows: [] };
  messages.push(added);
  return added;
}

function familyOf({ source_id, family }: EntryRow): string {
  return `${source_id}\n${family}`;
}
