import type { Store } from '../case/index.ts';

/** One copy of a message in which a credential stands. */
export interface CopyPlace {
  readonly source: string;
  readonly container: readonly string[];
  readonly folder: string | null;
  /** Each part, with the members within it and the page, slide or cell, in which the credential stands; `subject` for the subject line. */
  readonly parts: readonly string[];
  readonly recovered: boolean;
}

/** One message in which a credential stands, however many copies of it are held. */
export interface Sighting {
  readonly messageId: string | null;
  readonly sentAt: string | null;
  readonly from: string | null;
  /** Masked. */
  readonly context: string;
  /** `written` by the sender; `quoted` from an earlier message; `embedded` in a message that this one carries. The first of these that a place of it shows. */
  readonly voice: 'written' | 'quoted' | 'embedded';
  /** Messages with the same `thread` are one conversation, with the same `alike` nearly the same text. Ids of messages. */
  readonly thread: string;
  readonly alike: string;
  readonly copies: readonly CopyPlace[];
}

/** Where a credential went: the messages it stands in, oldest first, and who has them. */
export interface Sightings {
  readonly messages: readonly Sighting[];
  /** The message that first said it: the oldest in which its sender wrote it, or where none is held the oldest that repeats it. */
  readonly firstSent: Sighting | null;
  /** The newest message that repeats it. */
  readonly lastQuoted: Sighting | null;
  /** Mailboxes of ours with a copy, sorted: sources, with the archive members in them; of single files the folder they are in. */
  readonly mailboxes: readonly string[];
  /** Everyone a copy was sent by or to, sorted: they hold it still, as far as anybody knows. */
  readonly people: readonly string[];
}

interface Row {
  readonly message: string;
  readonly copies: string;
  readonly alike: string;
  readonly thread: string;
  readonly message_id: string | null;
  readonly sent_at: string | null;
  readonly from_address: string | null;
  readonly context: string;
  readonly voice: Sighting['voice'];
  readonly relative: string;
  readonly container: string;
  readonly folder: string | null;
  readonly part: string;
  readonly member: string;
  readonly landmark: string | null;
  readonly standing: string;
  readonly shape: string;
}

const PLACES = `
  SELECT m.id AS message, coalesce(g.copies, m.id) AS copies, coalesce(g.alike, m.id) AS alike, coalesce(g.thread, m.id) AS thread,
         m.message_id, m.sent_at, m.from_address, o.context, o.voice, s.relative, m.container, m.folder, o.part, o.member, o.landmark, m.standing, s.shape
  FROM occurrences o
  JOIN messages m ON m.id = o.message
  JOIN sources s ON s.id = m.source_id
  LEFT JOIN message_groups g ON g.message = m.id
  WHERE o.fingerprint = ?
  ORDER BY m.sent_at IS NULL, m.sent_at, copies, CASE o.voice WHEN 'written' THEN 0 WHEN 'quoted' THEN 1 ELSE 2 END,
           s.relative, m.container, m.folder, m.id, o.id`;

const PEOPLE = `
  SELECT DISTINCT a.address FROM occurrences o JOIN message_addresses a ON a.message = o.message
  WHERE o.fingerprint = ? AND a.role IN ('from', 'to', 'cc', 'bcc', 'list') ORDER BY a.address`;

/** Where a credential stands and went, by its fingerprint; empty for one the case does not know. */
export function sightingsOf(store: Store, fingerprint: string): Sightings {
  const rows = store.all<Row>(PLACES, fingerprint);
  const messages = [...Map.groupBy(rows, (row) => row.copies).values()].map(sighting);
  const repeats = messages.filter((message) => message.voice !== 'written');
  return {
    messages,
    firstSent: messages.find((message) => message.voice === 'written') ?? messages[0] ?? null,
    lastQuoted: repeats.findLast((message) => message.sentAt !== null) ?? repeats.at(-1) ?? null,
    mailboxes: [...new Set(rows.map(mailboxOf))].sort(),
    people: store.all<{ address: string }>(PEOPLE, fingerprint).map((row) => row.address),
  };
}

function sighting(rows: readonly Row[]): Sighting {
  const [first] = rows as readonly [Row, ...Row[]];
  return {
    messageId: first.message_id,
    sentAt: first.sent_at,
    from: first.from_address,
    context: first.context,
    voice: rows.find((row) => row.voice === 'written')?.voice ?? first.voice,
    thread: first.thread,
    alike: first.alike,
    copies: [...Map.groupBy(rows, (row) => row.message).values()].map(copyPlace),
  };
}

function copyPlace(rows: readonly Row[]): CopyPlace {
  const [first] = rows as readonly [Row, ...Row[]];
  return {
    source: first.relative,
    container: names(first.container),
    folder: first.folder,
    parts: [
      ...new Set(
        rows.map((row) =>
          [row.part, ...names(row.member), ...(row.landmark === null ? [] : [row.landmark])].join(' › '),
        ),
      ),
    ],
    recovered: first.standing === 'recovered',
  };
}

/** A file that is one message stands for the folder it was kept in; `cur` and `new` are halves of one Maildir. */
function mailboxOf({ relative, container, shape }: Row): string {
  const isSingle = shape === 'message' && relative.includes('/');
  const mailbox = isSingle ? relative.replace(/(?:\/(?:cur|new))?\/[^/]*$/, '') : relative;
  return [mailbox, ...names(container)].join(' › ');
}

function names(json: string): readonly string[] {
  return JSON.parse(json) as readonly string[];
}
