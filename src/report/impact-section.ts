import type { Store } from '../case/index.ts';
import { disclosureKind } from '../secrets/index.ts';

/** One kind of disclosure in the case's mail. */
export interface ImpactRow {
  readonly kind: string;
  readonly name: string;
  readonly category: string;
  /** MITRE ATT&CK reconnaissance technique; null where none fits. */
  readonly technique: string | null;
  readonly places: number;
  readonly messages: number;
  /** Of those, messages that were stolen as far as is known. */
  readonly stolen: number;
  /** Distinct values; of a text with very many, those that are told apart. */
  readonly values: number;
  /** The values that stand in most messages, masked where they are personal. */
  readonly top: readonly string[];
}

/** One place of a disclosure. Every text is masked. */
export interface DisclosurePlace {
  readonly kind: string;
  /** Null where these are further values of the text. */
  readonly shown: string | null;
  readonly fingerprint: string | null;
  readonly places: number;
  readonly source: string;
  readonly container: readonly string[];
  readonly folder: string | null;
  readonly messageId: string | null;
  readonly sentAt: string | null;
  readonly part: string;
  readonly member: readonly string[];
  readonly landmark: string | null;
  readonly span: readonly [number, number];
}

const TOP = 5;

/** What the mail discloses beside credentials, by category and kind; none for a case that no run has brought up to date. */
export function impactRows(store: Store): readonly ImpactRow[] {
  if (!isThere(store, 'disclosures')) return [];
  const stolen = isThere(store, 'stolen_copies') ? 'd.message IN (SELECT message FROM stolen_copies)' : 'FALSE';
  const rows = store.all<Omit<ImpactRow, 'name' | 'category' | 'technique' | 'top'>>(
    `SELECT d.kind, sum(d.places) AS places, count(DISTINCT d.message) AS messages, count(DISTINCT d.fingerprint) AS "values",
       count(DISTINCT CASE WHEN ${stolen} THEN d.message END) AS stolen
     FROM disclosures d GROUP BY d.kind`,
  );
  return rows.map((row) => ({ ...told(row.kind), ...row, top: topValues(store, row.kind) })).sort(byCategory);
}

function told(id: string): Pick<ImpactRow, 'name' | 'category' | 'technique'> {
  const kind = disclosureKind(id);
  return { name: kind?.name ?? id, category: kind?.category ?? 'other', technique: kind?.technique ?? null };
}

function byCategory(a: ImpactRow, b: ImpactRow): number {
  const order = (row: ImpactRow) => `${row.category} ${String(1e9 - row.messages).padStart(10, '0')} ${row.kind}`;
  return order(a) < order(b) ? -1 : 1;
}

function topValues(store: Store, kind: string): readonly string[] {
  // A mask such as "…" tells no value from another.
  const rows = store.all<{ shown: string; messages: number }>(
    `SELECT min(shown) AS shown, count(DISTINCT message) AS messages FROM disclosures
     WHERE kind = ? AND fingerprint IS NOT NULL AND shown NOT LIKE '%…' GROUP BY fingerprint ORDER BY messages DESC, shown LIMIT ${TOP}`,
    kind,
  );
  return rows.map(({ shown, messages }) => (messages === 1 ? shown : `${shown} (${messages})`));
}

type PlaceRow = Omit<DisclosurePlace, 'container' | 'member' | 'span'> & {
  readonly container: string;
  readonly member: string;
  readonly start: number;
  readonly stop: number;
};

/** Every place of one kind, or of all, in the order of the evidence. @param kind an id; null for all. */
export function* disclosurePlaces(store: Store, kind: string | null, most = -1): Generator<DisclosurePlace> {
  if (!isThere(store, 'disclosures')) return;
  const rows = store.each<PlaceRow>(
    `SELECT d.kind, d.shown, d.fingerprint, d.places, s.relative AS source, m.container, m.folder, m.message_id AS messageId,
       m.sent_at AS sentAt, d.part, d.member, d.landmark, d.span_start AS start, d.span_stop AS stop
     FROM disclosures d JOIN messages m ON m.id = d.message JOIN sources s ON s.id = m.source_id
     WHERE d.kind = coalesce(?, d.kind) ORDER BY d.kind, s.relative, m.position, d.part, d.member, d.span_start, d.id LIMIT ?`,
    kind,
    most,
  );
  for (const { container, member, start, stop, ...row } of rows) {
    const names = (json: string) => JSON.parse(json) as readonly string[];
    yield { ...row, container: names(container), member: names(member), span: [start, stop] };
  }
}

function isThere(store: Store, table: string): boolean {
  return store.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table) !== null;
}
