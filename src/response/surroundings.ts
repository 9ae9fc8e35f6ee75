import type { Store } from '../case/index.ts';

/** One place of a credential, as the rules of attribution see it. */
export interface CredentialPlace {
  readonly message: string;
  readonly part: string;
  readonly member: string;
  readonly start: number;
  readonly stop: number;
  readonly voice: 'written' | 'quoted' | 'embedded';
  readonly rule: string;
  readonly kind: string;
  readonly principal: string | null;
  readonly host: string | null;
  readonly context: string;
  readonly saidOf: 'writer' | 'reader' | null;
  readonly sentAt: string | null;
}

/** A name in a text, keyed (`accountNameKey`). */
export interface KeyedName {
  readonly name: string;
  readonly message: string;
  readonly part: string;
  readonly member: string;
  readonly voice: 'written' | 'quoted' | 'embedded';
  readonly start: number;
  readonly stop: number;
}

/** What stands around credentials; the rules ask for it, so that they know no tables. */
export interface Surroundings {
  readonly namesIn: (message: string) => readonly KeyedName[];
  /** Names in the messages of its conversation that were sent before it, newest message first. */
  readonly namesBefore: (message: string) => readonly KeyedName[];
  readonly senderOf: (message: string) => string | null;
  /** Addresses of `To`, without doubles. */
  readonly readersOf: (message: string) => readonly string[];
  /** Everybody whom the message's own header names. */
  readonly peopleOf: (message: string) => readonly string[];
  /** Distinct credentials of medium or high confidence whose account the text does not name: in the same text as a place, and in all its message. */
  readonly namelessBeside: (place: CredentialPlace) => { readonly text: number; readonly message: number };
}

const NAME = 'n.name, n.message, n.part, n.member, n.voice, n.span_start AS start, n.span_stop AS stop';
const MOST_BEFORE = 400;

const NAMES = `SELECT ${NAME} FROM account_names n WHERE n.message = ? ORDER BY n.part, n.member, n.span_start, n.name`;

const BEFORE = `
  SELECT ${NAME} FROM messages here
  JOIN message_groups g ON g.message = here.id
  JOIN message_groups other ON other.thread = g.thread AND other.copies <> g.copies
  JOIN messages m ON m.id = other.message
  JOIN account_names n ON n.message = m.id AND n.voice = 'written'
  WHERE here.id = ? AND m.sent_at < here.sent_at
  ORDER BY m.sent_at DESC, m.id, n.span_start, n.name LIMIT ${MOST_BEFORE}`;

const NAMELESS = `
  SELECT count(DISTINCT fingerprint) AS message, count(DISTINCT CASE WHEN part = ? AND member = ? THEN fingerprint END) AS text
  FROM occurrences WHERE message = ? AND confidence <> 'low' AND principal IS NULL`;

/** The surroundings that a case's store holds. */
export function surroundingsIn(store: Store): Surroundings {
  const addresses = (message: string, roles: readonly string[]) =>
    store
      .all<{ address: string }>(
        `SELECT DISTINCT address FROM message_addresses WHERE message = ? AND role IN (${roles.map(() => '?').join(', ')}) ORDER BY address`,
        message,
        ...roles,
      )
      .map(({ address }) => address);
  return {
    namesIn: (message) => store.all<KeyedName>(NAMES, message),
    namesBefore: (message) => store.all<KeyedName>(BEFORE, message),
    senderOf: (message) =>
      store.get<{ address: string | null }>('SELECT from_address AS address FROM messages WHERE id = ?', message)
        ?.address ?? null,
    readersOf: (message) => addresses(message, ['to']),
    peopleOf: (message) => addresses(message, ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc']),
    namelessBeside: ({ message, part, member }) =>
      store.get<{ text: number; message: number }>(NAMELESS, part, member, message) ?? { text: 0, message: 0 },
  };
}
