import type { Case, Store } from '../case/index.ts';
import { counted, millisecondsOf, parseInstant } from '../core/index.ts';
import { resemblance, SKETCH_BANDS } from '../evidence/index.ts';
import type { RunObserver } from './run-observer.ts';
import { UnionFind } from './union-find.ts';

/** Sketches that agree in so much are of texts that say nearly the same. */
const ALIKE = 0.75;
/** Messages compared with one another for sharing a band; a newsletter of ten thousand copies is compared with its first. */
const MOST_COMPARED = 64;
const DAY = 86_400_000;
/** How long after a message another of the same subject may still answer it. */
const ANSWER_DAYS = 30;

/**
 * Groups the messages of a case anew: exact copies, messages that say nearly the same, conversations. Messages are numbered by the time they were sent
 * (undated last), then by id, and each group is named by its first. Memory is a few numbers a message; the rest stays in the database.
 */
export function linkMessages(kase: Case, observer: RunObserver): void {
  const { store } = kase;
  observer.step('Grouping copies and conversations', 0, 'items');
  store.transaction(() => {
    number(store);
    const size = store.get<{ n: number }>('SELECT count(*) AS n FROM link_order')?.n ?? 0;
    const copies = new UnionFind(size);
    uniteEqual(copies, store, 'SELECT copy_key AS key, o.n FROM link_order o JOIN messages m ON m.id = o.id');
    const alike = uniteAlike(store, size, copies);
    const thread = threads(store, size, copies);
    writeGroups(store, { copies, alike, thread });
  });
  const row = store.get<{ messages: number; copies: number; threads: number }>(
    'SELECT count(*) AS messages, count(DISTINCT copies) AS copies, count(DISTINCT thread) AS threads FROM message_groups',
  );
  const [messages, distinct] = [row?.messages ?? 0, row?.copies ?? 0];
  observer.stepDone(
    `${counted(distinct, 'distinct item')} and ${messages - distinct} copies, in ${counted(row?.threads ?? 0, 'conversation')}`,
  );
}

function number(store: Store): void {
  store.run('CREATE TEMP TABLE IF NOT EXISTS link_order (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT');
  store.run('DELETE FROM link_order');
  store.run(`INSERT INTO link_order (n, id)
    SELECT row_number() OVER (ORDER BY sent_at IS NULL, sent_at, id) - 1, id FROM messages`);
}

/** Unites the numbers that share a key; null keys share nothing. */
function uniteEqual(groups: UnionFind, store: Store, sql: string): void {
  let previous: { readonly key: string | null; readonly n: number } | null = null;
  for (const row of store.each<{ key: string | null; n: number }>(
    `SELECT key, n FROM (${sql}) WHERE key IS NOT NULL ORDER BY key, n`,
  )) {
    if (previous !== null && previous.key === row.key) groups.unite(previous.n, row.n);
    previous = row;
  }
}

/** Copies, and messages whose sketches agree; only those that share a band of it are compared. */
function uniteAlike(store: Store, size: number, copies: UnionFind): UnionFind {
  const alike = new UnionFind(size);
  for (let n = 0; n < size; n += 1) alike.unite(n, copies.find(n));
  for (const [start, end] of SKETCH_BANDS) {
    let bucket: Sketched[] = [];
    const rows = store.each<Sketched>(
      `SELECT substr(m.sketch, ?, ?) AS band, o.n, m.sketch FROM link_order o JOIN messages m ON m.id = o.id
       WHERE m.sketch IS NOT NULL ORDER BY band, o.n`,
      start + 1,
      end - start,
    );
    for (const row of rows) {
      if (bucket[0]?.band !== row.band) bucket = [];
      if (copies.find(row.n) !== row.n) continue;
      const twin = bucket.find((other) => resemblance(other.sketch, row.sketch) >= ALIKE);
      if (twin !== undefined) alike.unite(twin.n, row.n);
      if (bucket.length < MOST_COMPARED) bucket.push(row);
    }
  }
  return alike;
}

interface Sketched {
  readonly band: string;
  readonly n: number;
  readonly sketch: string;
}

/**
 * Conversations: messages that refer to the same message (RFC 5322 §3.6.4; also one that nobody holds), a message whose quote begins as another does, and
 * a reply by subject within a month that shares an address with what it answers, where it refers to nothing we hold.
 */
function threads(store: Store, size: number, copies: UnionFind): UnionFind {
  const thread = new UnionFind(size);
  for (let n = 0; n < size; n += 1) thread.unite(n, copies.find(n));
  uniteEqual(
    thread,
    store,
    `SELECT m.message_id_normal AS key, o.n FROM link_order o JOIN messages m ON m.id = o.id
     UNION ALL SELECT r.message_id_normal, o.n FROM link_order o JOIN message_references r ON r.message = o.id`,
  );
  uniteByQuote(thread, store);
  uniteBySubject(thread, store);
  return thread;
}

/** A quote ties to the first message that opens so; openings that many share (a greeting, a template) tie nothing. */
function uniteByQuote(thread: UnionFind, store: Store): void {
  const openings = `SELECT opening, min(o.n) AS n FROM link_order o JOIN messages m ON m.id = o.id WHERE opening IS NOT NULL
    GROUP BY opening HAVING count(DISTINCT m.copy_key) = 1`;
  for (const { a, b } of store.each<{ a: number; b: number }>(
    `SELECT f.n AS a, o.n AS b FROM link_order o JOIN messages m ON m.id = o.id JOIN (${openings}) f ON f.opening = m.quotes`,
  )) {
    thread.unite(a, b);
  }
}

interface Subjected {
  readonly n: number;
  readonly id: string;
  readonly subject_key: string;
  readonly is_reply: number;
  readonly sent_at: string;
}

function uniteBySubject(thread: UnionFind, store: Store): void {
  const latest = new Map<string, readonly Subjected[]>();
  for (const row of store.each<Subjected>(
    `SELECT o.n, m.id, m.subject_key, m.is_reply, m.sent_at FROM link_order o JOIN messages m ON m.id = o.id
     WHERE m.subject_key IS NOT NULL AND m.sent_at IS NOT NULL AND m.kind = 'message' ORDER BY o.n`,
  )) {
    const key = row.subject_key;
    const recent = (latest.get(key) ?? []).filter((before) => isWithin(before, row));
    const answered = row.is_reply === 1 ? recent.find((before) => sharesAddress(store, before.id, row.id)) : undefined;
    if (answered !== undefined) thread.unite(answered.n, row.n);
    latest.delete(key);
    latest.set(key, [row, ...recent].slice(0, MOST_RECENT));
    if (latest.size > MOST_SUBJECTS) forgetOldest(latest);
  }
}

/** Messages of one subject that a reply is held against, newest first. */
const MOST_RECENT = 8;
/** Subjects kept at once; of more, the one unseen for longest is let go. */
const MOST_SUBJECTS = 200_000;

function forgetOldest(latest: Map<string, unknown>): void {
  const [oldest] = latest.keys();
  if (oldest !== undefined) latest.delete(oldest);
}

function isWithin(before: Subjected, after: Subjected): boolean {
  const [a, b] = [parseInstant(before.sent_at), parseInstant(after.sent_at)];
  return a !== null && b !== null && millisecondsOf(b) - millisecondsOf(a) <= ANSWER_DAYS * DAY;
}

function sharesAddress(store: Store, a: string, b: string): boolean {
  const sql = `SELECT 1 FROM message_addresses x JOIN message_addresses y ON y.address = x.address AND y.message = ?
    WHERE x.message = ? AND x.role IN ('from', 'to', 'cc', 'bcc') AND y.role IN ('from', 'to', 'cc', 'bcc') LIMIT 1`;
  return store.get(sql, b, a) !== null;
}

function writeGroups(store: Store, groups: { readonly [Column in 'copies' | 'alike' | 'thread']: UnionFind }): void {
  store.run('DELETE FROM message_groups');
  for (const { n, id } of store.all<{ n: number; id: string }>('SELECT n, id FROM link_order ORDER BY n')) {
    store.run(
      `INSERT INTO message_groups (message, copies, alike, thread)
       VALUES (?, (SELECT id FROM link_order WHERE n = ?), (SELECT id FROM link_order WHERE n = ?), (SELECT id FROM link_order WHERE n = ?))`,
      id,
      groups.copies.find(n),
      groups.alike.find(n),
      groups.thread.find(n),
    );
  }
  store.run('DELETE FROM link_order');
}
