import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, createCase } from '../../src/case/index.ts';
import { fixedClock, type Instant } from '../../src/core/index.ts';
import { reconcile } from '../../src/intake/index.ts';
import { generateIdentity } from '../../src/seal/index.ts';

/** One place a credential stands, as a test states it. */
export interface PlaceFixture {
  readonly value: string;
  readonly kind?: string;
  readonly rule?: string;
  readonly confidence?: 'low' | 'medium' | 'high';
  readonly principal?: string;
  readonly host?: string;
  readonly sent?: string | null;
  readonly from?: string;
  /** First theft of the message; null for stolen at an unknown time; left out where it was not stolen. */
  readonly theft?: string | null;
  readonly context?: string;
}

/** A case in a folder of its own whose mail holds these credentials; it goes away with `remove`. */
export async function caseWithPlaces(places: readonly PlaceFixture[]): Promise<Case & { readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-work-'));
  const wanted = { organisation: 'Bureau', directive: 'ed-24-02', zone: 'America/New_York' };
  const clock = fixedClock('2024-04-08T13:00:00.000Z' as Instant);
  const kase = await createCase(
    join(folder, 'a.case'),
    wanted,
    { by: 'identity', identity: await generateIdentity() },
    clock,
  );
  reconcile(kase);
  kase.store.transaction(() => {
    insert(kase, 'sources', ['inbox', 'mail', 'mbox', '/e', 'inbox.mbox', '/e/inbox.mbox', 0, '', '2024-04-08']);
    for (const [index, place] of places.entries()) insertPlace(kase, index, place);
  });
  const remove = () => {
    kase.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...kase, remove };
}

function insertPlace(kase: Case, index: number, place: PlaceFixture): void {
  const {
    value,
    kind = 'password',
    rule = 'prose-password',
    confidence = 'high',
    sent = '2024-02-01T10:00:00.000Z',
  } = place;
  const message = `msg-${index}`;
  const from = place.from ?? 'ana@agency.example';
  insert(kase, 'messages', [message, 'message', 'inbox', index, index + 1, null, null, sent, null, from, null, '[]']);
  const digest = createHash('sha256').update(value).digest('hex');
  const hint = kase.hash.hex('secret-hint', value.slice(0, 3));
  const names = [place.principal ?? null, place.host ?? null];
  insert(kase, 'occurrences', [
    `occ-${index}`,
    `hmac-sha256:${digest}`,
    message,
    ...['1', '[]', 0, 1, rule, kind, confidence, '…', place.context ?? '…', ...names, hint],
    ...['unknown', 'nothing tells', null, null, '[]'],
  ]);
  if (place.theft === undefined) return;
  insert(kase, 'stolen', [`stolen-${index}`, 'held', 'exact', '[]', null, null, from, sent, place.theft, 1]);
  insert(kase, 'stolen_copies', [`stolen-${index}`, message, 'message', '[]', '[]']);
}

function insert(kase: Case, table: string, values: readonly (string | number | null)[]): void {
  const columns = kase.store.all<{ name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY cid', table);
  const named = columns.slice(0, values.length).map(({ name }) => name);
  kase.store.run(`INSERT INTO ${table} (${named}) VALUES (${values.map(() => '?').join(', ')})`, ...values);
}
